"""What a message about a design asks, or None when it is no question, doubt, what-if or aside."""

import re
from decimal import Decimal

from cloudwright.design.intake.asking.asides import aside
from cloudwright.design.intake.asking.cues import asks, doubts, imagines, orders
from cloudwright.design.intake.asking.loads import imagined_load
from cloudwright.design.intake.asking.losses import loss
from cloudwright.design.intake.asking.sums import other_sum
from cloudwright.design.intake.asking.things import Things, things_in
from cloudwright.design.intake.asking.topic import Aside, Asked, Topic
from cloudwright.design.intake.asking.topics import topic
from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.intake.changes.understand import Wish, understand
from cloudwright.design.intake.read import facts_in
from cloudwright.design.model.brief import RequirementKind

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
_NOTABLE_MINUTES = 5
_LASTS = re.compile(
    r"\b(?:runs?|jobs?|steps?|tasks?|conversions?|calls?|calculations?|imports?|exports?|reports?|batch(?:es)?|work|it|one|some|each|they)\b[^.?!]{0,40}\b(?:takes?|lasts?|needs?|runs?|run for|goes on for)\b",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"\b(?:is|are|do (?:we|i) (?:really |even |actually )?need) (?P<what>(?:the|a|an|all|these|that) [^?]{2,40}?) (?:really |actually |even )?(?:worth|needed|necessary|required|useful)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:without|did without|do without|drop(?:ped|ping)?|remov(?:e|ed|ing)|skip(?:ped|ping)?|leave out|left out|leaving out|get(?:ting)? rid of|got rid of) (?P<what>[^?,.;:]{2,60}?)(?=[?,.;:]|$| (?:what|would|how|do|does|will|and|cost)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:add(?:ed|ing)?|put(?:ting)? in|with|had|us(?:e|ed|ing)|turn(?:ed|ing)? on|would|does|do|for) (?P<what>(?:a|an|another|our own|the) [^?,.;:]{2,60}?)(?=[?,.;:]|$| (?:in front|what|would|how|do|does|will|and|cost|add|change)\b)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:what if|if (?:we|i|you)|what about|how about|what (?:would|will|does|do|happens)|how much|suppos\w+|imagin\w+|should|shall|would|could|save|worth|need(?:ed)?|necessary)\b",
    re.IGNORECASE,
)
_NO_CHANGE = re.compile(r"^\W*(?:and |but |so )?(?:why|who|where|when|does|can)\b", re.IGNORECASE)
# This option beside another: 'is the second one safer?'.
_ANOTHER = re.compile(
    r"\b(?:the |that )?(?:first|second|third|fourth|other)(?: one| option| design| variant)?\b[^?]{0,30}\b(?:safer|cheaper|better|simpler|faster|slower|worse|dearer|overkill|more (?:\w+)|less (?:\w+))\b|\bbetween the (?:first|second|two)\b|\bfor the (?:extra|additional) money\b|\bmore (?:\w+ )?than the (?:first|second|third|other)\b",
    re.IGNORECASE,
)
_LONGEST = 400
# Which of the options is meant or better: they are compared beside each other.
_OF_OPTIONS = re.compile(
    r"\b(?:options?|variants?|alternatives|proposals?|designs)\b[^?]*\b(?:differ\w*|compare\w*|better|best|cheapest|recommend\w*|choose|pick|take)\b"
    r"|\b(?:differ\w*|compare\w*|better|best|cheapest|recommend\w*|choose|pick|take|which)\b[^?]*\b(?:options?|variants?|alternatives|proposals?|designs|of (?:them|the (?:two|three|four)))\b",
    re.IGNORECASE,
)
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
    if len(text) > LONGEST_ORDER:
        return None
    if sketch is None or not drawn:
        return None if _states(text) else _in_general(text, words, said)
    if _orders(text, sketch):
        return None
    about = _referred(text, said, sketch, before=before)
    found = _imagined(text, words, about) or _changed(text, words, sketch) or _questioned(text, words, about)
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


# What begins like this states nothing, whatever it names: 'why is there no database?'.
_ONLY_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|then)\W+)*(?:why|who|what (?:if|happens) (?:we lose|an?|one|the|aws))\b",
    re.IGNORECASE,
)


def _states(text: str) -> bool:
    """Whether the text says something about what is needed, beside naming services."""
    if _ONLY_ASKS.search(text):
        return False
    found = [r for fact in facts_in(text) for r in fact.requirements]
    return any(r.kind is not RequirementKind.SERVICE for r in found)


def _in_general(text: str, words: str, said: Things) -> Asked | None:
    """Return a question that is asked before there is a design."""
    gone = loss(text, named=False)
    if gone is not None:
        return Asked(words=words, loss=gone)
    found = topic(text, named=bool(said.mentions)) if asks(text) or imagines(text) else None
    return None if found is None else Asked(words=words, topic=found)


def about(text: str, sketch: Sketch, *, before: str = "") -> Asked | None:
    """Return what a statement that nothing else was made of is about, as a doubt; None where it orders something."""
    if len(text) > LONGEST_ORDER or not sketch.components or orders(text):
        return None
    meant = _referred(text, things_in(text, sketch), sketch, before=before)
    found = topic(text, named=meant.named)
    if found is Topic.COST and not meant.named:
        found = Topic.SAVE
    found = Topic.WHY if found is Topic.WHAT_IS else found
    if found is None:
        return None
    return Asked(
        words=text.strip()[:_LONGEST],
        topic=found,
        components=meant.components,
        technologies=tuple(mention.value for mention in meant.mentions),
        objects=True,
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


def _changed(text: str, words: str, sketch: Sketch) -> Asked | None:
    """Return the question about a change that is only imagined: 'what would it cost without the alarms?'."""
    if not (asks(text) or imagines(text)) or _NO_CHANGE.search(text) or _SUPPOSED.search(text) is None:
        return None
    for pattern, sayings in ((_LESS, ("remove {}",)), (_MORE, ("add {}", "use {}"))):
        said = [o.format(m["what"].strip()) for m in pattern.finditer(text) for o in sayings]
        for order in said:
            if _is_change(order, sketch):
                return Asked(words=words, topic=Topic.WITH_CHANGE, order=order)
    doubted = _WORTH.search(text)
    order = "" if doubted is None else f"remove {doubted['what'].strip()}"
    if order and not things_in(order, sketch).components and _is_change(order, sketch):
        return Asked(words=words, topic=Topic.WITH_CHANGE, order=order)
    return None


def _is_change(order: str, sketch: Sketch) -> bool:
    return understand(order, sketch).wish is Wish.CHANGE


def _questioned(text: str, words: str, about: Things) -> Asked | None:
    doubted = doubts(text)
    if not (asks(text) or doubted or imagines(text)):
        return _long_job(text, words)
    found = Topic.OPTIONS if _ANOTHER.search(text) else topic(text, named=about.named)
    if found is None and imagines(text) and _size(text)[1] is not None:
        found = Topic.SIZE
    if found is None or (not about.named and found is not Topic.LAST_CHANGE and _OF_OPTIONS.search(text)):
        return None
    minutes, kilobytes = _size(text)
    if minutes is not None and found in (Topic.WHAT_IS, Topic.LIMITS) and about.named:
        found = Topic.FEASIBLE
    if kilobytes is not None and imagines(text) and found is not Topic.FEASIBLE:
        found = Topic.SIZE
    return Asked(words=words, topic=found, objects=doubted, minutes=minutes, kilobytes=kilobytes)


def _long_job(text: str, words: str) -> Asked | None:
    """Return the question in a statement such as 'one run may take 40 minutes': whether that can run."""
    minutes, _ = _size(text)
    if minutes is None or minutes < _NOTABLE_MINUTES or _LASTS.search(text) is None:
        return None
    return Asked(words=words, topic=Topic.FEASIBLE, minutes=minutes)


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
