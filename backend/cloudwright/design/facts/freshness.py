"""How old a figure is, from dates that are sometimes only a year, a month or a quarter."""

import re
from datetime import date

STALE_AFTER_DAYS = 90

_AS_OF = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")


def dated(as_of: str) -> date | None:
    """Return the first day an `as_of` may mean; None when nothing dates the figure."""
    match = _AS_OF.fullmatch(as_of)
    if match is None:
        return None
    quarter = match["quarter"]
    month = 3 * int(quarter) - 2 if quarter else int(match["month"] or 1)
    return date(int(match["year"]), month, int(match["day"] or 1))


def stale(as_of: str, today: date) -> bool:
    """Say whether a figure is older than 90 days, or has no date at all."""
    day = dated(as_of)
    return day is None or (today - day).days > STALE_AFTER_DAYS
