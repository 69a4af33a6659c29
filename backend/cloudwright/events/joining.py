"""Joins consecutive text deltas of one message, and cuts what is too long for one frame."""

from collections.abc import Iterator, Sequence

from cloudwright.events.schemas import Event

JOINED_BYTES = 8 * 1024

_OWNER = {"TEXT_MESSAGE_CONTENT": "messageId", "TOOL_CALL_ARGS": "toolCallId"}


def joined(events: Sequence[Event]) -> list[Event]:
    """Return the same text in fewer events: order is kept, no delta is over 8 KB of UTF-8."""
    result: list[Event] = []
    run: list[Event] = []
    for event in events:
        if run and _key(event) != _key(run[0]):
            result.extend(_merged(run))
            run = []
        if _key(event) is None:
            result.append(event)
        else:
            run.append(event)
    return [*result, *_merged(run)]


def is_delta(event: Event) -> bool:
    """Return whether this event adds to a text that grows by deltas."""
    return owner_of(event) is not None


def owner_of(event: Event) -> str | None:
    """Return the field that names the text to which a delta adds; None for every other event."""
    return _OWNER.get(str(event.get("type"))) if isinstance(event.get("delta"), str) else None


def _key(event: Event) -> tuple[str, str] | None:
    owner = owner_of(event)
    return None if owner is None else (str(event["type"]), str(event.get(owner)))


def _merged(run: Sequence[Event]) -> Iterator[Event]:
    if not run:
        return
    text = "".join(str(event["delta"]) for event in run)
    for piece in _pieces(text):
        yield {**run[0], "delta": piece}


def _pieces(text: str) -> Iterator[str]:
    if len(text.encode("utf-8", "surrogatepass")) <= JOINED_BYTES:
        yield text
        return
    start = 0
    while start < len(text):
        end = start + JOINED_BYTES // 4
        yield text[start:end]
        start = end
