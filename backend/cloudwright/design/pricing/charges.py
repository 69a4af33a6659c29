"""From monthly usage to money: pools first, then tiers, then each line's share.

An allowance is one pool for all dimensions it covers, and a tier counts the whole design's usage of its
dimension; both are therefore computed once and split over the lines in proportion to their quantity.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.catalog.kind import Usage
from cloudwright.design.facts.rows import Price
from cloudwright.design.pricing.tariff import Rate, Tariff

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
    rated, missing = _rated(usages, tariff)
    charges = (
        Charge(usage=usage, price=rate.price, counted=counted, list_usd=list_usd, usd=usd)
        for (usage, rate), (counted, list_usd, usd) in zip(rated, _amounts(rated, tariff), strict=True)
    )
    return Bill(charges=tuple(charges), missing=tuple(missing))


def due(usages: Iterable[Usage], tariff: Tariff) -> Decimal:
    """Return the USD of `bill`, without its lines."""
    rated, _ = _rated(usages, tariff)
    return sum((usd for _, _, usd in _amounts(rated, tariff)), _NOTHING)


def _rated(usages: Iterable[Usage], tariff: Tariff) -> tuple[list[tuple[Usage, Rate]], list[Missing]]:
    rated: list[tuple[Usage, Rate]] = []
    missing: list[Missing] = []
    for usage in usages:
        rate = _rate(usage, tariff)
        if isinstance(rate, Missing):
            missing.append(rate)
        elif rate is not None:
            rated.append((usage, rate))
    return rated, missing


def _rate(usage: Usage, tariff: Tariff) -> Rate | Missing | None:
    if usage.dimension_id is None:
        return Missing(usage=usage, reason="no price is kept for it")
    if usage.quantity <= 0:
        return None
    rate = tariff.rate(usage.dimension_id, usage.region)
    return rate or Missing(usage=usage, reason=f"no figure for {usage.region or tariff.region}")


def _amounts(
    rated: Sequence[tuple[Usage, Rate]], tariff: Tariff
) -> Sequence[tuple[Decimal, Decimal, Decimal]]:
    """Return for each usage the quantity that counts for its tier, its list price and what is owed (USD)."""
    billed = _after_allowances(rated)
    by_dimension: dict[tuple[str, str], list[int]] = {}
    for index, (_, rate) in enumerate(rated):
        by_dimension.setdefault((rate.price.region, rate.price.dimension_id), []).append(index)
    amounts = [(_NOTHING, _NOTHING, _NOTHING)] * len(rated)
    for indices in by_dimension.values():
        price = rated[indices[0]][1].price
        quantities = tuple(rated[i][0].quantity for i in indices)
        listed = tariff.shares(price, quantities)
        owed = tariff.shares(price, tuple(billed[i] for i in indices))
        counted = sum(quantities, _NOTHING)
        for index, list_usd, usd in zip(indices, listed, owed, strict=True):
            amounts[index] = (counted, list_usd, min(usd, list_usd))
    return amounts


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
