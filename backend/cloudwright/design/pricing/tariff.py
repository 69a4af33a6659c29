"""The prices of one Region: tiers counted from 0, and what they cost for a quantity."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.rows import Allowance, Price, Tier

_MICRO = Decimal("0.000001")
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """A dimension's price, and the always-free pool that covers it."""

    price: Price
    allowance: Allowance | None


class Tariff:
    """Looks every dimension up once; the Region's own figure only, never another Region's."""

    def __init__(self, facts: Facts, region: str) -> None:
        self._facts = facts
        self._region = region
        self._rates: dict[tuple[str, str], Rate | None] = {}
        self._shares: dict[tuple[str, str, tuple[Decimal, ...]], Sequence[Decimal]] = {}

    @property
    def region(self) -> str:
        return self._region

    def rate(self, dimension_id: str, region: str | None) -> Rate | None:
        """Return the rate in `region` (None: the design's own), or None when there is no figure."""
        key = (region or self._region, dimension_id)
        if key not in self._rates:
            price = self._facts.price(*key)
            self._rates[key] = (
                None if price is None else Rate(price=price, allowance=self._facts.allowance(dimension_id))
            )
        return self._rates[key]

    def shares(self, price: Price, quantities: tuple[Decimal, ...]) -> Sequence[Decimal]:
        """Split a dimension's cost by quantity; most quantities stay alike when one assumption moves."""
        key = (price.region, price.dimension_id, quantities)
        if key not in self._shares:
            self._shares[key] = shares(price, quantities)
        return self._shares[key]


def shares(price: Price, quantities: Sequence[Decimal]) -> Sequence[Decimal]:
    """Split the dimension's cost by quantity, to a millionth of a dollar; the last line takes the rest."""
    together = sum(quantities, _NOTHING)
    total = cost(price, together).quantize(_MICRO)
    if len(quantities) == 1 or not together:
        return [total] * len(quantities)
    split = [(total * quantity / together).quantize(_MICRO) for quantity in quantities[:-1]]
    return [*split, total - sum(split, _NOTHING)]


def cost(price: Price, quantity: Decimal) -> Decimal:
    """Return USD for a month's quantity of one dimension, its tiers counted from 0."""
    if len(price.tiers) == 1:
        return quantity * price.tiers[0].usd / price.quantity_per_unit
    total = sum((_within(tier, quantity) * tier.usd for tier in price.tiers), Decimal(0))
    return total / price.quantity_per_unit


def _within(tier: Tier, quantity: Decimal) -> Decimal:
    end = quantity if tier.end is None else min(quantity, tier.end)
    return max(end - tier.start, Decimal(0))


def unit_price(price: Price, quantity: Decimal) -> str:
    """Return the price in words, with every tier that the quantity reaches."""
    per = _per(price)
    reached = [tier for tier in price.tiers if tier.start == 0 or tier.start < quantity]
    if len(reached) == 1:
        return f"USD {plain(reached[0].usd)} per {per}"
    return f"per {per}: {_steps(reached, price.unit)}"


def _steps(tiers: Sequence[Tier], unit: str) -> str:
    steps = [
        f"USD {plain(tier.usd)} up to {plain(tier.end)} {plural(unit)}"
        for tier in tiers[:-1]
        if tier.end is not None
    ]
    return ", ".join([*steps, f"USD {plain(tiers[-1].usd)} above"])


def _per(price: Price) -> str:
    if price.quantity_per_unit == 1:
        return price.unit
    return f"{plain(price.quantity_per_unit)} {plural(price.unit)}"


def plain(number: Decimal) -> str:
    """Write a number with thousands separators and without exponent or trailing zeros."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_INVARIANT = ("GB", "MAU", "RRU", "WRU", "rWRU")


def plural(unit: str) -> str:
    """Return the unit for more than one; abbreviations stay as they are."""
    if unit in _INVARIANT:
        return unit
    return f"{unit[:-1]}ies" if unit.endswith("query") else f"{unit}s"
