"""What a requirement is checked against, and what a check answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Architecture, Component
from cloudwright.design.model.brief import Assumption, Requirement
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.resilience.floor import SlaFloor
from cloudwright.design.review.finding import Finding, Review
from cloudwright.design.trace.requirement import Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """`evidence` is a sentence with the arithmetic or the fact; `element_ids` is what it is about."""

    status: Status
    evidence: str
    element_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """One design with everything computed about it."""

    architecture: Architecture
    kinds: Mapping[str, Kind[Properties]]
    estimate: Estimate
    floor: SlaFloor
    review: Review
    facts: Facts

    def of_category(self, *categories: str) -> tuple[Component, ...]:
        return tuple(c for c in self.architecture.components if self.kinds[c.kind].category in categories)

    def of_kind(self, kind_id: str) -> tuple[Component, ...]:
        return tuple(c for c in self.architecture.components if c.kind == kind_id)

    def findings_on(self, *questions: str) -> Iterator[Finding]:
        """Yield open findings that belong to these Well-Architected questions."""
        return (f for f in self.review.open if f.well_architected in questions)

    def assumption(self, assumption_id: str) -> Assumption | None:
        return next((a for a in self.estimate.assumptions if a.id == assumption_id), None)


def met(evidence: str, *element_ids: str) -> Verdict:
    return Verdict(Status.MET, evidence, element_ids)


def partly(evidence: str, *element_ids: str) -> Verdict:
    return Verdict(Status.PARTLY, evidence, element_ids)


def unmet(evidence: str, *element_ids: str) -> Verdict:
    return Verdict(Status.UNMET, evidence, element_ids)


def not_assessable(evidence: str, *element_ids: str) -> Verdict:
    return Verdict(Status.NOT_ASSESSABLE, evidence, element_ids)


def quantity(requirement: Requirement) -> Decimal | None:
    """Return the requirement's value as a number; None when it is none."""
    if isinstance(requirement.value, bool) or not isinstance(requirement.value, str | int | float):
        return None
    try:
        number = Decimal(str(requirement.value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> str:
    """Write a number with thousands separators and without trailing zeros."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unnumbered(requirement: Requirement) -> Verdict:
    """Say that a requirement which needs a number has none."""
    return not_assessable(f"The requirement gives no number to compare: {requirement.value!r}.")


def sentences(findings: Iterable[Finding]) -> str:
    """Return what the findings say, each with its evidence."""
    return " ".join(f"{f.message.rstrip('.')} ({f.evidence.rstrip('.')})." for f in findings)


def element_ids(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the elements that the findings are about, each once."""
    return tuple(dict.fromkeys(f.element_id for f in findings))
