"""The patterns of the kinds that are wanted, as one alternation and one for its beginnings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cloudwright.gateway.inspection.finding import Finder, Span
from cloudwright.gateway.inspection.kinds import Action, Kind
from cloudwright.gateway.inspection.patterns import LONGEST, LONGEST_VALUE, PATTERNS, Pattern
from cloudwright.gateway.inspection.places import Places, Search, by_patterns, by_signs
from cloudwright.gateway.inspection.profiles import Actions
from cloudwright.gateway.inspection.shapes import END

_BEFORE = "[^0-9A-Za-z]"
_NAMED_KEYS = frozenset({Kind.AWS_ACCESS_KEY, Kind.JWT, Kind.API_KEY})
MOST_CAREFUL = 1_000
_FORCE = {Action.OBSERVE: 0, Action.REDACT: 1, Action.BLOCK: 2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one kind makes of a place; `opening_end` is where its run goes on."""

    pattern: Pattern
    action: Action
    span: Span
    opening_end: int

    @property
    def weight(self) -> tuple[int, int]:
        return _FORCE[self.action], self.span[1] - self.span[0]


def outweighs(one: Action, other: Action) -> bool:
    return _FORCE[one] > _FORCE[other]


class Closing:
    """How the run of a pattern ends."""

    def __init__(self, pattern: Pattern) -> None:
        assert pattern.run is not None  # noqa: S101  # only those with a run are asked for
        self.closed = pattern.run.closed
        self.most = pattern.run.most
        self.whole = Finder(pattern.run.close.pattern)
        self.beginning = Finder(f"(?:{pattern.run.close.beginning}){END}")


class Rules:
    """What is looked for in one direction of one profile; made once, since RE2 compiles it."""

    def __init__(self, actions: Sequence[tuple[Kind, Action]]) -> None:
        self.actions = dict(actions)
        patterns = [pattern for pattern in PATTERNS if pattern.kind in self.actions]
        self.searches = _searches(patterns)
        self._unfinished = Finder(f"(?:{'|'.join(pattern.opening.beginning for pattern in patterns)}){END}")
        named = [
            pattern.opening.pattern
            for pattern in patterns
            if pattern.kind in _NAMED_KEYS and pattern.opening.longest <= LONGEST_VALUE
        ]  # no longer than what is known of a value when it is judged
        self._named = Finder("(?:" + "|".join(named) + ")") if named else None
        self.closings = {id(pattern): Closing(pattern) for pattern in patterns if pattern.run is not None}
        self._by_first = _by_first_byte(patterns)
        self._starts = _starts(self._by_first)

    def places(self, seen: bytes) -> Places:
        return Places(self.searches, seen)

    def held_from(self, seen: bytes, at: int) -> int:
        """Return the first place whose text up to the end may still grow into a match."""
        for start in self._starts.finditer(seen, max(at, len(seen) - LONGEST)):
            if self._unfinished.match(seen, start.start()) is not None:
                return start.start()
        return len(seen)

    def candidates(self, seen: bytes, place: Span, *, earlier: int) -> list[Candidate]:
        """Return what is found where a place begins, the weightiest first.

        `earlier` is how many places this text has had: after very many they are judged quickly.
        """
        found = []
        at, written = place[0], seen[place[0] : place[1]]
        for pattern, opening in self._by_first[written[0]]:
            if not _possible(pattern, written):
                continue
            matched = opening.match(seen, at)
            judge = pattern.quick if pattern.quick and earlier > MOST_CAREFUL else pattern.judge
            span = None if matched is None else judge(seen, *matched)
            if matched is not None and span is not None and not self._better_named(pattern, seen, span):
                found.append(Candidate(pattern, self.actions[pattern.kind], span, matched[1]))
        return sorted(found, key=lambda candidate: candidate.weight, reverse=True)

    def _better_named(self, pattern: Pattern, seen: bytes, span: Span) -> bool:
        """Say whether an assigned value is a key that has a kind of its own."""
        if pattern.kind is not Kind.SECRET or self._named is None:
            return False
        return self._named.match(seen, span[0]) is not None


@lru_cache(maxsize=256)
def rules_of(actions: tuple[tuple[Kind, Action], ...]) -> Rules:
    return Rules(actions)


def rules(actions: Actions) -> Rules:
    return rules_of(tuple(sorted(actions.items())))


def _searches(patterns: Sequence[Pattern]) -> Sequence[Search]:
    by_sign = [pattern for pattern in patterns if pattern.kind is Kind.EMAIL]
    others = [pattern.opening.pattern for pattern in patterns if pattern.kind is not Kind.EMAIL]
    return (
        *([by_patterns(Finder(_after_a_break(others)))] if others else []),
        *([by_signs] if by_sign else []),
    )


def _possible(pattern: Pattern, written: bytes) -> bool:
    """Say whether a pattern may match in what a place goes to; that of an address goes to its sign alone."""
    long_enough = len(written) >= pattern.opening.shortest or pattern.kind is Kind.EMAIL
    return long_enough and pattern.needs in written


def _after_a_break(patterns: Iterable[str]) -> str:
    return f"{_BEFORE}(?:{'|'.join(patterns)})"


def _by_first_byte(patterns: Sequence[Pattern]) -> list[list[tuple[Pattern, Finder]]]:
    """Return the patterns that may begin with each byte."""
    openings = [(p, Finder(p.opening.pattern), Finder(f"(?:{p.opening.beginning}){END}")) for p in patterns]
    return [
        [(pattern, whole) for pattern, whole, part in openings if part.match(bytes([first])) is not None]
        for first in range(128)
    ]


def _starts(by_first: Sequence[object]) -> "re.Pattern[bytes]":
    """Return a pattern of the places where something may begin.

    RE2 is asked from each of them forwards: backwards from the end of a text, where every pattern may just be
    anywhere, each new text costs it milliseconds.
    """
    first = b"".join(re.escape(bytes([byte])) for byte, patterns in enumerate(by_first) if patterns)
    return re.compile(rb"(?<![0-9A-Za-z])[" + first + rb"]")
