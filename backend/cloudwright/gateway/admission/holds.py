"""Holds as text, for stores, journals and other processes."""

from dataclasses import dataclass
from functools import cache

import orjson
from pydantic import TypeAdapter

from cloudwright.gateway.admission.arranged import arranged
from cloudwright.gateway.admission.schemas import Held


@dataclass(frozen=True, slots=True)
class _Record:
    """A hold, and by name what it has to give back."""

    hold: Held
    counters: tuple[str, ...]
    places: tuple[str, ...]


@cache
def _records() -> TypeAdapter[_Record]:
    return TypeAdapter(_Record)


def packed(hold: Held) -> bytes:
    """Return a hold as JSON, with the names of the counters and places that it takes up."""
    by_kind = arranged(hold.limits, hold.spans)
    return orjson.dumps(_Record(hold, by_kind.names, by_kind.places))


def unpacked(text: bytes | str) -> Held:
    """Return the hold that was packed.

    Raises:
        ValueError: the text is no hold.
    """
    return _records().validate_json(text).hold
