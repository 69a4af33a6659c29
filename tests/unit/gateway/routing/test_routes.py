"""Targets are drawn by weight, and what follows a failure is decided without asking a clock."""

import random
from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudwright.gateway.routing.checks import Act, Check, Pace, act, acted, answered, next_moment
from cloudwright.gateway.routing.planning import plan
from cloudwright.gateway.routing.retries import Patience, Step, Tries, after
from cloudwright.gateway.routing.routes import Place, Route, TargetRef, Timeouts, mistakes, straight
from cloudwright.gateway.wire.ask import Ask, Wire

ONE, TWO, THREE, FOUR = (TargetRef(provider, "m") for provider in ("a", "b", "c", "d"))
ASK = Ask(
    wire=Wire.CHAT, model="fast", stream=False, usage_wanted=False, max_tokens=None, texts=(), images=0,
    tools=(), end_user="", body_bytes=0,
)  # fmt: skip


@dataclass(frozen=True)
class Resting:
    targets: frozenset[TargetRef] = frozenset()

    def may_be_asked(self, target: TargetRef) -> bool:
        return target not in self.targets


@dataclass(frozen=True)
class Fault:
    retryable: bool = True
    elsewhere: bool = True
    retry_after_seconds: float | None = None


ALL_WELL = Resting()
ROUTE = Route("fast", (Place(ONE, 70), Place(TWO, 30), Place(THREE, 0)), fallbacks=(Place(FOUR),))


def test_the_first_target_is_drawn_by_weight_and_the_fallback_comes_last() -> None:
    draw = random.Random(7).random  # noqa: S311  # repeatable, not secret
    plans = [plan(ROUTE, ASK, ALL_WELL, draw=draw) for _ in range(4_000)]
    firsts = Counter(planned[0] for planned in plans)
    assert set(firsts) == {ONE, TWO}
    assert firsts[ONE] / len(plans) == pytest.approx(0.7, abs=0.03)
    assert {planned[-1] for planned in plans} == {FOUR}


@pytest.mark.parametrize(("drawn", "first"), [(0.0, ONE), (0.699, ONE), (0.7, TWO), (0.9999999, TWO)])
def test_the_draw_alone_decides(drawn: float, first: TargetRef) -> None:
    assert plan(ROUTE, ASK, ALL_WELL, draw=lambda: drawn)[0] == first


def test_a_resting_target_is_left_out_and_nothing_is_left_when_all_rest() -> None:
    assert plan(ROUTE, ASK, Resting(frozenset({ONE})), draw=lambda: 0.0) == (TWO, FOUR)
    assert plan(ROUTE, ASK, Resting(frozenset({ONE, TWO, FOUR})), draw=lambda: 0.0) == ()


def test_targets_that_cannot_serve_the_ask_are_left_out() -> None:
    route = Route(
        "mixed",
        (Place(ONE, images=False), Place(TWO, region="eu"), Place(THREE, wires=frozenset({Wire.EMBEDDINGS}))),
    )

    def planned(ask: Ask, regions: frozenset[str] | None = None) -> set[TargetRef]:
        return set(plan(route, ask, ALL_WELL, draw=lambda: 0.0, regions=regions))

    assert planned(ASK) == {ONE, TWO}
    assert planned(replace(ASK, images=1)) == {TWO}
    assert planned(ASK, frozenset({"eu"})) == {TWO}
    assert planned(replace(ASK, wire=Wire.EMBEDDINGS)) == {THREE}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.floats(0, 1, exclude_max=True))
def test_every_target_with_a_weight_is_planned_once(weights: list[int], drawn: float) -> None:
    places = tuple(Place(TargetRef("p", str(number)), weight) for number, weight in enumerate(weights))
    planned = plan(Route("r", places), ASK, ALL_WELL, draw=lambda: drawn)
    assert sorted(planned) == sorted(place.target for place in places if place.weight)


def test_a_model_without_a_route_has_itself_as_its_target() -> None:
    assert plan(straight("m", ONE), replace(ASK, wire=Wire.EMBEDDINGS), ALL_WELL, draw=lambda: 0.0) == (ONE,)


def test_mistakes_of_a_route_are_said_in_sentences() -> None:
    assert not mistakes(ROUTE)
    bad = Route(" ", (Place(ONE, 0), Place(ONE, -1)), timeouts=Timeouts(connect_seconds=0), attempts=0)
    assert len(mistakes(bad)) == 6
    assert mistakes(Route("x", ())) == ["Name at least one target."]


FIRST = Tries(calls=1, targets_left=0, elapsed_seconds=1.0)


def step(fault: Fault, tries: Tries) -> tuple[Step, float]:
    decision = after(fault, tries, patience=Patience(), draw=lambda: 0.5)
    return decision.step, decision.wait_seconds


@pytest.mark.parametrize(
    ("fault", "tries", "expected"),
    [
        (Fault(), replace(FIRST, targets_left=1), (Step.NEXT, 0.0)),
        (Fault(retryable=False), replace(FIRST, targets_left=1), (Step.NEXT, 0.0)),
        (Fault(retryable=False), FIRST, (Step.GIVE_UP, 0.0)),
        (Fault(), FIRST, (Step.SAME, 0.1875)),
        (Fault(), replace(FIRST, calls=2), (Step.SAME, 0.375)),
        (Fault(), replace(FIRST, calls=3), (Step.GIVE_UP, 0.0)),
        (Fault(retry_after_seconds=3), FIRST, (Step.SAME, 3.0)),
        (Fault(retry_after_seconds=3), replace(FIRST, waited_seconds=8), (Step.GIVE_UP, 0.0)),
        (Fault(retry_after_seconds=60), FIRST, (Step.GIVE_UP, 0.0)),
        (Fault(retry_after_seconds=60), replace(FIRST, targets_left=1), (Step.NEXT, 0.0)),
        (Fault(), replace(FIRST, elapsed_seconds=600), (Step.GIVE_UP, 0.0)),
        (Fault(), replace(FIRST, targets_left=1, elapsed_seconds=600), (Step.GIVE_UP, 0.0)),
        (Fault(), replace(FIRST, targets_left=1, begun=True), (Step.GIVE_UP, 0.0)),
        (Fault(elsewhere=False), replace(FIRST, targets_left=1), (Step.GIVE_UP, 0.0)),
    ],
)  # fmt: skip
def test_a_failure_is_followed_by_what_can_help(
    fault: Fault, tries: Tries, expected: tuple[Step, float]
) -> None:
    assert step(fault, tries) == expected


PACE = Pace(well_seconds=30, unwell_seconds=5, hedge_after_seconds=1, give_up_after_seconds=4)


def test_a_slow_check_is_asked_twice_and_the_first_answer_counts() -> None:
    check = Check(ONE, due_at=100)
    assert (act(check, 99, PACE), act(check, 100, PACE)) == (None, Act.ASK)
    check = acted(check, Act.ASK, now=100, pace=PACE, draw=lambda: 0.5)
    assert next_moment([check], PACE) == 101
    assert (act(check, 100.5, PACE), act(check, 101, PACE)) == (None, Act.HEDGE)
    check = acted(check, Act.HEDGE, now=101, pace=PACE, draw=lambda: 0.5)
    assert act(check, 102, PACE) is None
    first = answered(check, now=102, well=True, pace=PACE, draw=lambda: 0.5)
    assert (first.well, first.due_at) == (True, 132)
    assert answered(first, now=103, well=False, pace=PACE, draw=lambda: 0.5) == first


def test_a_check_that_nobody_answers_says_that_the_target_is_not_well() -> None:
    check = acted(Check(ONE, due_at=0), Act.ASK, now=0, pace=PACE, draw=lambda: 0.5)
    assert act(check, 4, PACE) is Act.GIVE_UP
    check = acted(check, Act.GIVE_UP, now=4, pace=PACE, draw=lambda: 0.5)
    assert (check.well, check.due_at) == (False, 9)
