"""What follows a failed call: the same target again, the next one, or the end."""

from dataclasses import dataclass
from enum import StrEnum

from cloudwright.gateway.routing.breaker import Failing
from cloudwright.gateway.routing.planning import Draw


class Step(StrEnum):
    SAME = "same"
    NEXT = "next"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Decision:
    step: Step
    wait_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Tries:
    """What has happened to one ask: `calls` counts the failed one too."""

    calls: int
    targets_left: int
    elapsed_seconds: float
    waited_seconds: float = 0.0
    begun: bool = False  # the client has received a byte of an answer


@dataclass(frozen=True, slots=True)
class Patience:
    """`budget_seconds` is what all waits of one ask may come to; a longer Retry-After is not waited for."""

    attempts: int = 3
    whole_seconds: float = 600.0
    budget_seconds: float = 10.0
    first_wait_seconds: float = 0.25
    longest_wait_seconds: float = 4.0


_GIVE_UP = Decision(Step.GIVE_UP)


def after(failure: Failing, tries: Tries, *, patience: Patience, draw: Draw) -> Decision:
    """Decide what follows; another target is asked at once, the same one only after a wait.

    Once a byte has reached the client nothing is repeated: it would hear the beginning twice.
    """
    if tries.begun or tries.calls >= patience.attempts or not failure.elsewhere:
        return _GIVE_UP
    if tries.targets_left:
        return Decision(Step.NEXT) if tries.elapsed_seconds < patience.whole_seconds else _GIVE_UP
    if not failure.retryable:
        return _GIVE_UP
    wait = _wait_seconds(failure, tries.calls, patience=patience, draw=draw)
    fits = (
        tries.waited_seconds + wait <= patience.budget_seconds
        and tries.elapsed_seconds + wait < patience.whole_seconds
    )
    return Decision(Step.SAME, wait) if fits else _GIVE_UP


def _wait_seconds(failure: Failing, calls: int, *, patience: Patience, draw: Draw) -> float:
    """Return what the provider asks for, or a doubling wait, drawn so that callers do not come together."""
    if failure.retry_after_seconds is not None:
        return max(0.0, failure.retry_after_seconds)
    most = min(patience.first_wait_seconds * 2.0 ** (calls - 1), patience.longest_wait_seconds)
    return most * (0.5 + draw() / 2)
