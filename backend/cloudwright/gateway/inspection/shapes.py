"""Patterns put together from parts, so that each knows its own beginnings and its greatest length.

A stream must hold back what may still become a match. RE2 cannot say that a text ends inside one, so every
shape carries a second pattern that matches its beginnings up to the end of the text. Patterns are leftmost
and longest, in ASCII: what is looked at is folded to one byte for each character before.
"""

import re
from dataclasses import dataclass
from functools import reduce

END = r"\z"


@dataclass(frozen=True, slots=True)
class Shape:
    """`beginning` matches every prefix of a match, the empty and the whole one too.

    It is to be followed by `END`, once and at the very end.
    """

    pattern: str
    beginning: str
    shortest: int
    longest: int


def chars(members: str, least: int = 1, *, most: int | None = None) -> Shape:
    """Return a run of characters of a class, exactly `least` of them when `most` is not given."""
    most = least if most is None else most
    return Shape(f"[{members}]{{{least},{most}}}", f"[{members}]{{0,{most}}}", least, most)


def word(literal: str) -> Shape:
    return _spelled([re.escape(letter) for letter in literal])


def any_case(literal: str) -> Shape:
    return _spelled([f"(?i:{re.escape(letter)})" for letter in literal])


def seq(*shapes: Shape) -> Shape:
    """Return one shape after the other."""
    return reduce(_then, reversed(shapes))


def either(*shapes: Shape) -> Shape:
    return Shape(
        f"(?:{'|'.join(shape.pattern for shape in shapes)})",
        f"(?:{'|'.join(shape.beginning for shape in shapes)})",
        min(shape.shortest for shape in shapes),
        max(shape.longest for shape in shapes),
    )


def maybe(shape: Shape) -> Shape:
    return Shape(f"(?:{shape.pattern})?", f"(?:{shape.beginning})", 0, shape.longest)


def several(shape: Shape, least: int, *, most: int) -> Shape:
    return Shape(
        f"(?:{shape.pattern}){{{least},{most}}}",
        f"(?:{shape.pattern}){{0,{most - 1}}}(?:{shape.beginning})",
        shape.shortest * least,
        shape.longest * most,
    )


def _then(after: Shape, before: Shape) -> Shape:
    return Shape(
        before.pattern + after.pattern,
        f"(?:{before.beginning}|{before.pattern}{after.beginning})",
        before.shortest + after.shortest,
        before.longest + after.longest,
    )


def _spelled(letters: list[str]) -> Shape:
    nested = reduce(lambda inner, letter: f"(?:{letter}{inner})?", reversed(letters), "")
    return Shape("".join(letters), nested, len(letters), len(letters))
