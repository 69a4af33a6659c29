"""Text that was written but not committed yet, in order, by thread."""

from collections.abc import Sequence

from cloudwright.events.joining import joined
from cloudwright.events.schemas import Event, Stream, Unnumbered, encoded

Thread = tuple[str, str]
Waiting = tuple[Stream, Event]


class PendingText:
    """Shared by the writer, which empties it in groups, and the log, which empties one thread first."""

    def __init__(self) -> None:
        self._threads: dict[Thread, list[Waiting]] = {}

    def add(self, stream: Stream, event: Event) -> None:
        """Put an event at the end of its thread."""
        self._threads.setdefault(stream.thread, []).append((stream, event))

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
        for stream, event in waiting:
            returned.setdefault(stream.thread, []).append((stream, event))
        for thread, events in returned.items():
            self._threads[thread] = events + self._threads.get(thread, [])

    def __bool__(self) -> bool:
        return bool(self._threads)


def ready(waiting: Sequence[Waiting]) -> list[Unnumbered]:
    """Return what waits as entries for the log, with consecutive deltas joined."""
    by_stream: list[tuple[Stream, list[Event]]] = []
    for stream, event in waiting:
        if by_stream and by_stream[-1][0] == stream:
            by_stream[-1][1].append(event)
        else:
            by_stream.append((stream, [event]))
    return [Unnumbered(stream, encoded(event)) for stream, events in by_stream for event in joined(events)]
