"""Quantities with the arithmetic that a reader can check."""

from decimal import Decimal

from cloudwright.design.catalog.kind import Usage

HOURS_PER_MONTH = Decimal(730)


def number(value: Decimal) -> str:
    """Return the value to read: `1,250,000`, `30.42`, `0.000029`; small ones keep six places."""
    places = 0 if abs(value) >= 1000 else 2 if abs(value) >= 1 else 6
    text = f"{value:,.{places}f}"
    return (text.rstrip("0").rstrip(".") if places else text) or "0"


def counted(value: Decimal | int, noun: str) -> str:
    """Return the value with its noun: `1 unit`, `2.5 units`."""
    return f"{number(Decimal(value))} {noun}{'' if value == 1 else 's'}"


def usage(
    element_id: str,
    dimension_id: str,
    *,
    quantity: Decimal,
    formula: str,
    assumption_ids: tuple[str, ...] = (),
) -> Usage:
    """Return a monthly quantity that grows with load or with what is stored."""
    return Usage(element_id, dimension_id, quantity, formula, assumption_ids)


def fixed(element_id: str, dimension_id: str, *, quantity: Decimal, formula: str) -> Usage:
    """Return a monthly quantity that is the same at any load."""
    return Usage(element_id, dimension_id, quantity, formula, fixed=True)
