"""The computed monthly cost of a design: every line with its price, date, formula and assumption."""

from decimal import Decimal
from typing import Literal

from cloudwright.design.model.brief import Assumption
from cloudwright.design.model.frozen import Frozen
from cloudwright.kit.money import Money


class PriceLine(Frozen):
    """One dimension of one element. `amount` is after always-free allowances, `list_amount` before."""

    element_id: str
    dimension_id: str
    description: str
    unit: str
    quantity: Decimal
    formula: str  # how the quantity came about, in words and numbers
    unit_price: str  # "USD 0.20 per 1,000,000 requests", all tiers that applied
    list_amount: Money
    allowance: Money
    amount: Money
    fixed: bool
    assumption_ids: tuple[str, ...] = ()
    as_of: str
    status: Literal["price-list-derived", "sourced", "recalled-unverified"]
    source: str


class Unpriced(Frozen):
    """Something that costs money and has no price here: named and counted, never 0."""

    element_id: str
    what: str
    reason: str


class Driver(Frozen):
    """An assumption and the monthly totals at its low and high values."""

    assumption_id: str
    label: str
    low_value: Decimal
    high_value: Decimal
    unit: str
    low_total: Money
    high_total: Money


class Estimate(Frozen):
    """Monthly cost for one environment: 730 h, list prices, before discounts and tax."""

    region: str
    environment: str
    lines: tuple[PriceLine, ...]
    unpriced: tuple[Unpriced, ...]
    fixed: Money
    usage: Money
    total: Money
    list_total: Money
    low: Money
    high: Money
    drivers: tuple[Driver, ...]  # the three that move the total most
    assumptions: tuple[Assumption, ...]
    as_of: str  # newest and oldest date of the rows used, "2024-07 to 2026-09"
    complete: bool  # False when the region lacks figures for a line
    notes: tuple[str, ...] = ()

    def of(self, element_id: str) -> Money:
        """The element's own monthly total."""
        return sum((line.amount for line in self.lines if line.element_id == element_id), Money.zero())

    def costliest(self) -> tuple[str, Money] | None:
        """Return the element that costs most and its total; of equals the first by id, None without lines."""
        totals = {line.element_id: self.of(line.element_id) for line in self.lines}
        return min(totals.items(), key=lambda each: (-each[1].amount, each[0]), default=None)
