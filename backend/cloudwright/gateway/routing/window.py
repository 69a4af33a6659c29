"""Successes and failures of the last while, counted in slices of time."""

from collections import deque


class Window:
    """Forgets a slice when all of it is older than the window."""

    def __init__(self, seconds: float, *, slices: int = 10) -> None:
        self._slice_seconds = seconds / slices
        self._slices = slices
        self._counts: deque[list[int]] = deque()  # number of the slice, successes, failures

    def add_success(self, now: float) -> None:
        self._slice(now)[1] += 1

    def add_failure(self, now: float) -> None:
        self._slice(now)[2] += 1

    def sums(self, now: float) -> tuple[int, int]:
        """Return the successes and the failures."""
        oldest = self._number(now) - self._slices
        while self._counts and self._counts[0][0] <= oldest:
            self._counts.popleft()
        return sum(each[1] for each in self._counts), sum(each[2] for each in self._counts)

    def clear(self) -> None:
        self._counts.clear()

    def _slice(self, now: float) -> list[int]:
        self.sums(now)
        number = self._number(now)
        if not self._counts or self._counts[-1][0] < number:
            self._counts.append([number, 0, 0])
        return self._counts[-1]

    def _number(self, now: float) -> int:
        return int(now // self._slice_seconds)
