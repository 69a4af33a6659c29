"""Sizes shared by the scene and its renderings, in pixels, and the amounts written on nodes."""

from decimal import Decimal

from cloudwright.design.diagram.typeface import Weight, text_width, wrapped
from cloudwright.kit.money import Money

NODE_WIDTH = 156.0
NODE_HEIGHT = 128.0
ICON = 40.0
ICON_TOP = 7.0
SMALLEST_SIZE = 15.0  # of any text, so that a sheet of 1,470 by 1,000 prints on A4 with 8 points
TITLE_SIZE = 16.0
SERVICE_SIZE = SMALLEST_SIZE
LABEL_SIZE = SMALLEST_SIZE
LABEL_LINE = 18.0
STEP_DIAMETER = 22.0
GROUP_TITLE_SIZE = SMALLEST_SIZE
GROUP_ICON = 28.0
_LABEL_ROOM = 104.0
_LABEL_LINES = 3


def label_lines(label: str) -> tuple[str, ...]:
    """Return an edge's label in lines, since a long one would push the figures apart."""
    return wrapped(label, _LABEL_ROOM, size=LABEL_SIZE, lines=_LABEL_LINES)


def chip_width(label: str, numbered: int | None) -> float:
    """Return the width of an edge's label chip, with room for its step number."""
    number = STEP_DIAMETER + 2 if numbered is not None else 0
    return round(
        max((text_width(line, LABEL_SIZE) for line in label_lines(label)), default=0) + number + 10, 1
    )


def chip_height(label: str) -> float:
    """Return the height of an edge's label chip."""
    return LABEL_LINE * max(1, len(label_lines(label))) + 6


def group_title_width(title: str) -> float:
    """Return the width of a group's icon and title."""
    return round(GROUP_ICON + 14 + text_width(title, GROUP_TITLE_SIZE, weight=Weight.SEMIBOLD), 1)


def short_service(service: str) -> str:
    """Return a service's name without its maker's: `Kinesis Data Streams`."""
    return service.removeprefix("Amazon ").removeprefix("AWS ")


def finding_words(count: int, worst: str | None) -> str:
    """Return `1 high` for one open finding, `high +2` for three of which the worst is high."""
    word = worst or "open"
    return f"1 {word}" if count == 1 else f"{word} +{count - 1}"


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
