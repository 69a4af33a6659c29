"""Reading a text into a brief: facts with their phrases, what was not used, and what to ask."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal

from cloudwright.design.intake.answers import implied, reconciled
from cloudwright.design.intake.contradictions import contradictions
from cloudwright.design.intake.extract import (
    beyond,
    capabilities,
    exclusions,
    money,
    places,
    recovery,
    regulations,
    services,
    sizes,
    targets,
    team,
    traffic,
)
from cloudwright.design.intake.extract.geography import KNOWN
from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.questions import questions_for, settled
from cloudwright.design.intake.rates import with_rates
from cloudwright.design.intake.shape import shape
from cloudwright.design.intake.spelling import Respelled, read_through
from cloudwright.design.intake.unused import unused_phrases
from cloudwright.design.model.architecture import Region
from cloudwright.design.model.brief import Assumption, Brief, Requirement, RequirementKind

# Names that are ruled out stand for nothing that is asked for, and amounts of money for no load.
_OF_ALL = (
    exclusions.find,
    money.find,
    targets.find,
    recovery.find,
    sizes.find,
    places.find,
    regulations.find,
)
_OF_WANTED = (services.find, capabilities.find, beyond.find, team.find)
_OTHER_NUMBERS = frozenset(
    (
        RequirementKind.BUDGET, RequirementKind.PAYLOAD, RequirementKind.DATA_SIZE, RequirementKind.LATENCY,
        RequirementKind.AVAILABILITY, RequirementKind.RTO, RequirementKind.RPO,
    )
)  # fmt: skip
_LONGEST_GOAL = 20_000
_MOST_UNUSED = 20


def facts_in(text: str, *, people: Decimal | None = None) -> tuple[Fact, ...]:
    """Return every fact in the text, in reading order; `people` is how many are known to use the system."""
    found = [fact for find in _OF_ALL for fact in find(text)]
    wanted = _without(text, found, {RequirementKind.EXCLUSION}, instead="\n")
    numbers = _without(text, found, _OTHER_NUMBERS, instead="·")
    found.extend(fact for find in _OF_WANTED for fact in find(wanted))
    found.extend(traffic.find(numbers, people=people))
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def facts_as_typed(text: str, *, people: Decimal | None = None) -> tuple[Fact, ...]:
    """Return every fact in the text, slips of the keyboard read as what was meant and quoted as they were typed."""
    known = read_through(text)
    if known.text == text:
        return facts_in(text, people=people)
    return tuple(_as_typed(fact, known) for fact in facts_in(known.text, people=people))


def _as_typed(fact: Fact, known: Respelled) -> Fact:
    start, end = known.span(fact.start, fact.end)
    requirements = tuple(
        r.model_copy(update={"quote": known.quoted(r.quote, fact.start, fact.end)}) for r in fact.requirements
    )
    return replace(fact, start=start, end=end, requirements=requirements)


def _without(text: str, facts: Iterable[Fact], kinds: AbstractSet[RequirementKind], *, instead: str) -> str:
    """Return the text with a sign in place of each character of such facts, so that offsets stay."""
    characters = list(text)
    for fact in facts:
        if any(r.kind in kinds for r in fact.requirements):
            characters[fact.start : fact.end] = instead * (fact.end - fact.start)
    return "".join(characters)


def read(text: str, brief: Brief) -> Brief:
    """Return the brief with what the text adds: later facts replace earlier ones of the same id.

    The goal is the first text that says anything. Facts keep the phrase they came from; clauses that
    nothing was made of are listed in `unused`. A text without any fact changes only `unused`.
    """
    clean = _clean(text)
    facts = facts_as_typed(clean, people=_people(brief))
    requirements = _merged(brief.requirements, (r for f in facts for r in f.requirements))
    unused = tuple(dict.fromkeys((*brief.unused, *_left_over(text, clean, facts))))
    known = brief.model_copy(
        update={
            "goal": brief.goal or (clean if facts else ""),
            "region": _region(facts, brief.region, requirements=requirements),
            "requirements": requirements,
            "assumptions": _assumptions(brief.assumptions, (a for f in facts for a in f.assumptions)),
            "unused": unused[-_MOST_UNUSED:],
        }
    )
    return completed(known, answers=_answers(facts))


def _people(brief: Brief) -> Decimal | None:
    """Return how many people are known to use the system."""
    users = brief.requirement(RequirementKind.USERS.value)
    return Decimal(str(users.value)) if users is not None and isinstance(users.value, int | float) else None


def left_over(text: str) -> tuple[str, ...]:
    """Return what of this one text was not used, in its own words."""
    clean = _clean(text)
    return _left_over(text, clean, facts_as_typed(clean))


def _left_over(text: str, clean: str, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    return (*unused_phrases(clean, facts), *_unknown_regions(clean), *_left_out(text))


def _clean(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)[:_LONGEST_GOAL].strip()


def _answers(facts: Iterable[Fact]) -> tuple[tuple[str, str], ...]:
    """Return what the text answers; who denies a thing in the same breath as naming it denies it."""
    found: dict[str, str] = {}
    for question, choice in (answer for fact in facts for answer in fact.answers):
        if found.get(question) not in {"no", "aws"}:
            found[question] = choice
    return tuple(found.items())


def completed(brief: Brief, *, answers: Iterable[tuple[str, str]] = ()) -> Brief:
    """Return the brief with its pattern, questions, numbers and contradictions worked out again."""
    found = shape(brief)
    shaped = brief.model_copy(
        update={
            "pattern": found.pattern,
            "confidence": found.confidence,
            "questions": questions_for(found.pattern, brief.questions, (*_unless_known(brief), *answers)),
        }
    )
    whole = with_rates(settled(reconciled(shaped)))
    return whole.model_copy(update={"contradictions": contradictions(whole)})


def _unless_known(brief: Brief) -> Iterable[tuple[str, str]]:
    known = {q.id for q in brief.questions if q.answer is not None}
    return ((question, choice) for question, choice in implied(brief) if question not in known)


def _merged(old: Iterable[Requirement], new: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Keep one requirement per id: the first phrase that stated a thing, unless a later one says otherwise."""
    merged = {r.id: r for r in old}
    for requirement in new:
        before = merged.get(requirement.id)
        if before is None or (before.value, before.unit) != (requirement.value, requirement.unit):
            merged[requirement.id] = requirement
    return tuple(merged.values())


def _assumptions(old: Iterable[Assumption], new: Iterable[Assumption]) -> tuple[Assumption, ...]:
    merged = {a.id: a for a in old}
    for assumption in new:
        before = merged.get(assumption.id)
        if before is None or before.basis != "stated" or assumption.basis == "stated":
            merged[assumption.id] = assumption
    return tuple(merged.values())


def _region(facts: Iterable[Fact], region: Region, *, requirements: Iterable[Requirement]) -> Region:
    """Take the last Region named that has figures; an area chooses one only while nobody named any."""
    for fact in facts:
        if fact.region is not None:
            region = fact.region
    if any(r.kind is RequirementKind.REGION and r.value in KNOWN for r in requirements):
        return region
    for fact in facts:
        if fact.area and region not in fact.area:
            region = fact.area[0]
    return region


def _left_out(text: str) -> tuple[str, ...]:
    over = len(text) - _LONGEST_GOAL
    return (f"the last {over:,} characters: a text may have {_LONGEST_GOAL:,}",) if over > 0 else ()


def _unknown_regions(text: str) -> tuple[str, ...]:
    return tuple(f"region {name}: there are no figures for it here" for name in places.unknown_regions(text))
