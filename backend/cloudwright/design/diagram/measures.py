"""Sizes shared by the scene and its renderings, in pixels, and the amounts written on nodes."""

from decimal import Decimal

from cloudwright.design.diagram.typeface import Weight, text_width
from cloudwright.kit.money import Money

NODE_WIDTH = 168.0
NODE_HEIGHT = 138.0
ICON = 48.0
ICON_TOP = 12.0
TITLE_SIZE = 13.0
SERVICE_SIZE = 11.0
LABEL_SIZE = 11.0
LABEL_HEIGHT = 20.0
STEP_DIAMETER = 18.0
GROUP_TITLE_SIZE = 12.0
GROUP_ICON = 24.0


def chip_width(label: str, numbered: int | None) -> float:
    """Return the width of an edge's label chip, with room for its step number."""
    number = STEP_DIAMETER + 1 if numbered is not None else 0
    return round(text_width(label, LABEL_SIZE) + number + 14, 1)


def group_title_width(title: str) -> float:
    """Return the width of a group's icon and title."""
    return round(GROUP_ICON + 12 + text_width(title, GROUP_TITLE_SIZE, weight=Weight.SEMIBOLD), 1)


def compact_amount(money: Money) -> str:
    """Return an amount of at most seven characters: `$0.42`, `$118`, `$1.2k`; others with a code."""
    sign = "$" if money.currency == "USD" else f"{money.currency} "
    amount = money.rounded
    if Decimal(0) < money.amount < Decimal("0.01"):
        return f"<{sign}0.01"
    if amount >= 1_000_000:
        return f"{sign}{amount / 1_000_000:.1f}M"
    if amount >= 1_000:
        return f"{sign}{amount / 1_000:.1f}k"
    return f"{sign}{amount:.0f}" if amount >= 100 else f"{sign}{amount:.2f}"
