"""What goes into the event log and what comes out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cloudwright.events.errors import EventTooLarge
from cloudwright.kit.canonical import JsonValue

MAX_FRAME_BYTES = 24 * 1024
_WRAPPING_BYTES = 256

Event = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Stream:
    """Whose events these are: one run of one thread of one organisation."""

    organization_id: str
    thread_id: str
    run_id: str

    @property
    def thread(self) -> tuple[str, str]:
        """The thread's key: organisation and thread id."""
        return (self.organization_id, self.thread_id)


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """An event that has no number yet; `payload` is its JSON text."""

    stream: Stream
    payload: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A numbered event. `seq` is dense from 1 in its thread; `payload` is the event's JSON text."""

    organization_id: str
    thread_id: str
    run_id: str
    seq: int
    at: datetime
    payload: str

    def frame(self) -> str:
        """Return the frame that goes over the wire, at most 24 KB."""
        return (
            f'{{"v":1,"t":"ev","thread":{json.dumps(self.thread_id)},"run":{json.dumps(self.run_id)},'
            f'"seq":{self.seq},"at":"{self.at.isoformat()}","event":{self.payload}}}'
        )


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """Everything stored has been replayed; what follows is live."""

    seq: int


class ResetReason(StrEnum):
    TRIMMED = "trimmed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Reset:
    """The caller's position is not in the log any more; it must load the snapshot again."""

    reason: ResetReason


TailItem = Envelope | CaughtUp | Reset


def encoded(event: Event) -> str:
    """Return the event as compact JSON text.

    Raises:
        EventTooLarge: its frame would be over 24 KB.
    """
    payload = json.dumps(event, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        size = len(payload.encode()) + _WRAPPING_BYTES
    except UnicodeEncodeError:  # half of a surrogate pair, as models cut them; JSON has escapes for it
        payload = json.dumps(event, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
        size = len(payload) + _WRAPPING_BYTES
    if size > MAX_FRAME_BYTES:
        raise EventTooLarge(
            f"An event of {size:,} bytes does not fit into the log; larger content travels as a link.",
            details={"bytes": size, "limit_bytes": MAX_FRAME_BYTES, "type": str(event.get("type", ""))},
        )
    return payload
