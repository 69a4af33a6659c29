"""What the one-page brief says, decided from the evaluated design."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.bundle.documents.spending import budgets, watched
from cloudwright.design.bundle.one_page.words import (
    Listed,
    Room,
    cut,
    first,
    named_first,
    sentence,
    without_courtesies,
)
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.diagram.drawing import View
from cloudwright.design.pricing.estimate import Driver
from cloudwright.design.review.finding import Severity
from cloudwright.design.trace.requirement import Status, Traced

_TITLE, _GOAL, _PLACE, _RISK, _MISSED_FIRST = 110, 420, 60, 300, 90
_STEPS = Room(lines=16, most=2, characters=130)
_REQUIREMENTS = Room(lines=8, most=2, characters=120)
_DECISIONS = Room(lines=9, most=3, characters=180)
_NEEDED = Room(lines=7, most=2, characters=120)
_TOP_DECISIONS = 3
_MISSED = (Status.UNMET, Status.PARTLY)
_MINUTES_PER_MONTH = 730 * 60
_NOTABLE = Decimal("1.5")  # a cost that may grow by half or more is worth the one place for a risk


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every text of the brief, cut to its room. Amounts are those of production."""

    title: str
    place: str
    goal: str
    amount: str
    span: str
    steps: Listed
    met: Listed
    unmet: Listed
    unjudged: int
    decisions: Listed
    risk: str
    needed: Listed
    foot: str


def sheet(subject: Subject) -> Sheet:
    """Return the texts of the brief."""
    traced = subject.evaluation.requirements
    estimate = subject.evaluation.estimate
    steps = [f"{step.number}. {step.sentence}" for step in subject.drawings[View.FLOW].steps]
    return Sheet(
        title=cut(subject.architecture.title, _TITLE),
        place=f"Design for production in {subject.architecture.region}, {subject.as_of.isoformat()}, "
        + cut(subject.revision, _PLACE),
        goal=cut(without_courtesies(subject.brief.goal), _GOAL) or "No goal is written down in the design.",
        amount=f"{estimate.total} a month",
        span=_span(subject),
        steps=first(steps, _STEPS),
        met=first((r.statement for r in traced if r.status is Status.MET), _REQUIREMENTS),
        unmet=first((_missed(r) for r in traced if r.status in _MISSED), _REQUIREMENTS),
        unjudged=sum(r.status is Status.NOT_ASSESSABLE for r in traced),
        decisions=_top_decisions(subject),
        risk=cut(next(_risks(subject)), _RISK),
        needed=first(_needed(subject), _NEEDED),
        foot=f"List prices of {estimate.as_of} before discounts and tax. Nothing of this has been deployed. "
        "README.md has the details.",
    )


def _span(subject: Subject) -> str:
    estimate = subject.evaluation.estimate
    titles = {c.id: c.title for c in subject.architecture.components}
    named = [*dict.fromkeys(titles.get(each.element_id, each.element_id) for each in estimate.unpriced)]
    missing = f" Not counted, since no price is known here: parts of {named_first(named)}." if named else ""
    return (
        f"Between {estimate.low} and {estimate.high}, depending on use; {estimate.fixed} of it is due "
        f"without any use.{missing}{_watched(subject)}"
    )


def _watched(subject: Subject) -> str:
    stated = [each.words for each in budgets(subject)]
    if not stated:
        return ""
    told = ": AWS tells at 80 % and 100 %" if watched(subject) else ""
    return f" Budget {stated[0]}{told}."


def _missed(requirement: Traced) -> str:
    partly = " (met in part)" if requirement.status is Status.PARTLY else ""
    return cut(requirement.statement, _REQUIREMENTS.characters - len(partly)) + partly


def _top_decisions(subject: Subject) -> Listed:
    found = subject.architecture.decisions
    shown = first((f"{d.title.rstrip('.')}: {d.choice}" for d in found[:_TOP_DECISIONS]), _DECISIONS).shown
    return Listed(shown, len(found))


def _risks(subject: Subject) -> Iterator[str]:
    """Yield what could go wrong, the gravest first, and at last that nothing was found."""
    opened = subject.evaluation.review.open
    serious = [f for f in opened if f.severity is not Severity.LOW]
    yield from (f"{f.title}. {sentence(f.message)}" for f in serious[:1])
    drivers = sorted(subject.evaluation.estimate.drivers, key=lambda d: d.high_total.amount, reverse=True)
    total = subject.evaluation.estimate.total
    yield from (_cost_risk(subject, d) for d in drivers[:1] if d.high_total.amount >= total.amount * _NOTABLE)
    yield from _weakest_link(subject)
    yield from (f"{f.title}. {sentence(f.message)}" for f in opened[:1])
    yield "The review found nothing that is open, and cost hardly moves with use."


def _cost_risk(subject: Subject, driver: Driver) -> str:
    return (
        f"Cost depends most on one number: {driver.label[:1].lower()}{driver.label[1:]}. If it reaches "
        f"{driver.high_value.normalize():,f} {driver.unit}, the month costs {driver.high_total} instead of "
        f"{subject.evaluation.estimate.total}."
    )


def _weakest_link(subject: Subject) -> Iterator[str]:
    floor = subject.evaluation.floor
    titles = {c.id: c.title for c in subject.architecture.components}
    weakest = min(floor.terms, key=lambda term: Decimal(term.percent), default=None)
    if weakest is not None and floor.percent is not None:
        title = titles.get(weakest.element_id, weakest.service)
        yield (
            f"The weakest link is {title}: AWS commits to {weakest.percent} % of each month. For all links "
            f"together that is {floor.percent} %: up to {_minutes_away(floor.percent)} minutes a month "
            "without the service before AWS owes anything."
        )


def _minutes_away(percent: str) -> str:
    """Return the minutes of a month of 730 hours in which a system available so much may be away."""
    return f"{(100 - Decimal(percent)) / 100 * _MINUTES_PER_MONTH:,.0f}"


def _needed(subject: Subject) -> Iterator[str]:
    """Yield what must be decided before deployment."""
    estimate = subject.evaluation.estimate
    yield f"Approve about {estimate.total} a month, and up to {estimate.high} under heavy use."
    for contradiction in subject.brief.contradictions:
        yield f"Settle: {sentence(contradiction)}"
    missed = [r.statement for r in subject.evaluation.requirements if r.status in _MISSED]
    if missed:
        rest = f" and {len(missed) - 1} more" if len(missed) > 1 else ""
        yield f"Accept, or have changed, what is not met: {cut(missed[0], _MISSED_FIRST).rstrip('.')}{rest}."
    serious = [f for f in subject.evaluation.review.open if f.severity in (Severity.CRITICAL, Severity.HIGH)]
    if serious:
        count = "1 grave open finding" if len(serious) == 1 else f"{len(serious)} grave open findings"
        yield f"Mend or accept {count} of the review."
    for question in subject.brief.questions:
        if question.answer is None:
            taken = next(c.label for c in question.choices if c.id == question.effective)
            yield f"Confirm: {question.text} Assumed: {taken}."
