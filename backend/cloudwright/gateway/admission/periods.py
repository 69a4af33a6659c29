"""Which day and month a moment falls into, by an organisation's calendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cloudwright.gateway.admission.schemas import Budget, Limit, Period, Span


def span_of(period: Period, moment: datetime, *, zone: str) -> Span:
    """Return the day or month of `moment`; its ends are midnights of `zone`, said in UTC.

    Raises:
        ValueError: there is no zone of this name.
    """
    return _span(period, moment.astimezone(_zone(zone)).date(), zone)


def spans_of(limits: Iterable[Limit], moment: datetime, *, zone: str) -> tuple[Span, ...]:
    """Return the periods that the budgets among `limits` count in, each once."""
    periods = dict.fromkeys(limit.period for limit in limits if isinstance(limit, Budget))
    return tuple(span_of(period, moment, zone=zone) for period in periods)


@lru_cache(maxsize=512)
def _span(period: Period, day: date, zone: str) -> Span:
    first = day if period is Period.DAY else day.replace(day=1)
    following = first + timedelta(days=1)
    if period is Period.MONTH:
        following = (first + timedelta(days=31)).replace(day=1)
    key = first.isoformat() if period is Period.DAY else f"{first:%Y-%m}"
    return Span(period, key, _midnight(first, zone), _midnight(following, zone))


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=_zone(zone)).astimezone(UTC)


@lru_cache(maxsize=128)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, KeyError) as error:
        raise ValueError(f"there is no time zone {name!r}") from error
