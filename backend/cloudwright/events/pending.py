"""Text that was written but not committed yet, in order, by thread."""

from collections.abc import Sequence

from cloudwright.events.joining import joined, owner_of
from cloudwright.events.schemas import Event, Stream, Unnumbered, encoded

Thread = tuple[str, str]


class Waiting:
    """One event of a stream; text deltas that follow it in the same message are kept as mere pieces."""

    __slots__ = ("_first", "_owner", "_pieces", "stream")

    def __init__(self, stream: Stream, first: Event) -> None:
        self.stream = stream
        self._first = first
        self._owner = owner_of(first)
        self._pieces: list[str] = []

    def joins(self, stream: Stream, event: Event) -> bool:
        """Take the text of an event that continues this one; return whether it did."""
        first, owner, piece = self._first, self._owner, event.get("delta")
        if (
            owner is None
            or stream is not self.stream
            or event.get("type") != first["type"]
            or event.get(owner) != first.get(owner)
            or not isinstance(piece, str)
        ):
            return False
        self._pieces.append(piece)
        return True

    @property
    def event(self) -> Event:
        """The event with all the text that it took."""
        if not self._pieces:
            return self._first
        return {**self._first, "delta": "".join([str(self._first["delta"]), *self._pieces])}


class PendingText:
    """Shared by the writer, which empties it in groups, and the log, which empties one thread first."""

    def __init__(self) -> None:
        self._threads: dict[Thread, list[Waiting]] = {}

    def add(self, stream: Stream, event: Event) -> None:
        """Put an event at the end of its thread."""
        waiting = self._threads.setdefault(stream.thread, [])
        if not waiting or not waiting[-1].joins(stream, event):
            waiting.append(Waiting(stream, event))

    def take(self, thread: Thread) -> list[Waiting]:
        """Remove and return what waits for one thread."""
        return self._threads.pop(thread, [])

    def take_all(self) -> list[Waiting]:
        """Remove and return what waits for every thread."""
        waiting = [each for thread in self._threads.values() for each in thread]
        self._threads.clear()
        return waiting

    def put_back(self, waiting: Sequence[Waiting]) -> None:
        """Return what could not be committed to the front of its threads."""
        returned: dict[Thread, list[Waiting]] = {}
        for each in waiting:
            returned.setdefault(each.stream.thread, []).append(each)
        for thread, events in returned.items():
            self._threads[thread] = events + self._threads.get(thread, [])

    def __bool__(self) -> bool:
        return bool(self._threads)


def ready(waiting: Sequence[Waiting]) -> list[Unnumbered]:
    """Return what waits as entries for the log, with consecutive deltas joined."""
    by_stream: list[tuple[Stream, list[Event]]] = []
    for each in waiting:
        if by_stream and by_stream[-1][0] == each.stream:
            by_stream[-1][1].append(each.event)
        else:
            by_stream.append((each.stream, [each.event]))
    return [Unnumbered(stream, encoded(event)) for stream, events in by_stream for event in joined(events)]
