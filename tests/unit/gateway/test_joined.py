import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import pytest
from strands.types.streaming import StreamEvent

from cloudwright.gateway.joined import joined

DEADLINE_SECONDS = 10
START: StreamEvent = {"contentBlockStart": {"start": {}}}
STOP: StreamEvent = {"contentBlockStop": {}}


def a_delta(text: str) -> StreamEvent:
    return {"contentBlockDelta": {"delta": {"text": text}}}


async def said(*events: StreamEvent) -> AsyncGenerator[StreamEvent, None]:
    for event in events:
        yield event


async def heard(events: AsyncIterator[StreamEvent]) -> list[StreamEvent]:
    async with asyncio.timeout(DEADLINE_SECONDS):
        return [event async for event in events]


async def test_text_that_is_there_already_comes_as_one_event() -> None:
    assert await heard(joined(said(START, a_delta("Hello"), a_delta(", you"), STOP))) == [
        START,
        a_delta("Hello, you"),
        STOP,
    ]


async def test_text_of_two_blocks_stays_apart() -> None:
    events = [a_delta("before"), STOP, START, a_delta("after")]

    assert await heard(joined(said(*events))) == events


async def test_text_does_not_wait_for_a_model_that_falls_silent() -> None:
    async def stalling() -> AsyncGenerator[StreamEvent, None]:
        yield a_delta("Well")
        yield a_delta(" ...")
        await asyncio.Event().wait()

    async with asyncio.timeout(DEADLINE_SECONDS), aclosing(joined(stalling())) as events:
        assert await anext(events) == a_delta("Well ...")


async def test_an_error_comes_after_the_text_before_it() -> None:
    async def failing() -> AsyncGenerator[StreamEvent, None]:
        yield a_delta("Well")
        raise ConnectionError

    events = joined(failing())
    assert await anext(events) == a_delta("Well")
    with pytest.raises(ConnectionError):
        await anext(events)


async def test_the_model_is_closed_when_the_agent_leaves() -> None:
    closed = asyncio.Event()

    async def stalling() -> AsyncGenerator[StreamEvent, None]:
        try:
            yield a_delta("Well")
            await asyncio.Event().wait()
        finally:
            closed.set()

    events = joined(stalling())
    await anext(events)
    async with asyncio.timeout(DEADLINE_SECONDS):
        await events.aclose()
    assert closed.is_set()
