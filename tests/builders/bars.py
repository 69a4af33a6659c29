"""The bars of the proof: what must never happen, how often it was tried, and how often it happened.

Tests tell what they tried by the fixture `bar`, or are one attempt themselves and say so by the marker
`bar`; `make bars` runs those with that marker in full and prints the sums as one table.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

PROPERTY = "bar"
FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"


class Telling(Protocol):
    """Tells that of `of` attempts `wrong` ended as they must not."""

    def __call__(self, name: str, what: str, *, wrong: int, of: int) -> None: ...


@dataclass(frozen=True)
class Told:
    """One line of the table."""

    name: str
    what: str
    wrong: int
    of: int

    def __str__(self) -> str:
        return f"{self.name:<4} {self.wrong:>6,} of {self.of:>9,}  {self.what}"


def table(good: Iterable[tuple[str, object]], bad: Iterable[tuple[str, object]]) -> Sequence[Told]:
    """Return the sums of what tests told that passed and that failed, in the order of the bars."""
    wrong: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for told in _told(good):
        of[told.name, told.what] += told.of
    for told in _told(bad):
        of[told.name, told.what] += told.of
        wrong[told.name, told.what] += told.wrong or told.of
    lines = [Told(name, what, wrong[name, what], of[name, what]) for name, what in of]
    return sorted(lines, key=lambda line: (_number(line.name), line.what))


def _told(properties: Iterable[tuple[str, object]]) -> Iterator[Told]:
    for key, value in properties:
        if key == PROPERTY and isinstance(value, list | tuple):
            name, what, wrong, of = value
            yield Told(str(name), str(what), int(wrong), int(of))


def _number(name: str) -> int:
    found = re.search(r"\d+", name)
    return int(found.group()) if found else 0
