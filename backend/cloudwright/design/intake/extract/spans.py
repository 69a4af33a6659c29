"""Which characters of a text are taken, asked in constant time for each."""

from collections.abc import Iterable


class Covered:
    """The characters that spans cover; asking costs as much as the span asked for is long."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Say whether any character of the span is covered."""
        return b"\1" in self._taken[start:end]

    def holds(self, start: int, end: int) -> bool:
        """Say whether every character of the span is covered."""
        return b"\0" not in self._taken[start:end]
