"""How often a schedule expression of EventBridge runs."""

import re
from decimal import Decimal

_HOURS_PER_MONTH = Decimal(730)
_DAYS_PER_MONTH = _HOURS_PER_MONTH / 24
_RATE = re.compile(r"^rate\((\d+) (minute|minutes|hour|hours|day|days)\)$")
_CRON = re.compile(r"^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440}
_DAY_NAMES = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def runs_per_month(expression: str) -> Decimal:
    """Return the runs in a month of 730 hours; raises ValueError when the expression is not one.

    `rate(value unit)` and `cron(minutes hours day-of-month month day-of-week year)`, in UTC
    (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html).
    """
    if rate := _RATE.match(expression):
        return _of_rate(int(rate[1]), rate[2])
    if cron := _CRON.match(expression):
        return _of_cron(*cron.groups())
    raise ValueError("a schedule is `rate(5 minutes)` or `cron(0 3 * * ? *)`")


def _of_rate(value: int, unit: str) -> Decimal:
    if value < 1 or (value == 1) is unit.endswith("s"):
        raise ValueError("a rate is at least 1, and its unit is singular for 1 and plural otherwise")
    return _HOURS_PER_MONTH * 60 / (value * _MINUTES[unit.rstrip("s")])


def _of_cron(*fields: str) -> Decimal:
    minutes, hours, day_of_month, month, day_of_week, year = fields
    if (day_of_month == "?") is (day_of_week == "?"):
        raise ValueError("a cron expression has '?' in exactly one of day-of-month and day-of-week")
    if year != "*" and not re.fullmatch(r"[\d,\-/*]+", year):
        raise ValueError(f"'{year}' is not a year")
    per_day = _count(minutes, first=0, last=59) * _count(hours, first=0, last=23)
    months = Decimal(_count(month, first=1, last=12, names=_MONTH_NAMES)) / 12
    return per_day * _days(day_of_month, day_of_week) * months


def _days(day_of_month: str, day_of_week: str) -> Decimal:
    """Return days a month; L, W and # name one day."""
    if day_of_week == "?":
        if re.fullmatch(r"L|LW|\d{1,2}W", day_of_month):
            return Decimal(1)
        return _DAYS_PER_MONTH * _count(day_of_month, first=1, last=31) / 31
    if re.fullmatch(r"\w{1,3}(#[1-5]|L)", day_of_week):
        return Decimal(1)
    return _DAYS_PER_MONTH * _count(day_of_week, first=1, last=7, names=_DAY_NAMES) / 7


def _count(text: str, *, first: int, last: int, names: tuple[str, ...] = ()) -> int:
    """Return how many values of first..last the field names: `*`, `5`, `1-5`, `0/15`, `MON-FRI`, lists."""
    chosen: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        start, end = _span(span, first=first, last=last, names=names, stepped=step)
        chosen.update(range(start, end + 1, _step(step)))
    return len(chosen)


def _step(text: str) -> int:
    if not text:
        return 1
    if not text.isdigit() or int(text) < 1:
        raise ValueError(f"'{text}' is not a step")
    return int(text)


def _span(span: str, *, first: int, last: int, names: tuple[str, ...], stepped: str) -> tuple[int, int]:
    if span == "*":
        return first, last
    start_text, dash, end_text = span.partition("-")
    start = _value(start_text, first=first, last=last, names=names)
    open_end = last if stepped else start
    end = _value(end_text, first=first, last=last, names=names) if dash else open_end
    if start > end:
        raise ValueError(f"'{span}' ends before it starts")
    return start, end


def _value(text: str, *, first: int, last: int, names: tuple[str, ...]) -> int:
    value = names.index(text) + first if text in names else int(text) if text.isdigit() else None
    if value is None or not first <= value <= last:
        raise ValueError(f"'{text}' is not a value from {first} to {last}")
    return value
