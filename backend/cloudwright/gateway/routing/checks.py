"""When targets are asked whether they are well, and when a second question is sent after a slow first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cloudwright.gateway.routing.planning import Draw
from cloudwright.gateway.routing.routes import TargetRef


class Act(StrEnum):
    ASK = "ask"
    HEDGE = "hedge"  # ask once more; the first of both answers counts
    GIVE_UP = "give_up"  # neither came in time: the target is not well


@dataclass(frozen=True, slots=True)
class Pace:
    well_seconds: float = 30.0
    unwell_seconds: float = 5.0
    hedge_after_seconds: float = 1.0
    give_up_after_seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class Check:
    """Where the checking of one target stands; `asked_at` is None between two questions."""

    target: TargetRef
    due_at: float
    well: bool = True
    asked_at: float | None = None
    hedged: bool = False


def act(check: Check, now: float, pace: Pace) -> Act | None:
    """Return what is to be done now."""
    if check.asked_at is None:
        return Act.ASK if now >= check.due_at else None
    waited = now - check.asked_at
    if waited >= pace.give_up_after_seconds:
        return Act.GIVE_UP
    return Act.HEDGE if waited >= pace.hedge_after_seconds and not check.hedged else None


def acted(check: Check, done: Act, *, now: float, pace: Pace, draw: Draw) -> Check:
    """Return the check after something was done."""
    if done is Act.ASK:
        return replace(check, asked_at=now, hedged=False)
    if done is Act.HEDGE:
        return replace(check, hedged=True)
    return answered(check, now=now, well=False, pace=pace, draw=draw)


def answered(check: Check, *, now: float, well: bool, pace: Pace, draw: Draw) -> Check:
    """Return the check after an answer; a second one to the same question changes nothing.

    The next question comes at a drawn moment around the pace, so that processes do not ask together.
    """
    if check.asked_at is None:
        return check
    pause = pace.well_seconds if well else pace.unwell_seconds
    return Check(check.target, due_at=now + pause * (0.75 + draw() / 2), well=well)


def next_moment(checks: Sequence[Check], pace: Pace) -> float | None:
    """Return when something is to be done next, None when nothing is checked."""
    return min((_moment(check, pace) for check in checks), default=None)


def _moment(check: Check, pace: Pace) -> float:
    if check.asked_at is None:
        return check.due_at
    return check.asked_at + (pace.give_up_after_seconds if check.hedged else pace.hedge_after_seconds)
