"""Peak load from monthly load, with the arithmetic written out."""

from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.review.subject import Subject

SECONDS_PER_MONTH = Decimal(730 * 3600)
PEAK_FACTOR = "peak_factor"
_PEAK_DEFAULT = Decimal(10)
_SMALLEST = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Peak:
    """Calls a second at the busiest time, and how they were computed."""

    per_second: Decimal
    formula: str


def peak(subject: Subject, calls_per_month: Decimal) -> Peak:
    """Return monthly calls as a peak rate: 730 h, and a peak that many times the average."""
    factor = subject.assumption(PEAK_FACTOR, _PEAK_DEFAULT)
    rate = calls_per_month / SECONDS_PER_MONTH * factor
    formula = (
        f"{calls_per_month:,.0f} calls a month / {SECONDS_PER_MONTH:,} s x {factor} at the peak "
        f"= {written(rate)} a second"
    )
    return Peak(per_second=rate, formula=formula)


def written(number: Decimal) -> str:
    """Write a number to two decimals at most, with thousands separators."""
    text = f"{max(number, _SMALLEST) if number else number:,.2f}"
    return text.rstrip("0").rstrip(".")
