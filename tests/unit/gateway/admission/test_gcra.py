"""Rates over any order of calls."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from cloudwright.gateway.admission.gcra import MICROSECONDS, Bucket, Wait, corrected, cost_of, filled

MANY = settings(max_examples=2000 if FULL else 60)
CALLS = st.lists(st.tuples(st.integers(0, 20 * MICROSECONDS), st.integers(1, 40)), min_size=1, max_size=60)


@dataclass
class Tap:
    """A rate that is asked again and again."""

    per_minute: int
    burst: int
    bucket: Bucket = field(default_factory=Bucket)

    def ask(self, units: int, now: int) -> Wait | None:
        found = filled(self.bucket, units, per_minute=self.per_minute, burst=self.burst, now=now)
        if isinstance(found, Bucket):
            self.bucket = found
            return None
        return found


@MANY
@given(calls=CALLS, per_minute=st.integers(1, 5000), burst=st.integers(1, 100))
def test_no_span_of_time_sees_more_than_a_burst_and_what_drains_in_it(
    calls: list[tuple[int, int]], per_minute: int, burst: int
) -> None:
    tap, now, admitted = Tap(per_minute, burst), 0, list[tuple[int, int]]()
    for gap, units in calls:
        now += gap
        if tap.ask(units, now) is None:
            admitted.append((now, units))

    for first, (start, _) in enumerate(admitted):
        units = 0
        for end, more in admitted[first:]:
            units += more
            assert units <= burst + (end - start) * per_minute / (60 * MICROSECONDS) + 1


@MANY
@given(calls=CALLS, per_minute=st.integers(1, 5000), burst=st.integers(40, 100))
def test_a_call_fits_when_it_was_told_and_not_a_microsecond_before(
    calls: list[tuple[int, int]], per_minute: int, burst: int
) -> None:
    tap, now = Tap(per_minute, burst), 0
    for gap, units in calls:
        now += gap
        wait = tap.ask(units, now)
        if wait is not None and wait.microseconds is not None:
            assert tap.ask(units, now + wait.microseconds - 1)
            now += wait.microseconds
            assert tap.ask(units, now) is None


@MANY
@given(calls=CALLS, tokens=st.tuples(st.integers(0, 40), st.integers(0, 80)), per_minute=st.integers(1, 5000))
def test_a_call_settled_at_once_was_charged_what_it_really_had(
    calls: list[tuple[int, int]], tokens: tuple[int, int], per_minute: int
) -> None:
    tap, now = Tap(per_minute, 10_000), 0
    for gap, units in calls:
        now += gap
        tap.ask(units, now)
    truly, (estimated, actual) = Tap(per_minute, 10_000, tap.bucket), tokens
    assert tap.ask(estimated, now) is None
    assert truly.ask(actual, now) is None

    settled = corrected(
        tap.bucket, estimated=estimated, actual=actual, per_minute=per_minute, admitted_at=now, now=now
    )

    assert max(settled.empty_at, now) == max(truly.bucket.empty_at, now)


def test_costs_are_rounded_up_so_that_no_rate_is_exceeded() -> None:
    assert cost_of(1, per_minute=7) == 8_571_429
    assert cost_of(0, per_minute=7) == 0


def test_a_hold_whose_lease_has_ended_gets_nothing_back() -> None:
    full = Bucket(empty_at=60 * MICROSECONDS, busy_since=0)

    assert corrected(full, estimated=60, actual=0, per_minute=60, admitted_at=None, now=0) == full
