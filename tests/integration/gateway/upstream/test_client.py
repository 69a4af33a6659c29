"""The pooled client against a provider that misbehaves."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from builders.providers_at_fault import Answer, Faulty, Talk, a_faulty_provider
from builders.upstreams import a_target
from cloudwright.adapters.http.client import PooledSender
from cloudwright.gateway.upstream.addresses import permitted
from cloudwright.gateway.upstream.failures import Failed, FailureKind
from cloudwright.gateway.upstream.ports import Incoming, Timeouts
from cloudwright.gateway.upstream.provider_errors import failure
from cloudwright.gateway.upstream.target import Outgoing

DEADLINE_SECONDS = 5
QUICK = Timeouts(connect_seconds=1, first_byte_seconds=0.1, idle_seconds=0.1, whole_seconds=1)
PATIENT = Timeouts()
LOCAL = permitted(["127.0.0.1"])
HTML = b"<html><title>502 Bad Gateway</title></html>"


@asynccontextmanager
async def _asked(
    answer: Answer, timeouts: Timeouts = PATIENT
) -> AsyncIterator[tuple[Faulty, Callable[[], Awaitable[Incoming]]]]:
    """A provider, and how to ask it."""
    sender = PooledSender(LOCAL)
    async with asyncio.timeout(DEADLINE_SECONDS), a_faulty_provider(answer) as provider:
        request = Outgoing("POST", provider.url + "/v1/x%3A0", {"authorization": "Bearer k"}, b"{}")
        try:
            yield provider, lambda: sender.send(request, timeouts=timeouts)
        finally:
            await sender.close()


async def _read(incoming: Incoming) -> bytes:
    return b"".join([chunk async for chunk in incoming.chunks])


async def _gather(ask: Callable[[], Awaitable[Incoming]], heard: list[bytes]) -> None:
    async for chunk in (await ask()).chunks:
        heard.append(chunk)  # noqa: PERF401 - kept if the next one fails


async def _fine(talk: Talk) -> None:
    await talk.begin()
    for piece in (b"one ", b"two"):
        await talk.chunk(piece)
    await talk.chunk(b"")


async def test_an_answer_comes_as_it_was_sent_and_its_connection_is_used_again() -> None:
    async with _asked(_fine) as (provider, ask):
        assert [await _read(await ask()) for _ in range(3)] == [b"one two"] * 3
        assert provider.connections == 1
        head = provider.talks[0].head.lower()
    assert head.startswith("post /v1/x%3a0 http/1.1")
    assert "accept-encoding: identity" in head
    assert "authorization: bearer k" in head


async def _silent(talk: Talk) -> None:
    await talk.left.wait()


async def _head_only(talk: Talk) -> None:
    await talk.begin()
    await talk.left.wait()


async def _stalls(talk: Talk) -> None:
    await talk.begin()
    await talk.chunk(b"one ")
    await talk.left.wait()


async def _drips(talk: Talk) -> None:
    await talk.begin()
    while not talk.left.is_set():
        await talk.chunk(b".")
        await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("answer", "timeouts", "said"),
    [
        (_silent, QUICK, b""),
        (_head_only, QUICK, b""),
        (_stalls, QUICK, b"one "),
        (_drips, Timeouts(idle_seconds=1, whole_seconds=0.15), b"."),
    ],
)
async def test_a_provider_that_is_too_slow_is_left(answer: Answer, timeouts: Timeouts, said: bytes) -> None:
    heard: list[bytes] = []
    async with _asked(answer, timeouts) as (provider, ask):
        with pytest.raises(Failed) as error:
            await _gather(ask, heard)
        await provider.left.wait()
    assert error.value.failure.kind is FailureKind.TIMEOUT
    assert error.value.failure.retryable
    assert b"".join(heard).startswith(said)


async def test_a_slow_reader_is_not_taken_for_a_silent_provider() -> None:
    async with _asked(_fine, QUICK) as (_, ask):
        incoming = await ask()
        await asyncio.sleep(0.15)
        heard = [await anext(incoming.chunks)]
        await asyncio.sleep(0.15)
        heard += [chunk async for chunk in incoming.chunks]
    assert b"".join(heard) == b"one two"


async def _resets(talk: Talk) -> None:
    await talk.begin()
    await talk.chunk(b"one ")
    talk.writer.transport.abort()


async def _ends_early(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\none ")
    talk.writer.close()


async def _bad_chunks(talk: Talk) -> None:
    await talk.begin()
    await talk.chunk(b"one ")
    await talk.say(b"zz\r\n")


@pytest.mark.parametrize("answer", [_resets, _ends_early, _bad_chunks])
async def test_half_an_answer_is_read_and_then_reported(answer: Answer) -> None:
    heard: list[bytes] = []
    async with _asked(answer) as (_, ask):
        with pytest.raises(Failed) as error:
            await _gather(ask, heard)
    assert error.value.failure.kind in {FailureKind.BROKEN, FailureKind.UNREADABLE}
    assert heard in ([b"one "], [])


async def _hangs_up(talk: Talk) -> None:
    talk.writer.transport.abort()


async def _garbage(talk: Talk) -> None:
    await talk.say(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")


async def _huge_header(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000 + b"\r\n\r\n")


async def _many_headers(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 5_000 + b"\r\n")


async def _compressed(talk: Talk) -> None:
    await talk.whole(gzip.compress(b"0" * 100_000), headers="content-encoding: gzip\r\n")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (_hangs_up, FailureKind.BROKEN),
        (_garbage, FailureKind.UNREADABLE),
        (_huge_header, FailureKind.UNREADABLE),
        (_many_headers, FailureKind.UNREADABLE),
        (_compressed, FailureKind.UNREADABLE),
    ],
)
async def test_what_is_no_answer_is_reported_before_anything_is_read(
    answer: Answer, kind: FailureKind
) -> None:
    async with _asked(answer) as (_, ask):
        with pytest.raises(Failed) as error:
            await ask()
    assert error.value.failure.kind is kind


async def test_nobody_listening_is_unreachable() -> None:
    async with _asked(_fine) as (provider, _):
        port = provider.port
    sender = PooledSender(LOCAL)
    with pytest.raises(Failed) as error:
        await sender.send(Outgoing("POST", f"http://127.0.0.1:{port}/", {}, b""), timeouts=PATIENT)
    await sender.close()
    assert error.value.failure.kind is FailureKind.UNREACHABLE


async def test_a_redirect_is_not_followed() -> None:
    async def away(talk: Talk) -> None:
        await talk.whole(b"", status=307, headers="location: http://169.254.169.254/\r\n")

    async with _asked(away) as (provider, ask):
        incoming = await ask()
        body = await _read(incoming)
        assert len(provider.talks) == 1
    told = failure(a_target(), incoming.status, headers=incoming.headers, body=body)
    assert told.kind is FailureKind.UNREADABLE


@pytest.mark.parametrize(
    ("status", "kind", "seconds"),
    [(429, FailureKind.RATE_LIMITED, 3), (529, FailureKind.OVERLOADED, 3), (502, FailureKind.OVERLOADED, 3)],
)
async def test_an_error_of_the_provider_is_an_answer_to_be_read(
    status: int, kind: FailureKind, seconds: float
) -> None:
    async with _asked(lambda talk: talk.whole(HTML, status=status, headers="Retry-After: 3\r\n")) as (_, ask):
        incoming = await ask()
        body = await _read(incoming)
    told = failure(a_target(), incoming.status, headers=incoming.headers, body=body)
    assert (told.kind, told.retry_after_seconds, told.quote) == (kind, seconds, "502 Bad Gateway")


@pytest.mark.parametrize("answer", [_silent, _stalls])
async def test_a_cancelled_reader_ends_the_connection_at_once(answer: Answer) -> None:
    reached = asyncio.Event()
    kept: list[Incoming] = []

    async def reports(talk: Talk) -> None:
        reached.set()
        await answer(talk)

    async with _asked(reports) as (provider, ask):

        async def read() -> None:
            kept.append(await ask())
            await _read(kept[0])

        reading = asyncio.create_task(read())
        await reached.wait()
        await asyncio.sleep(0.01)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        await provider.left.wait()


async def test_an_answer_closed_before_its_end_takes_its_connection_with_it() -> None:
    async with _asked(_stalls) as (provider, ask):
        incoming = await ask()
        assert await anext(incoming.chunks) == b"one "
        await incoming.close()
        await provider.left.wait()
        await incoming.close()
