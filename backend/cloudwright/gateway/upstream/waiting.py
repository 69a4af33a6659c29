"""How long a provider asks to wait."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST_SECONDS = 24 * 3_600.0


def retry_after_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the wanted pause, a day at most, or None when the headers say nothing that can be read.

    Names of headers in lower case. `retry-after-ms` is OpenAI's and Azure's finer word for the same.
    """
    milliseconds = _number(headers.get("retry-after-ms", ""))
    seconds = milliseconds / 1_000 if milliseconds is not None else _number(headers.get("retry-after", ""))
    if seconds is None:
        seconds = _until(headers.get("retry-after", ""), now)
    return None if seconds is None else min(max(seconds, 0.0), _LONGEST_SECONDS)


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if found == found else None  # noqa: PLR0124 - only NaN differs from itself


def _until(text: str, now: datetime) -> float | None:
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
