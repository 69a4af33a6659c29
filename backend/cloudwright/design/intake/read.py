"""Reading a text into a brief: facts with their phrases, what was not used, and what to ask."""

import re
from collections.abc import Iterable

from cloudwright.design.intake.contradictions import contradictions
from cloudwright.design.intake.extract import capabilities, places, targets, traffic, wishes
from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.questions import questions_for, settled
from cloudwright.design.intake.shape import shape
from cloudwright.design.intake.unused import unused_phrases
from cloudwright.design.model.brief import Assumption, Brief, Requirement

_FINDERS = (targets.find, traffic.find, places.find, wishes.find, capabilities.find)
_LONGEST_GOAL = 20_000
_MOST_UNUSED = 20


def facts_in(text: str) -> tuple[Fact, ...]:
    """Return every fact in the text, in reading order."""
    found = [fact for find in _FINDERS for fact in find(text)]
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def read(text: str, brief: Brief) -> Brief:
    """Return the brief with what the text adds: later facts replace earlier ones of the same id.

    The goal is the first text that says anything. Facts keep the phrase they came from; clauses that
    nothing was made of are listed in `unused`. A text without any fact changes only `unused`.
    """
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)[:_LONGEST_GOAL].strip()
    facts = facts_in(clean)
    requirements = _merged(brief.requirements, (r for f in facts for r in f.requirements))
    region = next((f.region for f in reversed(facts) if f.region is not None), brief.region)
    unused = tuple(dict.fromkeys((*brief.unused, *unused_phrases(clean, facts), *_unknown_regions(clean))))
    known = brief.model_copy(
        update={
            "goal": brief.goal or (clean if facts else ""),
            "region": region,
            "requirements": requirements,
            "assumptions": _assumptions(brief.assumptions, (a for f in facts for a in f.assumptions)),
            "unused": unused[-_MOST_UNUSED:],
        }
    )
    return completed(known, answers=[answer for f in facts for answer in f.answers])


def completed(brief: Brief, *, answers: Iterable[tuple[str, str]] = ()) -> Brief:
    """Return the brief with its pattern, questions, numbers and contradictions worked out again."""
    found = shape(brief)
    shaped = brief.model_copy(
        update={
            "pattern": found.pattern,
            "confidence": found.confidence,
            "questions": questions_for(found.pattern, brief.questions, answers),
        }
    )
    return settled(shaped).model_copy(update={"contradictions": contradictions(shaped)})


def _merged(old: Iterable[Requirement], new: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Keep one requirement per id: the first phrase that stated a thing, unless a later one says otherwise."""
    merged = {r.id: r for r in old}
    for requirement in new:
        before = merged.get(requirement.id)
        if before is None or before.value != requirement.value:
            merged[requirement.id] = requirement
    return tuple(merged.values())


def _assumptions(old: Iterable[Assumption], new: Iterable[Assumption]) -> tuple[Assumption, ...]:
    merged = {a.id: a for a in old}
    for assumption in new:
        before = merged.get(assumption.id)
        if before is None or before.basis != "stated" or assumption.basis == "stated":
            merged[assumption.id] = assumption
    return tuple(merged.values())


def _unknown_regions(text: str) -> tuple[str, ...]:
    return tuple(f"region {name}: there are no figures for it here" for name in places.unknown_regions(text))
