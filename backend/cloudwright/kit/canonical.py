"""One spelling of a JSON value, so that equal values have equal bytes and equal hashes."""

import hashlib
import json
from collections.abc import Mapping, Sequence

JsonValue = str | int | float | bool | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]


def canonical_json(value: JsonValue) -> str:
    """Return sorted, compact, ASCII-safe JSON; raises ValueError on NaN and infinities."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def content_hash(value: JsonValue) -> str:
    """Return the SHA-256 of the canonical JSON as 64 hex digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
