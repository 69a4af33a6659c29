"""Targets that fail too often rest, and one call at a time finds out whether they are back."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from cloudwright.gateway.routing.breaker import Breaker, Breakers, Limits, Permit, State
from cloudwright.gateway.routing.routes import TargetRef

LIMITS = Limits(
    window_seconds=10, least_calls=4, ratio=0.5, rest_seconds=5, longest_rest_seconds=20, probe_seconds=30
)


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Fault:
    retryable: bool = True
    elsewhere: bool = True
    retry_after_seconds: float | None = None


def entered(breaker: Breaker) -> Permit:
    permit = breaker.enter()
    assert permit is not None
    return permit


def state(breaker: Breaker) -> State:
    return breaker.state


def fail(breaker: Breaker, times: int, fault: Fault = Fault()) -> None:
    for _ in range(times):
        entered(breaker).failed(fault)


def test_it_opens_when_half_of_enough_calls_failed_and_lets_none_pass() -> None:
    breaker = Breaker(LIMITS, Clock())
    entered(breaker).succeeded()
    entered(breaker).succeeded()
    fail(breaker, 1)
    assert state(breaker) is State.CLOSED
    fail(breaker, 1)
    assert state(breaker) is State.OPEN
    assert breaker.enter() is None


def test_failures_older_than_the_window_are_forgotten() -> None:
    clock = Clock()
    breaker = Breaker(LIMITS, clock)
    fail(breaker, 3)
    clock.now += 11
    fail(breaker, 3)
    assert state(breaker) is State.CLOSED


def test_after_its_rest_one_call_alone_finds_out_and_success_closes_it() -> None:
    clock = Clock()
    breaker = Breaker(LIMITS, clock)
    fail(breaker, 4)
    clock.now += 5
    assert state(breaker) is State.HALF_OPEN
    probe = entered(breaker)
    assert breaker.enter() is None
    probe.succeeded()
    assert state(breaker) is State.CLOSED
    fail(breaker, 3)
    assert state(breaker) is State.CLOSED  # what was before does not count


def test_a_failed_probe_doubles_the_rest_up_to_the_longest() -> None:
    clock = Clock()
    breaker = Breaker(LIMITS, clock)
    fail(breaker, 4)
    rests = []
    for _ in range(4):
        rests.append(breaker.wait_seconds)
        clock.now += breaker.wait_seconds
        entered(breaker).failed(Fault())
    assert rests == [5, 10, 20, 20]


def test_a_probe_that_is_abandoned_or_never_tells_does_not_keep_the_target_away() -> None:
    clock = Clock()
    breaker = Breaker(LIMITS, clock)
    fail(breaker, 4)
    clock.now += 5
    entered(breaker).abandoned()
    lost = entered(breaker)
    assert not breaker.passable
    clock.now += 30
    found = entered(breaker)
    lost.failed(Fault())  # too late to count
    found.succeeded()
    assert state(breaker) is State.CLOSED


def test_calls_that_began_before_it_opened_tell_nothing_about_the_probe() -> None:
    clock = Clock()
    breaker = Breaker(LIMITS, clock)
    old = entered(breaker)
    fail(breaker, 4)
    old.succeeded()
    assert state(breaker) is State.OPEN


def test_a_permit_is_told_once() -> None:
    breaker = Breaker(LIMITS, Clock())
    permit = entered(breaker)
    for _ in range(9):
        permit.failed(Fault())
    assert state(breaker) is State.CLOSED


def test_failures_of_the_request_itself_do_not_count_against_the_target() -> None:
    breaker = Breaker(LIMITS, Clock())
    fail(breaker, 9, Fault(retryable=False, elsewhere=False))
    assert state(breaker) is State.CLOSED


def test_a_provider_that_names_a_time_is_left_alone_so_long_within_bounds() -> None:
    clock = Clock()
    for asked, rest in ((12.0, 12.0), (3_600.0, 20.0), (1.0, 5.0)):
        breaker = Breaker(LIMITS, clock)
        fail(breaker, 4, Fault(retry_after_seconds=asked))
        assert breaker.wait_seconds == rest


def test_targets_rest_apart_and_the_next_chance_is_the_nearest() -> None:
    clock = Clock()
    breakers = Breakers(LIMITS, clock)
    one, two = TargetRef("a", "m"), TargetRef("b", "m")
    fail(breakers.of(one), 4)
    assert (breakers.may_be_asked(one), breakers.may_be_asked(two)) == (False, True)
    clock.now += 2
    fail(breakers.of(two), 4)
    assert breakers.next_chance_seconds([one, two]) == 3


STEPS = st.lists(st.tuples(st.sampled_from(["good", "bad", "gone", "enter"]), st.floats(0, 8)), max_size=60)


@settings(max_examples=2_000 if FULL else 60, deadline=None)
@given(STEPS)
def test_whatever_happens_one_probe_at_most_is_under_way_and_nobody_is_locked_out(
    steps: list[tuple[str, float]],
) -> None:
    clock = Clock()
    breaker = Breaker(LIMITS, clock)
    under_way: list[Permit] = []
    for what, pause in steps:
        clock.now += pause
        probing = state(breaker) is State.HALF_OPEN
        permit = breaker.enter() if what == "enter" else None
        if permit is not None:
            under_way.append(permit)
            assert not probing or breaker.enter() is None
        elif under_way and what == "good":
            under_way.pop(0).succeeded()
        elif under_way and what == "bad":
            under_way.pop(0).failed(Fault())
        elif under_way and what == "gone":
            under_way.pop(0).abandoned()
    clock.now += LIMITS.longest_rest_seconds + LIMITS.probe_seconds
    assert breaker.enter() is not None
