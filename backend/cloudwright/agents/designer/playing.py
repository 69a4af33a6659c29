"""Replays one part of a message over the calls that were made, to find where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cloudwright.agents.designer.moves import Move, Say
from cloudwright.agents.designer.view import Done, View


@dataclass(frozen=True, slots=True)
class Played:
    """How far one part of a message got: its next move, and how many calls it made before."""

    move: Move
    calls: int


def played(seen: View, done: Sequence[Done], *, move: Callable[[View], Move]) -> Played:
    """Repeat the moves of one part of a message: each but the last has its call among those that are done."""
    calls = 0
    while True:
        following = move(replace(seen, done=tuple(done[:calls])))
        if isinstance(following, Say) or calls == len(done):
            return Played(following, calls)
        calls += 1
