"""Cursors of lists that show what changed last first: the place after one row, safe inside a URL."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cloudwright.projects.errors import BadCursor

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """The row that a page ended with."""

    changed_at: datetime
    row_id: str


def cursor_at(place: Place) -> str:
    """Return the cursor of the page after the place."""
    return f"{(place.changed_at - _EPOCH) // _MICROSECOND}.{place.row_id}"


def place_of(cursor: str) -> Place:
    """Return the place that a cursor names; raises BadCursor."""
    microseconds, point, row_id = cursor.partition(".")
    try:
        changed_at = _EPOCH + int(microseconds) * _MICROSECOND
    except (ValueError, OverflowError) as error:
        raise _refused() from error
    if not point or not row_id:
        raise _refused()
    return Place(changed_at=changed_at, row_id=row_id)


def _refused() -> BadCursor:
    return BadCursor("This list has no such place. Start again without a cursor.")
