"""Cursors of the platform's lists: the sort key and the id of the row that a page ended with."""

import base64
import binascii
import json

from cloudwright.projects.errors import BadCursor

Place = tuple[str, str]


def cursor_at(place: Place) -> str:
    """Return the cursor of the page after the place, safe inside a URL."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(cursor: str | None) -> Place | None:
    """Return the place that a cursor names; raises BadCursor."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        read: object = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise _refused() from error
    match read:
        case [str(key), str(row_id)]:
            return key, row_id
        case _:
            raise _refused()


def _refused() -> BadCursor:
    return BadCursor("This list has no such place. Start again without a cursor.")
