"""docs/cost.md: every price line with its formula, and the assumptions that move the total most."""

from collections import Counter
from decimal import Decimal

from cloudwright.design.bundle.documents.spending import rates
from cloudwright.design.bundle.markdown import bullets, escaped, sections, table
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.architecture import Environment
from cloudwright.design.pricing.estimate import Estimate, PriceLine
from cloudwright.kit.money import Money


def cost(subject: Subject) -> str:
    return sections(
        "# Cost",
        "For one month of 730 hours, at list prices, before discounts and tax. Each price is as old as its row says; "
        "one marked unverified was not found in a price list of that date.",
        *(_environment(environment, e.estimate) for environment, e in _in_order(subject)),
        rates(subject),
    )


def _in_order(subject: Subject) -> list[tuple[Environment, Evaluation]]:
    return [
        (e, subject.evaluations[e]) for e in (Environment.PROD, Environment.DEV) if e in subject.evaluations
    ]


def _environment(environment: Environment, estimate: Estimate) -> str:
    rows = [
        (
            f"`{line.element_id}`",
            escaped(line.description),
            escaped(line.formula),
            escaped(line.unit_price),
            _precise(line.amount),
            _dated(line),
        )
        for line in estimate.lines
    ]
    unpriced = [f"`{u.element_id}`: {escaped(u.what)} ({escaped(u.reason)})" for u in estimate.unpriced]
    return sections(
        f"## {environment}",
        f"**{estimate.total}** a month, between {estimate.low} and {estimate.high} for the assumptions below. "
        f"{estimate.list_total} before the always-free allowances are taken off.",
        "### By component",
        table(("component", "lines", "a month"), _by_component(estimate)),
        "### Every line",
        table(("component", "dimension", "quantity", "unit price", "a month", "as of"), rows),
        "### Not priced" if unpriced else "",
        bullets(unpriced),
        "### What moves it most",
        bullets(
            f"{escaped(d.label)}: {_plain(d.low_value)} to {_plain(d.high_value)} {escaped(d.unit)} "
            f"makes {d.low_total} to {d.high_total}"
            for d in estimate.drivers
        ),
        "### Assumptions",
        table(
            ("assumption", "value", "unit", "from"),
            [
                (escaped(a.label), _plain(a.value), escaped(a.unit), escaped(a.reason or a.basis))
                for a in estimate.assumptions
            ],
        ),
    )


def _precise(amount: Money) -> str:
    """Small amounts are shown to a hundredth of a cent, so that the lines visibly add up."""
    if amount.amount >= 1 or not amount.amount:
        return str(amount)
    return f"{amount.currency} {amount.amount:.4f}"


def _dated(line: PriceLine) -> str:
    mark = " (unverified)" if line.status == "recalled-unverified" else ""
    return f"{line.as_of or 'no date'}{mark}"


def _by_component(estimate: Estimate) -> list[tuple[str, str, str]]:
    counted = Counter(line.element_id for line in estimate.lines)
    return [(f"`{e}`", str(count), str(estimate.of(e))) for e, count in counted.items()]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
