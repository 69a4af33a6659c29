"""Every model call ends in one ledger row, however it ends."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import cast

import pytest
from strands.types.content import Messages
from strands.types.streaming import StreamEvent

from builders.platform import LOCAL
from builders.scripted_model import Failure, Reply, Script, Stall, Text
from cloudwright.gateway.errors import ModelUnknown
from cloudwright.gateway.factory import ModelFactory
from cloudwright.gateway.pricing import TokenPrice, cost_nano_usd
from cloudwright.gateway.schemas import Call, Caller, CallStatus, Usage

CALLER = Caller(LOCAL, conversation_id="th_1", run_id="run_1")
ASKED: Messages = [{"role": "user", "content": [{"text": "Hello, how are you?"}]}]


class Book:
    """Keeps settled calls."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    async def __call__(self, call: Call) -> None:
        await asyncio.sleep(0)
        self.calls.append(call)


def streamed(
    book: Book, reply: Reply, signal: threading.Event | None = None
) -> AsyncGenerator[StreamEvent, None]:
    model = ModelFactory([Script(reply)], book).build(caller=CALLER)
    return cast("AsyncGenerator[StreamEvent, None]", model.stream(ASKED, cancel_signal=signal))


async def test_a_completed_call_is_settled_with_the_reported_usage() -> None:
    book = Book()
    async for _ in streamed(book, [Text(["one ", "two"])]):
        pass

    (call,) = book.calls
    assert (call.status, call.caller, call.model_id) == (CallStatus.COMPLETED, CALLER, "scripted")
    assert call.usage == Usage(input_tokens=10, output_tokens=2)


async def test_a_failed_call_is_settled_with_an_estimate() -> None:
    book = Book()
    with pytest.raises(ConnectionError):
        async for _ in streamed(book, [Text(["12345678"]), Failure(ConnectionError("gone"))]):
            pass

    (call,) = book.calls
    assert call.status is CallStatus.FAILED
    assert call.usage.estimated
    assert call.usage.output_tokens == 2
    assert call.usage.input_tokens > 0


async def test_a_stalled_provider_is_cut_by_the_signal_and_settled_as_cancelled() -> None:
    book, signal, stall = Book(), threading.Event(), Stall()

    async def listen() -> None:
        async for _ in streamed(book, [Text(["well"]), stall], signal):
            pass

    listening = asyncio.create_task(listen())
    await stall.reached.wait()
    signal.set()
    async with asyncio.timeout(5):
        await listening

    assert [call.status for call in book.calls] == [CallStatus.CANCELLED]
    assert listening.cancelling() == 0


async def test_a_task_that_is_cancelled_stays_cancelled_and_is_settled() -> None:
    book, stall = Book(), Stall()

    async def listen() -> None:
        async for _ in streamed(book, [stall], threading.Event()):
            pass

    listening = asyncio.create_task(listen())
    await stall.reached.wait()
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening

    assert [call.status for call in book.calls] == [CallStatus.CANCELLED]


async def test_a_reader_that_leaves_early_is_settled_as_cancelled() -> None:
    book = Book()
    async with aclosing(streamed(book, [Text(["one", "two", "three"]), Stall()])) as events:
        async for _ in events:
            break

    assert [call.status for call in book.calls] == [CallStatus.CANCELLED]


def test_an_unknown_model_is_refused_by_name() -> None:
    with pytest.raises(ModelUnknown) as refused:
        ModelFactory([Script()], Book()).build("gpt-9", caller=CALLER)

    assert refused.value.details == {"allowed": ["scripted"]}


def test_costs_are_rounded_up_and_unknown_without_a_price() -> None:
    prices = {"m": [TokenPrice(input_nano_usd=1, output_nano_usd=3_000_000)]}

    assert cost_nano_usd("m", Usage(1, 1), prices) == 4
    assert cost_nano_usd("other", Usage(1, 1), prices) is None
    assert cost_nano_usd("built-in-designer", Usage(1_000, 1_000)) == 0
