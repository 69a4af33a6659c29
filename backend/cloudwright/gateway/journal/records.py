"""What the journal keeps of a call, and how it is written: a letter for the kind, then JSON.

s  Started    before the provider is called
f  Entry      once the call has ended: the row of the ledger
b  Bodies     what was said, already redacted
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson

from cloudwright.gateway.schemas import CallStatus, Entry, StageVerdict, Usage, UsageSource


class Audit(StrEnum):
    """How much an organisation asks of the journal.

    REQUIRED takes no call once the journal is nearly full; STRICT also calls no provider before the disk has
    said that it keeps the record.
    """

    USUAL = "usual"
    REQUIRED = "required"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Started:
    """A call that is about to begin.

    `presumed` is its row if nobody ever tells more: status LOST, and the usage that admission expected.
    """

    presumed: Entry
    audit: Audit = Audit.USUAL

    @property
    def id(self) -> str:
        return self.presumed.id


@dataclass(frozen=True, slots=True)
class Bodies:
    """What was asked and answered; whoever makes it has redacted both and cut them to a decent length."""

    id: str
    organization_id: str
    at: datetime
    prompt: str
    answer: str


Record = Started | Entry | Bodies

_KINDS: Mapping[type[Record], bytes] = {Started: b"s", Entry: b"f", Bodies: b"b"}


def started(entry: Entry, *, audit: Audit = Audit.USUAL) -> Started:
    """Return the record of a call that begins, from its row with the usage that admission expected."""
    return Started(replace(entry, status=CallStatus.LOST, usage_source=UsageSource.ASSUMED), audit)


def written(record: Record) -> bytes:
    """Return the record without a line break in it; what is no Unicode is replaced by question marks."""
    try:
        return _KINDS[type(record)] + orjson.dumps(record)
    except TypeError:
        return _KINDS[type(record)] + orjson.dumps(_clean(asdict(record)))


def read(payload: bytes) -> Record:
    """Return the record; raises ValueError when it is none."""
    try:
        said: dict[str, Any] = orjson.loads(payload[1:])
        match payload[:1]:
            case b"s":
                return Started(_entry(said["presumed"]), Audit(said["audit"]))
            case b"f":
                return _entry(said)
            case b"b":
                return Bodies(**{**said, "at": datetime.fromisoformat(said["at"])})
            case other:
                raise ValueError(f"no record begins with {other!r}")
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the record is not complete") from error


def _entry(said: dict[str, Any]) -> Entry:
    return Entry(
        **{
            **said,
            "status": CallStatus(said["status"]),
            "usage": Usage(**said["usage"]),
            "started_at": datetime.fromisoformat(said["started_at"]),
            "usage_source": UsageSource(said["usage_source"]),
            "verdicts": tuple(
                StageVerdict(each["stage"], each["outcome"], tuple(each["reasons"]))
                for each in said["verdicts"]
            ),
        }
    )


def _clean(value: object) -> object:
    """Return the same with every lone surrogate replaced."""
    match value:
        case str():
            return str(value).encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {key: _clean(each) for key, each in value.items()}
        case list() | tuple():
            return [_clean(each) for each in value]
        case _:
            return value
