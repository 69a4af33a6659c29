"""What every `Broadcaster` does."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from cloudwright.adapters.broadcast import MemoryBroadcaster
from cloudwright.events.ports import Broadcaster
from cloudwright.events.schemas import Envelope

THREAD = ("org_1", "th_1")


def an_envelope(seq: int, *, thread: tuple[str, str] = THREAD) -> Envelope:
    return Envelope(
        organization_id=thread[0],
        thread_id=thread[1],
        run_id="run_1",
        seq=seq,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        payload="{}",
    )


@pytest.fixture(params=[MemoryBroadcaster], ids=["memory"])
def broadcaster(request: pytest.FixtureRequest) -> Broadcaster:
    make: Callable[[], Broadcaster] = request.param
    return make()


async def test_every_follower_gets_the_events_of_its_thread_in_order(broadcaster: Broadcaster) -> None:
    with broadcaster.subscribe(THREAD) as first, broadcaster.subscribe(THREAD) as second:
        await broadcaster.publish([an_envelope(1), an_envelope(2)])

        assert [each.seq for each in await first.next(timeout_seconds=1)] == [1, 2]
        assert [each.seq for each in await second.next(timeout_seconds=1)] == [1, 2]


@pytest.mark.parametrize("foreign", [("org_1", "th_2"), ("org_2", "th_1")])
async def test_events_of_other_threads_and_organisations_do_not_arrive(
    broadcaster: Broadcaster, foreign: tuple[str, str]
) -> None:
    with broadcaster.subscribe(THREAD) as follower:
        await broadcaster.publish([an_envelope(1, thread=foreign)])

        assert await follower.next(timeout_seconds=0.01) == []


async def test_a_waiting_follower_is_woken(broadcaster: Broadcaster) -> None:
    with broadcaster.subscribe(THREAD) as follower:
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            waiting = group.create_task(follower.next(timeout_seconds=60))
            await asyncio.sleep(0)
            await broadcaster.publish([an_envelope(1)])

    assert [each.seq for each in waiting.result()] == [1]


async def test_a_slow_follower_loses_the_oldest_but_never_the_order(broadcaster: Broadcaster) -> None:
    with broadcaster.subscribe(THREAD) as follower:
        await broadcaster.publish([an_envelope(seq) for seq in range(1, 5001)])

        arrived = [each.seq for each in await follower.next(timeout_seconds=1)]

    assert arrived == sorted(arrived)
    assert arrived[-1] == 5000
