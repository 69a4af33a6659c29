"""Another value for what was set before, said by the value alone: '21 is plenty', 'about those logs: 14', 'half of that'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.asking.cues import asks, doubts, imagines
from cloudwright.design.intake.changes.amounts import fitted, quantities
from cloudwright.design.intake.changes.plain import NOT_SO
from cloudwright.design.intake.changes.relative import factored
from cloudwright.design.intake.changes.settings import able, plain, put
from cloudwright.design.intake.changes.sketch import Drawn, Past, Proposed, Sketch
from cloudwright.design.intake.changes.slots import CONCEPTS, about, settings_named
from cloudwright.design.model.architecture import Environment

_MOST_WORDS, _MOST_RELATIVE = 16, 5
_DEFAULT = re.compile(r"\b(?:to|at|as|with|by|the|its|usual) default\b", re.IGNORECASE)
# What a number is about when it is not a setting, and what only tells how things are.
_ELSE = re.compile(
    r"\b(?:users?|people|customers?|visitors?|requests?|budget|dollars?|euros?|bucks|team|devs?|developers?|cost|price|add|remove|drop|undo|compare|option)\b|[$€£]",
    re.IGNORECASE,
)


# By the words of its name alone: what is spoken of in passing is not always what a number is for.
_OWN = {name: re.compile(rf"\b{plain(name)}\b", re.IGNORECASE) for name in CONCEPTS}


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A setting that an earlier revision gave to some parts."""

    name: str
    parts: tuple[Drawn, ...]


def another_value(text: str, sketch: Sketch, *, before: str = "") -> Proposed | None:
    """Return the edits that give what was set, or spoken of in the message before, the value that the text says."""
    if len(text.split()) > _MOST_WORDS or _ELSE.search(text) or asks(text) or doubts(text) or imagines(text):
        return None
    earlier = list(_settings(sketch))
    spoken = [each for each in earlier if about(text, each.name)]
    newest = [each for each in earlier[:1] if sketch.history and _of(sketch.history[0])]
    amounts = quantities(NOT_SO.sub(" ", text))
    for each in (*spoken, *newest, *_spoken_of(before, sketch)):
        if not amounts and _DEFAULT.search(text):
            return _by_default(each)
        if len(amounts) != 1:
            short = not amounts and len(text.split()) <= _MOST_RELATIVE
            return factored(text, list(each.parts), each.name) if short else None
        value = fitted(amounts[0], each.name)
        if value is None and _bare(amounts[0].unit):
            return put(list(each.parts), each.name, amounts[0].value)
        if value is not None:
            return put(list(each.parts), each.name, value)
    return None


def _spoken_of(before: str, sketch: Sketch) -> Iterator[_Earlier]:
    """Yield the memory after 'isn't that asking for trouble with so little memory'."""
    for name in CONCEPTS:
        parts = able(sketch, name) if _OWN[name].search(before) else []
        if parts and len({part.kind for part in parts}) == 1:
            yield _Earlier(name, tuple(parts))


def _by_default(each: _Earlier) -> Proposed | None:
    """Return the edits that give the setting its value of production again."""
    entry = kinds()[each.parts[0].kind]
    value = entry.defaults(Environment.PROD).get(each.name, entry.properties.model_fields[each.name].default)
    known = isinstance(value, int | float | str)
    return put(list(each.parts), each.name, Decimal(str(value))) if known else None


def _bare(unit: str) -> bool:
    """Whether no unit was said: the word behind the number only goes on with the sentence."""
    return not unit or unit in (
        "already",
        "is",
        "are",
        "instead",
        "then",
        "will",
        "would",
        "please",
        "should",
        "days",
        "at",
        "of",
        "or",
    )


def _settings(sketch: Sketch) -> Iterator[_Earlier]:
    """Yield what the revisions set, newest first, each setting once."""
    seen: set[str] = set()
    for past in sketch.history:
        for name in _of(past):
            ids = {part.id for part in past.changed}
            parts = tuple(part for part in able(sketch, name) if part.id in ids)
            if parts and name not in seen:
                seen.add(name)
                yield _Earlier(name, parts)


def _of(past: Past) -> tuple[str, ...]:
    return () if past.undoes else settings_named(past.summary)
