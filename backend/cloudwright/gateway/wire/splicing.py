"""Changes top-level values of a JSON object in its bytes, so that all the rest stays as it was written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

import orjson

from cloudwright.gateway.wire.ask import Path
from cloudwright.gateway.wire.bodies import Object, replaced

_MOST_PLACES = 8
_MOST_TRIES = 16
_LARGE_BYTES = 256 * 1024
_VALUE = rb'("(?:[^"\\]++|\\.)*+"|-?[0-9][0-9.eE+-]*|true|false|null|\{[^{}]*+\})'

Span = tuple[int, int]


def spliced(body: bytes, fields: Object, edits: Mapping[str, object]) -> bytes:
    """Return `body`, which reads as `fields`, with other or more values under top-level keys.

    A key is looked for by its spelling, and each try is read again: only bytes that mean exactly what was
    wanted are returned. Where no try does, the object is written anew.
    """
    changed = [key for key in edits if key in fields]
    added = {key: value for key, value in edits.items() if key not in fields}
    wanted = {**fields, **edits}
    places = [tuple(islice(_places(body, key, fields[key]), _MOST_PLACES)) for key in changed]
    for spans in islice(product(*places), _MOST_TRIES if len(body) < _LARGE_BYTES else 2):
        tried = _put(
            body, sorted(zip(spans, (edits[key] for key in changed), strict=True), key=_start), added
        )
        if _reads(tried, wanted):
            return tried
    return orjson.dumps(wanted)


def _start(edit: tuple[Span, object]) -> int:
    return edit[0][0]


def _reads(tried: bytes, wanted: object) -> bool:
    try:
        return bool(orjson.loads(tried) == wanted)
    except orjson.JSONDecodeError:
        return False


def _places(body: bytes, key: str, value: object) -> Iterator[Span]:
    """Yield where the value stands under the key, at the top or anywhere else."""
    return (found.span(1) for found in _member(key).finditer(body) if _reads(found[1], value))


@lru_cache(maxsize=32)
def _member(key: str) -> re.Pattern[bytes]:
    return re.compile(rb'"%b"\s*+:\s*+%b' % (re.escape(key).encode(), _VALUE))


def _put(body: bytes, edits: Sequence[tuple[Span, object]], added: Object) -> bytes:
    start = body.index(b"{") + 1
    parts = [body[:start]]
    parts.extend(b"%b:%b," % (orjson.dumps(key), orjson.dumps(value)) for key, value in added.items())
    for (left, right), value in edits:
        parts.extend((body[start:left], orjson.dumps(value)))
        start = right
    parts.append(body[start:])
    return b"".join(parts)


def edited(body: bytes, fields: Object, *, edits: Object, texts: Mapping[Path, str]) -> bytes:
    """Return the body with other values for keys and other texts; the same bytes where all is so already.

    Other texts are written anew with all that stands around them.
    """
    edits = {key: value for key, value in edits.items() if key not in fields or fields[key] != value}
    if texts:
        replaced(fields, texts)
        return orjson.dumps({**fields, **edits})
    return spliced(body, fields, edits) if edits else body
