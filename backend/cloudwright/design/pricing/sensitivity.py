"""Which assumptions move the total most, and how far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.catalog.kind import AssumptionSpec
from cloudwright.design.pricing.estimate import Driver
from cloudwright.design.pricing.workload import Workload
from cloudwright.kit.money import Money

DRIVERS = 3
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Spread:
    """The range of a monthly total, and the assumptions that cause it."""

    low: Decimal
    high: Decimal
    drivers: tuple[Driver, ...]


def spread(
    workload: Workload,
    specs: Iterable[AssumptionSpec],
    *,
    values: Mapping[str, Decimal],
    total: Decimal,
) -> Spread:
    """Return the three assumptions that move the total most, and the total with all three at either end.

    The low end takes each driver's cheaper value: for some, such as a cache's hit rate, that is the higher.
    """
    moved = [_driver(workload, spec, values[spec.id]) for spec in specs]
    drivers = sorted((d for d in moved if _swing(d)), key=lambda d: (-_swing(d), d.assumption_id))[:DRIVERS]
    if not drivers:
        return Spread(low=total, high=total, drivers=())
    ends = (workload.total(_cheaper(drivers)), workload.total(_dearer(drivers)))
    return Spread(low=min(*ends, total), high=max(*ends, total), drivers=tuple(drivers))


def _driver(workload: Workload, spec: AssumptionSpec, value: Decimal) -> Driver:
    low, high = bounds(spec, value)
    return Driver(
        assumption_id=spec.id,
        label=spec.label,
        low_value=low,
        high_value=high,
        unit=spec.unit,
        low_total=Money(amount=workload.total({spec.id: low})),
        high_total=Money(amount=workload.total({spec.id: high})),
    )


def bounds(spec: AssumptionSpec, value: Decimal) -> tuple[Decimal, Decimal]:
    """Return the low and high value around the one in force, as far from it as the default's are from it."""
    if spec.default in (value, 0):
        return spec.low, spec.high
    low, high = value * spec.low / spec.default, value * spec.high / spec.default
    if spec.unit == "percent":
        high = max(min(high, _PERCENT), value)
    return low, high


def _swing(driver: Driver) -> Decimal:
    return abs(driver.high_total.amount - driver.low_total.amount)


def _cheaper(drivers: Sequence[Driver]) -> Mapping[str, Decimal]:
    return {
        d.assumption_id: d.low_value if d.low_total.amount <= d.high_total.amount else d.high_value
        for d in drivers
    }


def _dearer(drivers: Sequence[Driver]) -> Mapping[str, Decimal]:
    return {
        d.assumption_id: d.high_value if d.low_total.amount <= d.high_total.amount else d.low_value
        for d in drivers
    }
