"""What something else would cost: the nearest whole design that holds it, or one more part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cloudwright.agents.answers.subject import Subject
from cloudwright.design.model.architecture import Architecture, Component, Environment
from cloudwright.design.model.errors import DesignError
from cloudwright.design.options.registry import makers
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.estimate import PriceLine
from cloudwright.design.pricing.price import estimate
from cloudwright.kit.money import Money

_NEW = "one-more"
_MOST_PRICED = 2


@dataclass(frozen=True, slots=True)
class Alternative:
    """A whole design for the same brief."""

    name: str
    idea: str
    total: Money
    architecture: Architecture
    pattern: str


def priced_with(subject: Subject, kinds: Sequence[str]) -> Alternative | None:
    """Return the nearest whole design that holds one of the kinds, priced under the same brief.

    The project's own options come first, then candidates of every reference architecture; the one that shares
    most kinds with the design is the nearest.
    """
    for other in subject.others:
        if _holds(other.architecture, kinds):
            return Alternative(
                other.name, "another option of this project.", other.total, other.architecture, ""
            )
    found = sorted(
        _candidates(subject, kinds),
        key=lambda each: (-_shared(each.architecture, subject.architecture), each.name),
    )
    for each in found[:_MOST_PRICED]:
        try:
            total = subject.cost_of(each.architecture)
        except DesignError:
            continue
        return Alternative(each.name, each.idea, total, each.architecture, each.pattern)
    return None


def _candidates(subject: Subject, kinds: Sequence[str]) -> Iterator[Alternative]:
    for pattern, maker in makers().items():
        brief = subject.brief.model_copy(update={"pattern": pattern})
        for candidate in maker.candidates(brief):
            if _holds(candidate.architecture, kinds):
                yield Alternative(
                    candidate.name, candidate.idea, Money.zero(), candidate.architecture, maker.title
                )


def _holds(architecture: Architecture, kinds: Sequence[str]) -> bool:
    return any(c.kind in kinds for c in architecture.components)


def _shared(one: Architecture, two: Architecture) -> float:
    first, second = {c.kind for c in one.components}, {c.kind for c in two.components}
    return len(first & second) / max(1, len(first | second))


def added(subject: Subject, kind_id: str) -> tuple[PriceLine, ...]:
    """Return the price lines of one more part with its default settings; none where it needs connections."""
    kind = subject.kinds[kind_id]
    if kind.needs_network or kind.tiers:
        return ()
    part = Component(id=_NEW, kind=kind_id, title=kind.title)
    with_it = subject.architecture.model_copy(update={"components": (*subject.architecture.components, part)})
    try:
        assumptions = effective(subject.brief, with_it, facts=subject.facts)
        priced = estimate(with_it, Environment.PROD, assumptions=assumptions, facts=subject.facts)
    except DesignError:
        return ()
    return tuple(line for line in priced.lines if line.element_id == _NEW)
