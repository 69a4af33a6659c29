"""Which period a use falls into."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cloudwright.quotas.schemas import GAUGES, Metric

ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Period:
    """A span with a counter of its own: `2026-01`, or `always` for what goes down again."""

    key: str
    resets_at: datetime | None


def period_of(metric: Metric, now: datetime) -> Period:
    """Return the period of `metric` at a moment."""
    return Period(ALWAYS, None) if metric in GAUGES else Period(month(now), _next_month(now))


def month(now: datetime) -> str:
    """Return the calendar month in UTC, as 2026-01."""
    return now.astimezone(UTC).strftime("%Y-%m")


def resets_at(period: str) -> datetime | None:
    """Return when the period with this key ends."""
    if period == ALWAYS:
        return None
    return _next_month(datetime.strptime(period, "%Y-%m").replace(tzinfo=UTC))


def _next_month(now: datetime) -> datetime:
    at = now.astimezone(UTC)
    return datetime(at.year + at.month // 12, at.month % 12 + 1, 1, tzinfo=UTC)
