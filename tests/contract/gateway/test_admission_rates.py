"""How every `Gate` counts by the minute."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from builders.admission import Setting, a_budget, a_rate, in_memory, in_redis
from cloudwright.gateway.admission.schemas import Counted, Held, Level, Rate, Scope
from cloudwright.gateway.wire.refusal import Reason

TOKENS = Counted.TOKENS


@pytest.fixture(params=[in_memory, in_redis], ids=["memory", "redis"])
async def at(request: pytest.FixtureRequest) -> AsyncIterator[Setting]:
    async with request.param() as setting:
        yield setting


async def test_a_refused_call_is_told_exactly_when_there_is_room(at: Setting) -> None:
    rate = a_rate(60, burst=3)
    for _ in range(3):
        await at.hold(rate)
    await at.wait(0.25)

    refused = await at.refusal(rate)

    assert (refused.reason, refused.code, refused.retry_after_seconds) == (
        Reason.RATE,
        "REQUEST_RATE_LIMITED",
        0.75,
    )
    await at.wait(0.749)
    assert (await at.refusal(rate)).retry_after_seconds == pytest.approx(0.001)
    await at.wait(0.001)
    assert await at.hold(rate)


async def test_no_minute_sees_more_than_a_burst_and_a_minute_of_the_rate(at: Setting) -> None:
    rate = a_rate(60, burst=10)
    admitted: list[int] = []
    for second in range(0, 90, 5):
        asked = [await at.admit(rate) for _ in range(12)]
        admitted += [second] * sum(isinstance(each, Held) for each in asked)
        await at.wait(5)

    windows = [sum(start <= second < start + 60 for second in admitted) for start in range(31)]
    assert max(windows) <= 70
    assert len(admitted) == 10 + 17 * 5


async def test_two_hundred_at_once_get_no_more_than_the_burst(at: Setting) -> None:
    rate = a_rate(60, burst=10)

    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(at.admit(rate)) for _ in range(200)]

    assert sum(isinstance(task.result(), Held) for task in asked) == 10


async def test_a_call_waits_for_the_slowest_of_its_rates(at: Setting) -> None:
    fast = a_rate(60)
    slow = Rate(Scope(Level.USER, "user_1"), Counted.REQUESTS, 6, 1)
    await at.hold(fast, slow)

    refused = await at.refusal(fast, slow)

    assert (refused.which, refused.retry_after_seconds) == (slow, 10.0)


async def test_tokens_are_charged_by_estimate_and_corrected_when_the_call_ends(at: Setting) -> None:
    rate = a_rate(60, burst=100, kind=TOKENS)
    hold = await at.hold(rate, tokens=90)
    assert (await at.refusal(rate, tokens=20)).left == 10

    await at.gate.settle(hold, actual_nano_usd=0, actual_tokens=30)

    refused = await at.refusal(rate, tokens=80)
    assert (refused.left, refused.retry_after_seconds) == (70, 10.0)
    assert await at.hold(rate, tokens=70)


async def test_more_tokens_than_estimated_make_the_next_call_wait(at: Setting) -> None:
    rate = a_rate(60, burst=100, kind=TOKENS)
    hold = await at.hold(rate, tokens=10)

    await at.gate.settle(hold, actual_nano_usd=0, actual_tokens=130)

    refused = await at.refusal(rate, tokens=10)
    assert (refused.left, refused.retry_after_seconds) == (0, 40.0)


async def test_what_has_drained_by_itself_is_not_given_back(at: Setting) -> None:
    rate = a_rate(60, burst=100, kind=TOKENS)
    early = await at.hold(rate, tokens=30, lease=600)
    await at.wait(60)
    await at.hold(rate, tokens=100)

    await at.gate.settle(early, actual_nano_usd=0, actual_tokens=0)

    assert (await at.refusal(rate, tokens=10)).retry_after_seconds == 10.0


async def test_a_released_call_gives_its_tokens_back_and_stays_a_request(at: Setting) -> None:
    tokens, requests = a_rate(60, burst=100, kind=TOKENS), a_rate(60, burst=1)
    await at.gate.release(await at.hold(tokens, requests, tokens=100))

    assert (await at.refusal(tokens, requests, tokens=100)).which == requests
    assert await at.hold(tokens, tokens=100)


async def test_a_call_larger_than_the_burst_never_fits(at: Setting) -> None:
    refused = await at.refusal(a_rate(60, burst=100, kind=TOKENS), tokens=101)

    assert (refused.code, refused.retry_after_seconds, refused.left) == ("TOKENS_OVER_BURST", None, 100)


async def test_a_call_that_is_refused_elsewhere_charges_no_rate(at: Setting) -> None:
    rate, spent = a_rate(60, burst=1), a_budget(0)
    for _ in range(3):
        assert (await at.refusal(rate, spent, amount=1)).which == spent

    assert await at.hold(rate)


async def test_a_faster_rate_counts_from_the_next_call(at: Setting) -> None:
    await at.hold(a_rate(6))

    assert (await at.refusal(a_rate(6))).retry_after_seconds == 10.0
    assert await at.hold(a_rate(60, burst=20))


@pytest.mark.parametrize("step", [-3600, 3600, -86_400 * 40, 86_400 * 40])
async def test_rates_and_leases_go_on_when_the_clock_is_set(at: Setting, step: int) -> None:
    rate, tight = a_rate(60), a_budget(100)
    hold = await at.hold(rate, tight, amount=100, lease=30)
    await at.set_clock(step)

    assert (await at.refusal(rate)).retry_after_seconds == pytest.approx(1.0)
    await at.wait(1)
    assert await at.hold(rate)
    assert await at.gate.expired() == []
    await at.wait(28.5)
    assert await at.gate.expired() == []
    await at.wait(1)
    assert [lost.id for lost in await at.gate.expired()] == [hold.id]
    await at.set_clock(-step)
    await at.wait(1)
    assert await at.hold(rate)
    assert (await at.refusal(rate)).retry_after_seconds == pytest.approx(1.0)
