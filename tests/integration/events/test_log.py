import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from builders.events import SCOPED, STEP, Logbook, a_delta, a_logbook, a_stream
from cloudwright.events.errors import EventTooLarge, LeaseLost
from cloudwright.events.schemas import Envelope, Event
from cloudwright.tenancy.scope import SCOPE, OneTenant


async def append(book: Logbook, *events: Event, thread_id: str = "th_1") -> list[Envelope]:
    async with book.database.write(SCOPED) as db:
        return await book.log.append(db, thread_id, run_id="run_1", events=events)


async def stored(book: Logbook, thread_id: str = "th_1") -> list[Envelope]:
    async with book.database.read(SCOPED) as db:
        return await book.log.replay(db, thread_id)


class LostLease:
    async def check(self, db: AsyncSession) -> None:
        for loss in (await self.losses(db, [self])).values():
            raise loss

    @classmethod
    async def losses(cls, db: AsyncSession, fences: Sequence[Self]) -> Mapping[Self, LeaseLost]:
        del db
        return {each: LeaseLost("Another process has taken this run over.") for each in fences}


async def test_numbers_are_dense_from_one_in_each_thread(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, STEP, STEP)
        await append(book, STEP, thread_id="th_2")
        await append(book, STEP)

        assert [each.seq for each in await stored(book)] == [1, 2, 3]
        assert [each.seq for each in await stored(book, "th_2")] == [1]


async def test_concurrent_appends_never_share_or_skip_a_number(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            for _ in range(25):
                group.create_task(append(book, STEP, STEP))

        assert [each.seq for each in await stored(book)] == list(range(1, 51))


async def test_a_transaction_that_fails_leaves_neither_its_events_nor_a_gap(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, STEP)
        with pytest.raises(ZeroDivisionError):
            await _append_and_fail(book)
        await append(book, STEP)

        assert [each.seq for each in await stored(book)] == [1, 2]


async def _append_and_fail(book: Logbook) -> None:
    async with book.database.write(SCOPED) as db:
        await book.log.append(db, "th_1", run_id="run_1", events=[STEP])
        raise ZeroDivisionError


async def test_an_event_over_24_kilobytes_is_refused_and_nothing_is_stored(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        with pytest.raises(EventTooLarge):
            await append(book, STEP, {"type": "CUSTOM", "value": "x" * 24_576})

        assert await stored(book) == []


async def test_who_lost_the_lease_appends_nothing(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        with pytest.raises(LeaseLost):
            await _append_fenced(book)

        assert await stored(book) == []


async def _append_fenced(book: Logbook) -> None:
    async with book.database.write(SCOPED) as db:
        await book.log.append(db, "th_1", run_id="run_1", events=[STEP], fence=LostLease())


async def test_events_come_back_byte_for_byte(tmp_path: Path) -> None:
    event: Event = {
        "type": "CUSTOM",
        "name": "arch.usage",
        "value": {"b": 1.50, "a": "é漢🙂\u2028", "z": None},
    }
    async with a_logbook(tmp_path) as book:
        await append(book, event)

        (envelope,) = await stored(book)

    assert envelope.payload == json.dumps(event, separators=(",", ":"), ensure_ascii=False)


async def test_waiting_text_of_the_thread_is_stored_before_the_appended_event(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        book.writer.open(a_stream()).write(a_delta("said before"))
        returned = await append(book, STEP)

        events = [json.loads(each.payload) for each in await stored(book)]

    assert events == [a_delta("said before"), STEP]
    assert [each.seq for each in returned] == [2]


async def test_waiting_text_survives_the_rollback_of_an_append(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        stream = book.writer.open(a_stream())
        stream.write(a_delta("said "))
        with pytest.raises(ZeroDivisionError):
            await _append_and_fail(book)
        stream.write(a_delta("twice"))
        await stream.flush()

        assert [json.loads(each.payload) for each in await stored(book)] == [a_delta("said twice")]


async def test_another_organisation_finds_nothing_under_the_same_thread_id(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, STEP)

        async with book.database.read({SCOPE: OneTenant("org_foreign")}) as db:
            assert await book.log.replay(db, "th_1") == []
            assert await book.log.last_seq(db, "th_1") == 0


async def test_a_forgotten_thread_starts_at_one_again(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        await append(book, STEP, STEP)
        async with book.database.write(SCOPED) as db:
            await book.log.forget(db, "th_1")

        assert await stored(book) == []
        assert [each.seq for each in await append(book, STEP)] == [1]
