"""Holds as text, for stores, journals and other processes."""

from collections.abc import Iterable
from dataclasses import dataclass

import orjson
from pydantic import TypeAdapter

from cloudwright.gateway.admission.periods import counters_of
from cloudwright.gateway.admission.schemas import Concurrency, Held, Limit


@dataclass(frozen=True, slots=True)
class _Record:
    """A hold, and by name what it has to give back."""

    hold: Held
    counters: tuple[str, ...]
    places: tuple[str, ...]


_RECORDS: TypeAdapter[_Record] = TypeAdapter(_Record)


def packed(hold: Held) -> bytes:
    """Return a hold as JSON, with the names of the counters and places that it takes up."""
    counters = tuple(counter.name for counter in counters_of(hold.limits, hold.spans))
    return orjson.dumps(_Record(hold, counters, places_of(hold.limits)))


def unpacked(text: bytes | str) -> Held:
    """Return the hold that was packed.

    Raises:
        ValueError: the text is no hold.
    """
    return _RECORDS.validate_json(text).hold


def places_of(limits: Iterable[Limit]) -> tuple[str, ...]:
    """Return the names of the scopes whose calls at once are counted."""
    return tuple(limit.name for limit in limits if isinstance(limit, Concurrency))
