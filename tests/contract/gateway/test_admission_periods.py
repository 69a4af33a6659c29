"""How every `Gate` counts by day and month, warns, and learns from the ledger."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from builders.admission import NOON, ORGANIZATION, Setting, a_budget, in_memory, in_redis
from cloudwright.gateway.admission.periods import span_of
from cloudwright.gateway.admission.schemas import Counter, Held, Level, Period
from cloudwright.gateway.admission.thresholds import WARN_AT

HOUR = 3600.0
DAY = Period.DAY


@pytest.fixture(params=[in_memory, in_redis], ids=["memory", "redis"])
async def at(request: pytest.FixtureRequest) -> AsyncIterator[Setting]:
    async with request.param() as setting:
        yield setting


async def test_a_new_day_begins_at_nothing_while_calls_of_the_old_one_are_under_way(at: Setting) -> None:
    budget = a_budget(100, period=DAY)
    yesterday = at.counter(budget)
    hold = await at.hold(budget, amount=80, lease=24 * HOUR)
    await at.wait(12 * HOUR - 1)
    assert (await at.refusal(budget, amount=21)).retry_after_seconds == 1.0
    await at.wait(1)

    assert (await at.hold(budget, amount=100)).left_nano_usd == 0
    await at.gate.settle(hold, actual_nano_usd=70, actual_tokens=0)

    assert await at.used(budget) == (0, 100)
    (old,) = await at.gate.standings(ORGANIZATION, [yesterday])
    assert (old.spent_nano_usd, old.held_nano_usd) == (70, 0)


@pytest.mark.parametrize(
    ("zone", "hours"), [("UTC", 12), ("Asia/Tokyo", 3), ("America/New_York", 17), ("Asia/Kathmandu", 6.25)]
)
async def test_a_day_ends_at_midnight_of_the_organisation(at: Setting, zone: str, hours: float) -> None:
    budget = a_budget(100, period=DAY)
    await at.hold(budget, amount=100, zone=zone, lease=24 * HOUR)
    await at.wait(hours * HOUR - 0.001)
    assert not isinstance(await at.admit(budget, amount=1, zone=zone), Held)
    await at.wait(0.001)

    assert await at.hold(budget, amount=100, zone=zone)


async def test_days_and_months_are_counted_side_by_side(at: Setting) -> None:
    day, month = a_budget(100, period=DAY), a_budget(150)
    await at.gate.settle(await at.hold(day, month, amount=100), actual_nano_usd=100, actual_tokens=0)
    await at.wait(24 * HOUR)

    refused = await at.refusal(day, month, amount=60)

    assert (refused.which, refused.left) == (month, 50)
    assert (
        refused.retry_after_seconds
        == (span_of(Period.MONTH, NOON, zone="UTC").ends_at - at.hours.wall).total_seconds()
    )


async def test_the_ledger_is_asked_once_for_what_a_counter_begins_with(at: Setting) -> None:
    budget = a_budget(100)
    at.ledger.figures[at.counter(budget).name] = 90

    assert (await at.refusal(budget, amount=11)).left == 10
    assert (await at.hold(budget, amount=10)).left_nano_usd == 0
    assert at.ledger.asked == [at.counter(budget).name]


async def test_many_first_calls_begin_a_counter_together_once(at: Setting) -> None:
    budget = a_budget(100)
    at.ledger.figures[at.counter(budget).name] = 90

    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(at.admit(budget, amount=1)) for _ in range(30)]

    assert sum(isinstance(task.result(), Held) for task in asked) == 10
    assert await at.used(budget) == (90, 10)


async def test_what_is_settled_before_the_ledger_was_asked_is_added_to_its_figure(at: Setting) -> None:
    budget = a_budget(100, period=DAY)
    tomorrow = span_of(DAY, NOON + timedelta(days=1), zone="UTC")
    hold = replace(await at.hold(budget, amount=10), id="hold_of_a_lost_store", spans=(tomorrow,))
    at.ledger.figures[Counter(budget.scope, tomorrow).name] = 50

    assert await at.gate.settle(hold, actual_nano_usd=10, actual_tokens=0)
    await at.wait(24 * HOUR)

    assert (await at.refusal(budget, amount=41)).left == 40


async def test_a_rebuilt_counter_stands_where_the_ledger_does_and_keeps_what_is_held(at: Setting) -> None:
    budget = a_budget(100)
    await at.hold(budget, amount=20)

    await at.gate.rebuild(ORGANIZATION, at.counter(budget), spent_nano_usd=70)

    assert await at.used(budget) == (70, 20)
    assert (await at.refusal(budget, amount=11)).left == 10


async def test_each_share_of_a_budget_is_told_once_in_a_period(at: Setting) -> None:
    budget, told = a_budget(100), []
    for amount in (49, 1, 29, 1, 14, 1, 5, 0):
        hold = await at.hold(budget, amount=amount)
        await at.gate.settle(hold, actual_nano_usd=amount, actual_tokens=0)
        told.append([(alert.percent, alert.spent_nano_usd) for alert in await at.gate.alerts(ORGANIZATION)])

    assert told == [[], [(50, 50)], [], [(80, 80)], [], [(95, 95)], [(100, 100)], []]
    await at.wait(31 * 24 * HOUR)
    await at.gate.settle(await at.hold(budget, amount=60), actual_nano_usd=60, actual_tokens=0)
    (alert,) = await at.gate.alerts(ORGANIZATION)
    assert (alert.scope, alert.period, alert.span_key, alert.percent) == (
        *(budget.scope, Period.MONTH, "2026-12"),
        50,
    )


async def test_an_alert_is_told_once_also_when_calls_end_and_askers_ask_at_once(at: Setting) -> None:
    budgets = [a_budget(100, level=level) for level in Level]
    holds = [await at.hold(*budgets, amount=2) for _ in range(50)]

    async with asyncio.TaskGroup() as group:
        for hold in holds:
            group.create_task(at.gate.settle(hold, actual_nano_usd=2, actual_tokens=0))
        takers = [group.create_task(at.gate.alerts(ORGANIZATION)) for _ in range(20)]
    told = [alert for taker in takers for alert in taker.result()]
    told += await at.gate.alerts(ORGANIZATION)

    assert sorted((alert.scope.level, alert.percent) for alert in told) == sorted(
        (level, percent) for level in Level for percent in WARN_AT
    )


async def test_a_limit_that_is_lowered_below_what_is_spent_is_told_with_the_next_call(at: Setting) -> None:
    await at.gate.settle(await at.hold(a_budget(100), amount=40), actual_nano_usd=40, actual_tokens=0)
    assert await at.gate.alerts(ORGANIZATION) == []

    await at.refusal(a_budget(40), amount=1)
    await at.refusal(a_budget(40), amount=1)

    assert [alert.percent for alert in await at.gate.alerts(ORGANIZATION)] == [100]


async def test_a_call_counts_where_the_clock_of_the_store_says(at: Setting) -> None:
    budget = a_budget(100, period=DAY)
    await at.hold(budget, amount=100)
    await at.set_clock(-24 * HOUR)
    before = Counter(budget.scope, span_of(DAY, at.hours.wall, zone="UTC"))

    assert await at.hold(budget, amount=100)
    (standing,) = await at.gate.standings(ORGANIZATION, [before])
    assert standing.held_nano_usd == 100
