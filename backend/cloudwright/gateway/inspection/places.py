"""Where something may begin: by one alternation of all patterns, and by the signs of addresses.

An address may begin with any word, so its pattern would multiply the states that RE2 has to keep for all the
others: texts that are new to it cost six times as much. The sign in the middle of an address is rare.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from cloudwright.gateway.inspection.finding import Finder, Span

Search = Callable[[bytes, int], Span | None]
"""Returns the first place at or behind another one, and how far it goes; a byte stands before every place."""

_LONGEST_NAME = 64
_NAME = re.compile(rb"[0-9A-Za-z._%+-]+\Z")
_BEGINNING = re.compile(rb"(?<![0-9A-Za-z])[0-9A-Za-z_]")
_BEHIND: Span = (-1, -1)


def by_patterns(finder: Finder) -> Search:
    """Search for patterns that are written with the break before them."""

    def search(seen: bytes, at: int) -> Span | None:
        found = finder.search(seen, at - 1)
        return None if found is None else (found[0] + 1, found[1])

    return search


def by_signs(seen: bytes, at: int) -> Span | None:
    """Search for the name before the sign of an address."""
    found = _sign().search(seen, at)
    while found is not None:
        sign = found[0]
        name = _NAME.search(seen, max(at, sign - _LONGEST_NAME), sign)
        begins = None if name is None else _BEGINNING.search(seen, name.start(), sign)
        if begins is not None:
            return begins.start(), sign + 1
        found = _sign().search(seen, sign + 1)
    return None


@cache
def _sign() -> Finder:
    return Finder(r"@[0-9A-Za-z.-]{1,40}\.[A-Za-z]{2}")


class Places:
    """The places of one text in their order; no search is repeated before its last answer is passed."""

    def __init__(self, searches: Sequence[Search], seen: bytes) -> None:
        self._searches = searches
        self._seen = seen
        self._found: list[Span | None] = [_BEHIND] * len(searches)

    def first(self, at: int) -> Span | None:
        """Return the first place at or behind `at`, which never goes back."""
        first: Span | None = None
        for number, search in enumerate(self._searches):
            found = self._found[number]
            if found is not None and found[0] < at:
                found = self._found[number] = search(self._seen, at)
            if found is None or (first is not None and found[0] > first[0]):
                continue
            same = first is not None and found[0] == first[0]
            first = (found[0], max(found[1], first[1])) if first is not None and same else found
        return first
