"""What was said in calls of one hour as one file: a line of JSON for each call, gzipped. Pure.

The same records make the same bytes, so that what is stored twice is stored once.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import orjson

from cloudwright.gateway.journal.records import Bodies

_LEVEL = 6


def by_hour(bodies: Iterable[Bodies]) -> Mapping[datetime, Sequence[Bodies]]:
    """Return the bodies by the hour in UTC in which their calls began."""
    hours: defaultdict[datetime, list[Bodies]] = defaultdict(list)
    for each in bodies:
        hours[each.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)].append(each)
    return hours


def packed(bodies: Sequence[Bodies]) -> bytes:
    lines = (
        orjson.dumps({"id": each.id, "at": each.at, "prompt": each.prompt, "answer": each.answer})
        for each in bodies
    )
    return gzip.compress(b"\n".join(lines), compresslevel=_LEVEL, mtime=0)


def unpacked(content: bytes, *, organization_id: str, call_id: str) -> Bodies | None:
    """Return what was said in one call, or None when it is not in this file."""
    for line in gzip.decompress(content).splitlines():
        said = orjson.loads(line)
        if said["id"] == call_id:
            at = datetime.fromisoformat(said["at"])
            return Bodies(call_id, organization_id, at=at, prompt=said["prompt"], answer=said["answer"])
    return None
