import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from builders.events import SCOPED, STEP, Logbook, a_delta, a_logbook, a_stream
from cloudwright.adapters.broadcast import MemoryBroadcaster
from cloudwright.events.schemas import CaughtUp, Envelope, Reset, ResetReason, TailItem


class DeafBroadcaster(MemoryBroadcaster):
    """Loses everything, as a broken message bus does."""

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        del envelopes


async def append(book: Logbook, count: int) -> None:
    async with book.database.write(SCOPED) as db:
        await book.log.append(db, "th_1", run_id="run_1", events=[STEP] * count)


def tail(book: Logbook, after: int = 0, *, organization_id: str = "org_own") -> AsyncIterator[TailItem]:
    return book.log.tail("th_1", after, organization_id=organization_id)


async def items(tail: AsyncIterator[TailItem], *, until_seq: int) -> list[TailItem]:
    """Everything up to the live or stored event with this number."""
    seen: list[TailItem] = []
    async with asyncio.timeout(10):
        async for item in tail:
            seen.append(item)
            if isinstance(item, Envelope) and item.seq == until_seq:
                break
    return seen


def numbers(seen: Sequence[TailItem]) -> list[int | str]:
    return [item.seq if isinstance(item, Envelope) else type(item).__name__ for item in seen]


async def test_a_tail_replays_then_says_so_then_follows(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, 2)
        stream = tail(book)
        replayed = [await anext(stream) for _ in range(3)]
        await append(book, 2)

        assert numbers(replayed) == [1, 2, "CaughtUp"]
        assert numbers(await items(stream, until_seq=4)) == [3, 4]


async def test_a_tail_resumes_after_the_number_it_is_given(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, 5)
        stream = tail(book, 3)

        assert numbers([await anext(stream) for _ in range(3)]) == [4, 5, "CaughtUp"]


async def test_a_replay_longer_than_a_page_is_complete(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, 1_203)

        assert numbers(await items(tail(book), until_seq=1_203)) == list(range(1, 1_204))


async def test_two_tails_see_the_same_text(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book, book.writer.running(), asyncio.timeout(10):
        readers = [asyncio.create_task(read_message(book)) for _ in range(2)]
        stream = book.writer.open(a_stream())
        for word in ("the", "quick", "brown", "fox"):
            stream.write(a_delta(f"{word} "))
            await asyncio.sleep(0)
        await stream.flush()
        stream.write({"type": "TEXT_MESSAGE_END", "messageId": "msg_1"})
        texts = [await reader for reader in readers]

    assert texts == ["the quick brown fox "] * 2


async def read_message(book: Logbook) -> str:
    text = ""
    async for item in tail(book):
        if isinstance(item, Envelope):
            event = json.loads(item.payload)
            if event["type"] == "TEXT_MESSAGE_END":
                return text
            text += event["delta"]
    return text


async def test_a_tail_without_a_broadcaster_finds_news_by_polling(tmp_path: Path) -> None:
    async with a_logbook(tmp_path, poll_seconds=0.02, broadcaster=DeafBroadcaster()) as book:
        stream = tail(book)
        assert await anext(stream) == CaughtUp(0)
        await append(book, 3)

        assert numbers(await items(stream, until_seq=3)) == [1, 2, 3]


async def test_a_tail_fills_what_its_broadcaster_dropped(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        stream = tail(book)
        assert isinstance(await anext(stream), CaughtUp)
        await append(book, 1_500)

        assert numbers(await items(stream, until_seq=1_500)) == list(range(1, 1_501))


async def test_a_position_beyond_the_log_is_answered_by_a_reset(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, 2)

        assert [item async for item in tail(book, 9)] == [Reset(ResetReason.GAP)]


async def test_a_foreign_tail_never_sees_what_is_appended(tmp_path: Path) -> None:
    async with a_logbook(tmp_path, poll_seconds=0.01) as book:
        stream = tail(book, organization_id="org_foreign")
        assert await anext(stream) == CaughtUp(0)
        waiting = asyncio.ensure_future(anext(stream))
        await append(book, 1)
        done, _ = await asyncio.wait({waiting}, timeout=0.1)
        waiting.cancel()
        await asyncio.wait({waiting})

    assert not done
