"""Lets a target rest that fails too often, and finds out with one call at a time whether it is back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cloudwright.gateway.routing.routes import TargetRef
from cloudwright.gateway.routing.window import Window

Seconds = Callable[[], float]
"""A clock that never goes back, such as `time.monotonic`."""


class Failing(Protocol):
    """What routing has to know of a failure; `upstream.failures.Failure` has it."""

    @property
    def retryable(self) -> bool: ...
    @property
    def elsewhere(self) -> bool: ...
    @property
    def retry_after_seconds(self) -> float | None: ...


class State(StrEnum):
    CLOSED = "closed"  # calls pass
    OPEN = "open"  # calls are kept away
    HALF_OPEN = "half_open"  # one call finds out


@dataclass(frozen=True, slots=True)
class Limits:
    """When a target rests: `ratio` of at least `least_calls` calls failed within `window_seconds`.

    The rest doubles with every failed probe, up to `longest_rest_seconds`, which also bounds what a provider
    asks for by Retry-After. A probe that never tells is given up after `probe_seconds`.
    """

    window_seconds: float = 30.0
    least_calls: int = 10
    ratio: float = 0.5
    rest_seconds: float = 5.0
    longest_rest_seconds: float = 120.0
    probe_seconds: float = 60.0


class Permit:
    """One call's right to ask a target; it is told once how the call ended, and later words do not count."""

    def __init__(self, breaker: "Breaker", *, era: int) -> None:
        self._breaker: Breaker | None = breaker
        self._era = era

    def succeeded(self) -> None:
        """The target has answered, whatever the client does with it."""
        if (breaker := self._spent()) is not None:
            breaker.note_success(self._era)

    def failed(self, failure: Failing) -> None:
        """A failure that is the request's own says that the target works."""
        if (breaker := self._spent()) is not None:
            breaker.note_failure(self._era, failure)

    def abandoned(self) -> None:
        """Nothing was learned: the client left first."""
        if (breaker := self._spent()) is not None:
            breaker.note_nothing(self._era)

    def _spent(self) -> "Breaker | None":
        breaker, self._breaker = self._breaker, None
        return breaker


class Breaker:
    """Every change of state begins an era; what calls of an earlier era tell is not counted."""

    def __init__(self, limits: Limits, clock: Seconds) -> None:
        self._limits = limits
        self._clock = clock
        self._window = Window(limits.window_seconds)
        self._era = 0
        self._rest_until: float | None = None
        self._rest_seconds = limits.rest_seconds
        self._probe_until: float | None = None

    @property
    def state(self) -> State:
        if self._rest_until is None:
            return State.CLOSED
        return State.OPEN if self._clock() < self._rest_until else State.HALF_OPEN

    @property
    def passable(self) -> bool:
        """Whether `enter` would give a permit now."""
        state = self.state
        return state is State.CLOSED or (state is State.HALF_OPEN and not self._probing())

    @property
    def wait_seconds(self) -> float:
        """How long until a call may pass."""
        until = self._probe_until if self._probing() else self._rest_until
        return 0.0 if until is None else max(0.0, until - self._clock())

    def enter(self) -> Permit | None:
        """Return the right to call, or None; in half-open state to one call alone."""
        if not self.passable:
            return None
        if self.state is State.HALF_OPEN:
            self._era += 1
            self._probe_until = self._clock() + self._limits.probe_seconds
        return Permit(self, era=self._era)

    def note_success(self, era: int) -> None:
        if era != self._era:
            return
        if self._rest_until is None:
            self._window.add_success(self._clock())
        else:
            self._close()

    def note_failure(self, era: int, failure: Failing) -> None:
        if not failure.elsewhere:
            self.note_success(era)
        elif era == self._era:
            asked = failure.retry_after_seconds or 0.0
            if self._rest_until is not None:
                self._open(min(self._rest_seconds * 2, self._limits.longest_rest_seconds), asked)
            elif self._too_many_with_one_more():
                self._open(self._limits.rest_seconds, asked)

    def note_nothing(self, era: int) -> None:
        if era == self._era:
            self._probe_until = None

    def _probing(self) -> bool:
        return self._probe_until is not None and self._clock() < self._probe_until

    def _too_many_with_one_more(self) -> bool:
        now = self._clock()
        self._window.add_failure(now)
        good, bad = self._window.sums(now)
        return good + bad >= self._limits.least_calls and bad >= self._limits.ratio * (good + bad)

    def _open(self, rest_seconds: float, asked_seconds: float) -> None:
        self._era += 1
        self._rest_seconds = rest_seconds
        rest = min(max(rest_seconds, asked_seconds), self._limits.longest_rest_seconds)
        self._rest_until = self._clock() + rest
        self._probe_until = None
        self._window.clear()

    def _close(self) -> None:
        self._era += 1
        self._rest_until = self._probe_until = None
        self._rest_seconds = self._limits.rest_seconds
        self._window.clear()


class Breakers:
    """The breakers of all targets in this process, made when they are first asked for."""

    def __init__(self, limits: Limits, clock: Seconds) -> None:
        self._limits = limits
        self._clock = clock
        self._breakers: dict[TargetRef, Breaker] = {}

    def of(self, target: TargetRef) -> Breaker:
        found = self._breakers.get(target)
        if found is None:
            found = self._breakers[target] = Breaker(self._limits, self._clock)
        return found

    def may_be_asked(self, target: TargetRef) -> bool:
        return target not in self._breakers or self._breakers[target].passable

    def next_chance_seconds(self, targets: Iterable[TargetRef]) -> float:
        """Return how long to wait until one of the targets may be asked again, for Retry-After."""
        return min((self.of(target).wait_seconds for target in targets), default=0.0)
