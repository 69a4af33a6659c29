"""What every `Gate` does."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from builders.admission import (
    LEASE,
    ORGANIZATION,
    Setting,
    a_budget,
    a_rate,
    calls_at_once,
    in_memory,
    in_redis,
)
from cloudwright.gateway.admission.schemas import MOST_NANO_USD, Counted, Held, Level, Period, Refused
from cloudwright.gateway.wire.refusal import Reason


@pytest.fixture(params=[in_memory, in_redis], ids=["memory", "redis"])
async def at(request: pytest.FixtureRequest) -> AsyncIterator[Setting]:
    async with request.param() as setting:
        yield setting


async def test_a_call_is_held_in_every_scope_or_in_none(at: Setting) -> None:
    budgets = [a_budget(100, level=level) for level in Level]
    tight = a_budget(50, level=Level.USER, period=Period.DAY)
    rate, calls = a_rate(60, burst=5), calls_at_once(1)

    refused = await at.refusal(*budgets, rate, calls, tight, amount=60)

    assert (refused.reason, refused.which, refused.left) == (Reason.BUDGET, tight, 50)
    assert [await at.used(budget) for budget in budgets] == [(0, 0)] * 4
    for _ in range(5):
        await at.gate.release(await at.hold(*budgets, rate, calls, amount=60))
    assert (await at.refusal(*budgets, rate, calls, amount=60)).which == rate
    assert [await at.used(budget) for budget in budgets] == [(0, 0)] * 4


async def test_what_is_held_leaves_less_for_others_until_it_is_settled(at: Setting) -> None:
    budget = a_budget(100)
    hold = await at.hold(budget, amount=60)

    assert hold.left_nano_usd == 40
    assert (await at.refusal(budget, amount=41)).left == 40
    assert await at.gate.settle(hold, actual_nano_usd=10, actual_tokens=0)
    assert await at.used(budget) == (10, 0)
    assert (await at.hold(budget, amount=90)).left_nano_usd == 0


async def test_a_call_is_settled_once_also_when_asked_twice_at_once(at: Setting) -> None:
    budget = a_budget(100)
    hold = await at.hold(budget, amount=60)

    async with asyncio.TaskGroup() as group:
        asked = [
            group.create_task(at.gate.settle(hold, actual_nano_usd=10, actual_tokens=0)) for _ in range(2)
        ]

    assert sorted(task.result() for task in asked) == [False, True]
    assert not await at.gate.release(hold)
    assert not await at.gate.renew(hold, lease_seconds=LEASE)
    assert await at.used(budget) == (10, 0)


async def test_a_lost_hold_comes_back_after_its_lease_and_is_told_until_it_is_settled(at: Setting) -> None:
    budget, calls = a_budget(100), calls_at_once(1)
    lost = await at.hold(budget, calls, amount=60, tokens=7, lease=30)

    await at.wait(29.9)
    assert (await at.refusal(budget, amount=41)).which == budget
    assert await at.gate.expired() == []
    await at.wait(0.2)

    (told,) = await at.gate.expired()
    assert (told.id, told.amount_nano_usd, told.tokens, told.limits, told.spans) == (
        *(lost.id, 60, 7, lost.limits),
        lost.spans,
    )
    again = await at.hold(budget, calls, amount=100)
    assert await at.gate.expired() == [told]
    assert await at.gate.release(again)
    assert await at.gate.settle(told, actual_nano_usd=5, actual_tokens=1)
    assert await at.gate.expired() == []
    assert not await at.gate.settle(lost, actual_nano_usd=5, actual_tokens=1)
    assert await at.used(budget) == (5, 0)


async def test_a_late_settle_counts_even_above_the_limit(at: Setting) -> None:
    budget = a_budget(100)
    late = await at.hold(budget, amount=60, lease=30)
    await at.wait(31)
    await at.gate.settle(await at.hold(budget, amount=100), actual_nano_usd=100, actual_tokens=0)

    assert await at.gate.settle(late, actual_nano_usd=60, actual_tokens=0)

    assert await at.used(budget) == (160, 0)
    assert (await at.refusal(budget, amount=1)).left == 0


async def test_a_renewed_hold_outlives_its_lease(at: Setting) -> None:
    budget = a_budget(100)
    hold = await at.hold(budget, amount=60, lease=30)
    for _ in range(3):
        await at.wait(20)
        assert await at.gate.expired() == []
        assert await at.gate.renew(hold, lease_seconds=30)

    assert await at.used(budget) == (0, 60)
    assert await at.gate.expired() == []
    await at.wait(31)
    assert await at.used(budget) == (0, 0)


async def test_a_hold_that_was_lost_is_held_again_when_its_call_renews_it(at: Setting) -> None:
    budget, calls = a_budget(100), calls_at_once(1)
    hold = await at.hold(budget, calls, amount=60, lease=30)
    await at.wait(31)
    assert len(await at.gate.expired()) == 1

    assert await at.gate.renew(hold, lease_seconds=30)

    assert await at.gate.expired() == []
    assert await at.used(budget) == (0, 60)
    assert (await at.refusal(calls)).which == calls
    assert await at.gate.settle(hold, actual_nano_usd=7, actual_tokens=0)
    assert await at.used(budget) == (7, 0)


async def test_as_many_calls_run_at_once_as_holds_live(at: Setting) -> None:
    calls, everybody = calls_at_once(2), calls_at_once(3, level=Level.ORGANIZATION)
    first, _ = [await at.hold(calls, everybody) for _ in range(2)]

    refused = await at.refusal(calls, everybody)
    assert (refused.which, refused.code, refused.retry_after_seconds) == (calls, "CONCURRENCY_LIMITED", None)
    await at.gate.settle(first, actual_nano_usd=0, actual_tokens=0)
    assert await at.hold(calls, everybody)
    await at.wait(LEASE + 1)
    assert len([await at.hold(calls, everybody) for _ in range(2)]) == 2


async def test_four_hundred_at_once_get_what_there_is_in_every_scope(at: Setting) -> None:
    limits = [a_budget(1000 if level is not Level.USER else 100, level=level) for level in Level]

    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(at.admit(*limits, amount=7)) for _ in range(400)]
    holds = [hold for task in asked if isinstance(hold := task.result(), Held)]

    assert len(holds) == 14
    assert [await at.used(budget) for budget in limits] == [(0, 98)] * 4
    async with asyncio.TaskGroup() as group:
        settled = [
            group.create_task(at.gate.settle(hold, actual_nano_usd=3, actual_tokens=0)) for hold in holds * 2
        ]
    assert sum(task.result() for task in settled) == 14
    assert [await at.used(budget) for budget in limits] == [(42, 0)] * 4


async def test_money_is_exact_up_to_the_largest_budget(at: Setting) -> None:
    budget = a_budget(MOST_NANO_USD)
    hold = await at.hold(budget, amount=MOST_NANO_USD - 1)

    assert hold.left_nano_usd == 1
    assert (await at.refusal(budget, amount=2)).left == 1
    assert await at.gate.settle(hold, actual_nano_usd=MOST_NANO_USD - 2, actual_tokens=0)
    assert (await at.hold(budget, amount=1)).left_nano_usd == 1
    assert await at.used(budget) == (MOST_NANO_USD - 2, 1)
    (alert,) = await at.gate.alerts(ORGANIZATION)
    assert (alert.percent, alert.spent_nano_usd, alert.limit_nano_usd) == (
        *(95, MOST_NANO_USD - 2),
        MOST_NANO_USD,
    )


async def test_a_soft_budget_lets_through_and_says_so(at: Setting) -> None:
    soft, hard = a_budget(10, hard=False), a_budget(100)

    assert (await at.hold(soft, hard, amount=10)).exceeded == ()
    assert (await at.hold(soft, hard, amount=1)).exceeded == (soft,)
    assert await at.used(soft) == await at.used(hard) == (0, 11)
    assert isinstance(await at.admit(soft, hard, amount=90), Refused)


async def test_a_budget_of_nothing_admits_what_costs_nothing(at: Setting) -> None:
    nothing = a_budget(0)

    assert (await at.refusal(nothing, amount=1)).left == 0
    assert await at.hold(nothing, amount=0)


async def test_a_limit_may_change_while_it_is_in_use(at: Setting) -> None:
    hold = await at.hold(a_budget(100), a_rate(60, burst=2), calls_at_once(1), amount=80)

    assert (await at.refusal(a_budget(70), amount=1)).left == 0
    assert (await at.refusal(calls_at_once(0))).reason is Reason.RATE
    assert await at.hold(a_budget(200), a_rate(120, burst=4), calls_at_once(2), amount=120)
    assert await at.gate.settle(hold, actual_nano_usd=80, actual_tokens=0)
    assert await at.used(a_budget(1)) == (80, 120)


@pytest.mark.parametrize("tokens", [Counted.TOKENS])
async def test_other_organisations_are_not_concerned(at: Setting, tokens: Counted) -> None:
    budget, rate = a_budget(10), a_rate(60, kind=tokens)
    await at.hold(budget, rate, amount=10, tokens=1)
    (other,) = await at.gate.standings("org_other", [at.counter(budget)])

    assert (other.spent_nano_usd, other.held_nano_usd) == (0, 0)
    assert await at.gate.alerts("org_other") == []
