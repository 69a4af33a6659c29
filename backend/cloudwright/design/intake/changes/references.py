"""What 'it', 'that', 'the other one' stand for: the parts that were spoken of, or changed, last."""

import re

from cloudwright.design.intake.changes.lexicon import meant_in
from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.changes.sketch import Drawn, Sketch, Unclear

_IT = re.compile(r"\b(?:it|that|this|them|those|these|that one|this one|the thing)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:not (?:that|this|the) one|wrong one|(?:i (?:meant|mean)|no,?|rather|but) the other(?: one)?|the other one)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\bthe (?P<which>first|second|third|fourth|last|former|latter) (?:one|queue|bucket|table|function|topic|database|api|container|part|of (?:them|those|the two))\b",
    re.IGNORECASE,
)
_PLACES = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "latter": -1}
_NEVER_IT = re.compile(r"\b(?:it|that|this)(?:'s| is| was| costs?| looks?| seems?| will| would| should)\b|\b(?:make|keep|do|move|run|host|put|deploy|call) (?:it|this|that) (?:a bit |much |more |less |all |multi|cheap|saf|fast|small|secur|simpl|in |to |on )|\bso that\b|\bthat (?:the|we|i|it|they|one|is|are|has|nothing)\b", re.IGNORECASE)  # fmt: skip


def resolved(text: str, sketch: Sketch, *, before: str, answered: str) -> str:
    """Return the text with what a pronoun stands for said in brackets; the text itself when that is not known."""
    if len(text) > LONGEST_ORDER or sketch.named(text):
        return text
    if _IT.search(text) is None or _NEVER_IT.search(text):
        return text
    spoken, touched = _spoken_of(sketch, before), _touched(sketch)
    just_done = len(touched) == 1 and "revision" in answered and (touched[0] in spoken or not spoken)
    meant = touched if just_done else spoken or touched or _spoken_of(sketch, answered)
    if len(meant) == 1:
        return f"{text.rstrip(' .!')} ({meant[0].id})"
    return text


def kind_meant(text: str, *, before: str) -> str:
    """Return the text with the kind that 'it' stands for: 'switch to it' after 'would plain RDS do?'."""
    if (
        len(text) > LONGEST_ORDER
        or meant_in(text)
        or re.search(r"\b(?:to|with|for|use|take|try|do) (?:it|that|this)\b", text, re.IGNORECASE) is None
    ):
        return text
    named = [m for m in meant_in(before) if m.kind]
    if not named:
        return text
    return re.sub(
        r"\b(?P<how>to|with|for|use|take|try|do) (?:it|that|this)\b",
        lambda m: f"{m['how']} {named[-1].words}",
        text,
        count=1,
        flags=re.IGNORECASE,
    )


def the_other(text: str, sketch: Sketch) -> Drawn | None:
    """Return the other part of the kind that the newest revision changed, when there is one other."""
    if _OTHER.search(text) is None or not sketch.history or len(sketch.history[0].changed) != 1:
        return None
    changed = sketch.history[0].changed[0]
    others = [c for c in sketch.of_kind(changed.kind) if c.id != changed.id]
    return others[0] if len(others) == 1 else None


def placed(text: str, sketch: Sketch) -> str | Unclear:
    """Return the text with 'the second queue' called by its title: the second of that kind, as they are shown."""
    found = _ORDINAL.search(text) if len(text) <= LONGEST_ORDER else None
    if found is None:
        return text
    named = sketch.named(found.group())
    if len({c.kind for c in named}) != 1:
        return text
    place = _PLACES[found["which"].lower()]
    if not -1 <= place < len(named):
        there = ", ".join(f"'{c.title}'" for c in named)
        return Unclear(reason=f"There is no {found['which']} one of these here.", instead=f"It has: {there}.")
    return f"{text[: found.start()]}{named[place].title}{text[found.end() :]}"


def _spoken_of(sketch: Sketch, text: str) -> tuple[Drawn, ...]:
    return sketch.named(text) if text and len(text) <= LONGEST_ORDER else ()


def _touched(sketch: Sketch) -> tuple[Drawn, ...]:
    if not sketch.history:
        return ()
    newest = sketch.history[0]
    ids = {p.id for p in (newest.added or newest.changed)}
    return tuple(c for c in sketch.components if c.id in ids)
