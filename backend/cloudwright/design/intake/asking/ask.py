"""What a message about a design asks, or None when it is no question, doubt, what-if or aside."""

import re
from decimal import Decimal

from cloudwright.design.intake.asking.asides import aside
from cloudwright.design.intake.asking.cues import asks, doubts, imagines
from cloudwright.design.intake.asking.loads import imagined_load
from cloudwright.design.intake.asking.losses import loss
from cloudwright.design.intake.asking.sums import other_sum
from cloudwright.design.intake.asking.things import Things, things_in
from cloudwright.design.intake.asking.topic import Aside, Asked, Topic
from cloudwright.design.intake.asking.topics import topic
from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.intake.changes.understand import understand
from cloudwright.design.intake.read import facts_in

_REFERS = re.compile(
    r"\b(?:it|its|that|this|they|them|those|these|that one|this one|the same|there)\b", re.IGNORECASE
)
_SPAN = re.compile(
    r"\b(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>hours?|hrs?|h|minutes?|mins?|seconds?|secs?|kb|mb|gb|kilobytes?|megabytes?|gigabytes?)\b",
    re.IGNORECASE,
)
_MINUTES = {"h": Decimal(60), "m": Decimal(1), "s": Decimal(1) / 60}
_KILOBYTES = {"k": Decimal(1), "m": Decimal(1000), "g": Decimal(1_000_000)}
_ABOUT_PARTS = frozenset(
    (Topic.COST, Topic.WHY, Topic.WHY_NOT, Topic.WHAT_IS, Topic.FAILURE, Topic.ACCESS, Topic.COMPARE)
)
_LONGEST = 400
_AT_ONCE = (Aside.SECRET, Aside.INJECTION, Aside.ACCOUNT, Aside.IDENTITY, Aside.SMALL_TALK)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_ORDERED = frozenset(("change", "undo", "back", "retract", "plan", "choose"))


def asked(text: str, sketch: Sketch | None, *, before: str = "") -> Asked | None:
    """Return what the text asks about; `before` is what was said last, for what 'it' may mean."""
    words = text.strip()[:_LONGEST]
    said = things_in(text, sketch)
    off = aside(text, named=said.named)
    drawn = sketch is not None and bool(sketch.components)
    if off is not None and (drawn or (off in _AT_ONCE and not facts_in(text))):
        return Asked(words=words, aside=off)
    if sketch is None or not drawn or len(text) > LONGEST_ORDER:
        return None
    if _orders(text, sketch):
        return None
    about = _referred(text, said, sketch, before=before)
    found = _imagined(text, words, about) or _questioned(text, words, about)
    if found is None:
        return None
    return found.model_copy(
        update={
            "components": about.components,
            "technologies": tuple(mention.value for mention in about.mentions),
        }
    )


def _orders(text: str, sketch: Sketch) -> bool:
    """Whether one of several sentences is an order, which whoever carries out orders has to see."""
    sentences = [s for s in _SENTENCE.split(text) if s.strip()]
    return len(sentences) > 1 and any(
        not asks(s) and not doubts(s) and understand(s, sketch).wish.value in _ORDERED for s in sentences
    )


def _imagined(text: str, words: str, about: Things) -> Asked | None:
    gone = loss(text, named=bool(about.components))
    if gone is not None:
        return Asked(words=words, loss=gone)
    money = other_sum(text)
    if money is not None:
        return Asked(words=words, money=money)
    load = imagined_load(text)
    return None if load is None else Asked(words=words, load=load)


def _questioned(text: str, words: str, about: Things) -> Asked | None:
    doubted = doubts(text)
    if not (asks(text) or doubted or imagines(text)):
        return None
    found = topic(text, named=about.named)
    if found is None:
        return None
    minutes, kilobytes = _size(text) if found is Topic.FEASIBLE else (None, None)
    return Asked(words=words, topic=found, objects=doubted, minutes=minutes, kilobytes=kilobytes)


def _referred(text: str, said: Things, sketch: Sketch, *, before: str) -> Things:
    """Return what the text speaks of; where it names nothing but says 'it', what was spoken of before."""
    if said.named or not before or _REFERS.search(text) is None:
        return said
    earlier = things_in(before, sketch)
    found = topic(text, named=False)
    return earlier if earlier.named and (found is None or found in _ABOUT_PARTS) else said


def _size(text: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the minutes and the kilobytes that the text gives."""
    minutes = kilobytes = None
    for match in _SPAN.finditer(text):
        number, unit = Decimal(match["number"].replace(",", ".")), match["unit"].lower()
        if unit.endswith(("b", "byte", "bytes")):
            kilobytes = number * _KILOBYTES[unit[0]]
        else:
            minutes = number * _MINUTES[unit[0]]
    return minutes, kilobytes
