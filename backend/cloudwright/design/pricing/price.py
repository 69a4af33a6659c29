"""The monthly estimate of a design: list price first, then what the always-free allowances take off."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog import registry
from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.freshness import dated
from cloudwright.design.facts.rows import Standing
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Assumption
from cloudwright.design.pricing.assumptions import completed
from cloudwright.design.pricing.charges import Bill, Charge, Missing
from cloudwright.design.pricing.estimate import Estimate, PriceLine, Unpriced
from cloudwright.design.pricing.sensitivity import spread
from cloudwright.design.pricing.subject import Subject
from cloudwright.design.pricing.tariff import Tariff, unit_price
from cloudwright.design.pricing.workload import Workload
from cloudwright.kit.money import Money

_MILLIONTH = Decimal("0.000001")
_BASIS = "Monthly cost at 730 hours and AWS list prices, before discounts and tax."


def estimate(
    architecture: Architecture,
    environment: Environment,
    *,
    assumptions: tuple[Assumption, ...],
    facts: Facts,
) -> Estimate:
    """Return what the design costs a month in one environment; raises EditRejected on bad properties."""
    return estimate_of(
        Subject(
            architecture=architecture,
            environment=environment,
            elements=registry.elements(architecture, environment),
            kinds=registry.kinds(),
        ),
        assumptions,
        facts=facts,
    )


def estimate_of(subject: Subject, assumptions: Sequence[Assumption], *, facts: Facts) -> Estimate:
    """Return the estimate of elements that are parsed already."""
    specs = subject.specs({assumption.id for assumption in assumptions})
    known = completed(assumptions, specs.values())
    values = {assumption.id: assumption.value for assumption in known}
    workload = Workload(subject, values, tariff=Tariff(facts, subject.architecture.region))
    bill = workload.bill()
    total = bill.usd
    fixed = sum((charge.usd for charge in bill.charges if charge.usage.fixed), Decimal(0))
    ranged = spread(workload, specs.values(), values=values, total=total)
    return Estimate(
        region=subject.architecture.region,
        environment=subject.environment,
        lines=tuple(_line(charge) for charge in bill.charges),
        unpriced=tuple(_unpriced(missing, facts=facts) for missing in bill.missing),
        fixed=Money(amount=fixed),
        usage=Money(amount=total - fixed),
        total=Money(amount=total),
        list_total=Money(amount=sum((charge.list_usd for charge in bill.charges), Decimal(0))),
        low=Money(amount=ranged.low),
        high=Money(amount=ranged.high),
        drivers=ranged.drivers,
        assumptions=known,
        as_of=_period(bill.charges),
        complete=all(missing.usage.dimension_id is None for missing in bill.missing),
        notes=_notes(subject, bill),
    )


_STATUS = {
    Standing.PRICE_LIST: "price-list-derived",
    Standing.SOURCED: "sourced",
    Standing.UNVERIFIED: "recalled-unverified",
}


def _line(charge: Charge) -> PriceLine:
    usage, price = charge.usage, charge.price
    return PriceLine.model_validate(
        {
            "element_id": usage.element_id,
            "dimension_id": price.dimension_id,
            "description": usage.what or price.description,
            "unit": price.unit,
            "quantity": _readable(usage.quantity),
            "formula": usage.formula,
            "unit_price": unit_price(price, charge.counted),
            "list_amount": Money(amount=charge.list_usd),
            "allowance": Money(amount=charge.list_usd - charge.usd),
            "amount": Money(amount=charge.usd),
            "fixed": usage.fixed,
            "assumption_ids": usage.assumption_ids,
            "as_of": price.provenance.as_of,
            "status": _STATUS[price.provenance.standing],
            "source": price.provenance.source,
        }
    )


def _readable(quantity: Decimal) -> Decimal:
    """Round to six decimals and drop trailing zeros, without an exponent."""
    rounded = quantity.quantize(_MILLIONTH)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


def _unpriced(missing: Missing, *, facts: Facts) -> Unpriced:
    usage = missing.usage
    named = facts.description(usage.dimension_id) if usage.dimension_id else "a cost without a name"
    return Unpriced(element_id=usage.element_id, what=usage.what or named, reason=missing.reason)


def _period(charges: Sequence[Charge]) -> str:
    days = sorted(day for c in charges if (day := dated(c.price.provenance.as_of)) is not None)
    if not days:
        return ""
    first, last = f"{days[0]:%Y-%m}", f"{days[-1]:%Y-%m}"
    return first if first == last else f"{first} to {last}"


def _notes(subject: Subject, bill: Bill) -> tuple[str, ...]:
    notes = [_BASIS]
    if any(charge.usd != charge.list_usd for charge in bill.charges):
        notes.append("Always-free allowances are counted as if nothing else in the account used them.")
    unverified = sum(1 for c in bill.charges if not c.price.provenance.standing.verified)
    if unverified:
        notes.append(f"{unverified} of {len(bill.charges)} lines use a figure that could not be verified.")
    existing = [e.id for e in subject.elements.values() if e.component.existing]
    if existing:
        notes.append(f"Not counted, because they exist already: {', '.join(existing)}.")
    return tuple(notes)
