"""From monthly usage to money: pools first, then tiers, then each line's share.

An allowance is one pool for all dimensions it covers, and a tier counts the whole design's usage of its
dimension; both are therefore computed once and split over the lines in proportion to their quantity.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.catalog.kind import Usage
from cloudwright.design.facts.rows import Price
from cloudwright.design.pricing.tariff import Rate, Tariff, cost

_MICRO = Decimal("0.000001")
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Charge:
    """A priced usage. `list_usd` is before the always-free allowance, `usd` after it.

    `counted` is the whole design's usage of the dimension, which decides the tiers.
    """

    usage: Usage
    price: Price
    counted: Decimal
    list_usd: Decimal
    usd: Decimal


@dataclass(frozen=True, slots=True)
class Missing:
    """A usage without a price, and why."""

    usage: Usage
    reason: str


@dataclass(frozen=True, slots=True)
class Bill:
    charges: tuple[Charge, ...]
    missing: tuple[Missing, ...]

    @property
    def usd(self) -> Decimal:
        return sum((charge.usd for charge in self.charges), _NOTHING)


def bill(usages: Iterable[Usage], tariff: Tariff) -> Bill:
    """Price a month's usage of a whole design; lines keep the order of the usages."""
    rated: list[tuple[Usage, Rate]] = []
    missing: list[Missing] = []
    for usage in usages:
        rate = _rate(usage, tariff)
        if isinstance(rate, Missing):
            missing.append(rate)
        elif rate is not None:
            rated.append((usage, rate))
    return Bill(charges=tuple(_charges(rated)), missing=tuple(missing))


def _rate(usage: Usage, tariff: Tariff) -> Rate | Missing | None:
    if usage.dimension_id is None:
        return Missing(usage=usage, reason="no price is kept for it")
    if usage.quantity <= 0:
        return None
    rate = tariff.rate(usage.dimension_id, usage.region)
    return rate or Missing(usage=usage, reason=f"no figure for {usage.region or tariff.region}")


def _charges(rated: Sequence[tuple[Usage, Rate]]) -> list[Charge]:
    billed = _after_allowances(rated)
    by_dimension: dict[tuple[str, str], list[int]] = {}
    for index, (_, rate) in enumerate(rated):
        by_dimension.setdefault((rate.price.region, rate.price.dimension_id), []).append(index)
    charges: dict[int, Charge] = {}
    for indices in by_dimension.values():
        price = rated[indices[0]][1].price
        quantities = [rated[i][0].quantity for i in indices]
        counted = sum(quantities, _NOTHING)
        listed = _shares(price, quantities)
        owed = _shares(price, [billed[i] for i in indices])
        for index, list_usd, usd in zip(indices, listed, owed, strict=True):
            charges[index] = Charge(
                usage=rated[index][0],
                price=price,
                counted=counted,
                list_usd=list_usd,
                usd=min(usd, list_usd),
            )
    return [charges[index] for index in range(len(rated))]


def _after_allowances(rated: Sequence[tuple[Usage, Rate]]) -> list[Decimal]:
    pools: dict[str, Decimal] = {}
    for usage, rate in rated:
        if rate.allowance is not None:
            pattern = rate.allowance.pattern
            pools[pattern] = pools.get(pattern, _NOTHING) + usage.quantity
    return [_remaining(usage, rate, pools) for usage, rate in rated]


def _remaining(usage: Usage, rate: Rate, pools: dict[str, Decimal]) -> Decimal:
    if rate.allowance is None:
        return usage.quantity
    pool = pools[rate.allowance.pattern]
    if pool <= rate.allowance.quantity:
        return _NOTHING
    return usage.quantity - rate.allowance.quantity * usage.quantity / pool


def _shares(price: Price, quantities: Sequence[Decimal]) -> list[Decimal]:
    """Split the dimension's cost by quantity, to a millionth of a dollar; the last line takes the rest."""
    together = sum(quantities, _NOTHING)
    total = cost(price, together).quantize(_MICRO)
    if len(quantities) == 1 or not together:
        return [total] * len(quantities)
    shares = [(total * quantity / together).quantize(_MICRO) for quantity in quantities[:-1]]
    return [*shares, total - sum(shares, _NOTHING)]
