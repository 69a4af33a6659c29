"""Where the rules of a text are, and whether they are small enough to be given to the engine.

The engine's parser and evaluator are recursive without a bound: a text that nests some thousand times ends
the process. So nothing reaches it that this module has not weighed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

MOST_CHARACTERS = 64 * 1024
MOST_RULES = 500
MOST_WEIGHT = 400
MOST_DEPTH = 40

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*)
  | (?P<string>"(?:[^"\\]|\\.)*(?P<closed>"?))
  | (?P<name>[A-Za-z_]\w*)
  | (?P<number>\d+)
  | (?P<sign>&&|\|\||::|==|!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FLAT_SIGNS = frozenset({",", ";", "::", ")", "]", "}", "@", ":"})
_STEPS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_DEEP_NAMES = frozenset({"if", "then", "else", "has", "like", "in", "is"})


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    kind: str
    closed: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def deepens(self) -> bool:
        """Whether it may put what follows a level deeper in the tree."""
        return (self.kind == "sign" and self.text not in _FLAT_SIGNS) or self.text in _DEEP_NAMES


@dataclass(frozen=True, slots=True)
class Statement:
    """One rule, from its first annotation to its semicolon."""

    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def weight(self) -> int:
        """How deep it may nest at most, and how often a pattern has to be tried again."""
        patterns = [each.text for before, each in pairwise(self.tokens) if before.text == "like"]
        return sum(token.deepens for token in self.tokens) + sum(each.count("*") for each in patterns)

    @property
    def depth(self) -> int:
        """How many brackets are open at once at most; these cost the engine the most stack."""
        steps = (_STEPS.get(token.text, 0) if token.kind == "sign" else 0 for token in self.tokens)
        return max(accumulate(steps))

    @property
    def unclosed(self) -> Token | None:
        """The piece of text in it that does not end."""
        return next((token for token in self.tokens if not token.closed), None)


class Places:
    """Line and column of offsets, both from 1."""

    def __init__(self, text: str) -> None:
        lengths = [len(line) for line in text.split("\n")]
        self._starts = [0, *accumulate(length + 1 for length in lengths)]

    def of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def statements(text: str) -> Sequence[Statement]:
    """Return the rules of a text, the last one also without its semicolon."""
    found: list[Statement] = []
    tokens: list[Token] = []
    for token in _tokens(text):
        tokens.append(token)
        if token.text == ";":
            found.append(Statement(tuple(tokens)))
            tokens = []
    return [*found, Statement(tuple(tokens))] if tokens else found


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        if kind == "closed":
            kind = "string"
        if kind != "space":
            closed = kind != "string" or bool(match["closed"])
            yield Token(match[0], match.start(), kind, closed)
