"""What a message about a design asks, or None when it is no question, doubt, what-if or aside."""

import re
from decimal import Decimal

from cloudwright.design.intake.asking.asides import aside
from cloudwright.design.intake.asking.cues import asks, doubts, imagines, orders
from cloudwright.design.intake.asking.loads import imagined_load
from cloudwright.design.intake.asking.losses import loss
from cloudwright.design.intake.asking.scaled import scaled_load, share_of_budget
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
    r"\b(?P<number>\d+(?:[.,]\d+)?)\s?(?:whole |full |long |good |more )?(?P<unit>hours?|hrs?|h|minutes?|mins?|seconds?|secs?|kb|mb|gb|kilobytes?|megabytes?|gigabytes?)\b",
    re.IGNORECASE,
)
_MINUTES = {"h": Decimal(60), "m": Decimal(1), "s": Decimal(1) / 60}
_KILOBYTES = {"k": Decimal(1), "m": Decimal(1000), "g": Decimal(1_000_000)}
_ABOUT_PARTS = frozenset(
    (Topic.COST, Topic.WHY, Topic.WHY_NOT, Topic.WHAT_IS, Topic.FAILURE, Topic.ACCESS, Topic.COMPARE)
)
_NOTABLE_MINUTES = 3
_TROUBLE = re.compile(
    r"\b(?:trouble|problems?|too long|an issue|fits?|fit in|ok(?:ay)?|possible|enough time|in time)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:takes?|lasts?|needs?|runs?|run for|goes on for|is(?: about)?|are(?: about)?)\b(?! down| back| lost)[^.?!]{0,40}?\b\d",
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
    r"\b(?:the |that )(?:first|second|third|fourth|last|other) (?:one|option|design|variant)\b[^?]{0,30}\b(?:do|does|differ\w*|have|has|offer\w*|bring\w*|add\w*|cost\w*|mean\w*)\b|\b(?:the |that )?(?:first|second|third|fourth|other)(?: one| option| design| variant)?\b[^?]{0,30}\b(?:safer|cheaper|better|simpler|faster|slower|worse|dearer|overkill|more (?:\w+)|less (?:\w+))\b|\bbetween the (?:first|second|two)\b|\bfor the (?:extra|additional) money\b|\bmore (?:\w+ )?than the (?:first|second|third|other)\b",
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
    return _of_design(text, said, sketch, before=before)


def _of_design(text: str, said: Things, sketch: Sketch, *, before: str) -> Asked | None:
    """Return what the text asks about the design that is drawn."""
    words = text.strip()[:_LONGEST]
    about = _referred(text, said, sketch, before=before)
    last = _last_question(text)
    if last and _questioned(last, words, things_in(last, sketch)) is not None:
        return asked(last, sketch, before=text.removesuffix(last).strip() or before)
    found = (
        _imagined(text, words, about=about, sketch=sketch)
        or _changed(text, words, sketch)
        or _questioned(text, words, about)
        or _going_on(text, words, before)
    )
    if found is None:
        return None
    return found.model_copy(
        update={
            "components": about.components,
            "technologies": tuple(mention.value for mention in about.mentions),
        }
    )


def _last_question(text: str) -> str:
    """Return the question that a statement leads to: of 'it smells of lock-in. Why not Kafka?' the second."""
    sentences = [s for s in _SENTENCE.split(text) if s.strip()]
    leads = len(sentences) > 1 and sentences[-1].endswith("?") and not any("?" in s for s in sentences[:-1])
    return sentences[-1] if leads and things_in(sentences[-1], None).named else ""


def _orders(text: str, sketch: Sketch) -> bool:
    """Whether one of several sentences is an order, which whoever carries out orders has to see."""
    sentences = [s for s in _SENTENCE.split(text) if s.strip()]
    return len(sentences) > 1 and any(
        not asks(s)
        and not doubts(s)
        and (understand(s, sketch).wish.value in _ORDERED or (orders(s) and _REFERS.search(s) is not None))
        for s in sentences
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


def _imagined(text: str, words: str, *, about: Things, sketch: Sketch) -> Asked | None:
    gone = loss(text, named=bool(about.components))
    if gone is not None:
        return Asked(words=words, loss=gone)
    money = other_sum(text) or share_of_budget(text, sketch.stated)
    if money is not None:
        return Asked(words=words, money=money)
    load = imagined_load(text) or scaled_load(text, sketch.stated)
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
    if _TROUBLE.search(text) and (_size(text)[0] or 0) >= _NOTABLE_MINUTES:
        return Asked(words=words, topic=Topic.FEASIBLE, minutes=_size(text)[0])
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


def _going_on(text: str, words: str, before: str) -> Asked | None:
    """Return the question whether what was required last holds: 'does it, as drawn?'."""
    if (
        not asks(text)
        or len(text.split()) > _FEW_WORDS
        or (_REFERS.search(text) is None and not _AS_IS.search(text))
    ):
        return None
    kinds = [r.kind for fact in facts_in(before) for r in fact.requirements]
    found = next((_OF_KIND[kind] for kind in kinds if kind in _OF_KIND), None) or (
        topic(before, named=False) if asks(before) or doubts(before) else None
    )
    return None if found is None else Asked(words=words, topic=found)


_FEW_WORDS = 14
_AS_IS = re.compile(r"\bas (?:it is )?drawn\b|\b(?:present|current) (?:drawing|design)\b", re.IGNORECASE)
_OF_KIND = {
    RequirementKind.LATENCY: Topic.LATENCY,
    RequirementKind.AVAILABILITY: Topic.SLA,
    RequirementKind.RTO: Topic.RECOVERY,
    RequirementKind.RPO: Topic.RECOVERY,
    RequirementKind.BUDGET: Topic.COST,
    RequirementKind.TRAFFIC: Topic.LIMITS,
    RequirementKind.USERS: Topic.SCALING,
    RequirementKind.RESIDENCY: Topic.LOCATION,
    RequirementKind.REGION: Topic.LOCATION,
    RequirementKind.COMPLIANCE: Topic.COMPLIANCE,
}


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
