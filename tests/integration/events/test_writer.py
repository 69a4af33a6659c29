import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from builders.events import SCOPED, STEP, Logbook, a_delta, a_logbook, a_stream
from cloudwright.events.errors import EventTooLarge, LeaseLost
from cloudwright.events.schemas import CaughtUp, Envelope
from cloudwright.kit.errors import CloudwrightError


async def stored(book: Logbook, thread_id: str = "th_1") -> list[object]:
    async with book.database.read(SCOPED) as db:
        return [json.loads(each.payload) for each in await book.log.replay(db, thread_id)]


class Fence:
    """Owned until told otherwise; `questions` counts how many each question was about."""

    questions: list[int]

    def __init__(self) -> None:
        self.lost = False
        Fence.questions = []

    async def check(self, db: AsyncSession) -> None:
        del db
        if self.lost:
            raise LeaseLost("Another process has taken this run over.")

    @classmethod
    async def losses(cls, db: AsyncSession, fences: Sequence[Self]) -> Mapping[Self, LeaseLost]:
        del db
        cls.questions.append(len(fences))
        return {each: LeaseLost("Another process has taken this run over.") for each in fences if each.lost}


async def test_the_first_delta_does_not_wait_for_the_pause(tmp_path: Path) -> None:
    async with a_logbook(tmp_path, pause_seconds=60) as book, book.writer.running():
        busy = book.writer.open(a_stream("th_busy"))
        busy.write(a_delta("other", message="msg_0"))
        await busy.flush()
        following = book.log.tail("th_1", 0, organization_id="org_own")
        assert await anext(following) == CaughtUp(0)
        async with asyncio.timeout(10):
            book.writer.open(a_stream()).write(a_delta("Hello"))
            arrived = await anext(following)

    assert isinstance(arrived, Envelope)
    assert json.loads(arrived.payload) == a_delta("Hello")


async def test_deltas_written_within_a_pause_share_one_transaction_and_one_event(tmp_path: Path) -> None:
    commits: list[object] = []
    async with a_logbook(tmp_path) as book:
        event.listen(book.database.engine.sync_engine, "commit", commits.append)
        streams = [book.writer.open(a_stream(f"th_{number}")) for number in range(20)]
        for letter in "streaming":
            for stream in streams:
                stream.write(a_delta(letter))
        await book.writer.flush()

        assert len(commits) == 1
        assert await stored(book, "th_7") == [a_delta("streaming")]


async def test_events_between_deltas_keep_their_order(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        stream = book.writer.open(a_stream())
        for written in (a_delta("a"), a_delta("b"), STEP, a_delta("c"), a_delta("d", message="msg_2")):
            stream.write(written)
        await stream.flush()

        assert await stored(book) == [
            a_delta("ab"),
            STEP,
            a_delta("c"),
            a_delta("d", message="msg_2"),
        ]


async def test_text_that_waits_at_the_end_is_committed_on_shutdown(tmp_path: Path) -> None:
    async with a_logbook(tmp_path, pause_seconds=60) as book:
        async with book.writer.running():
            stream = book.writer.open(a_stream())
            for letter in "bye":
                stream.write(a_delta(letter))

        assert await stored(book) == [a_delta("bye")]


async def test_a_long_delta_is_cut_and_a_long_event_is_refused(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        stream = book.writer.open(a_stream())
        stream.write(a_delta("x" * 60_000))
        with pytest.raises(EventTooLarge):
            stream.write({"type": "CUSTOM", "value": "x" * 60_000})
        await stream.flush()

        async with book.database.read(SCOPED) as db:
            envelopes = await book.log.replay(db, "th_1")

    assert "".join(json.loads(each.payload)["delta"] for each in envelopes) == "x" * 60_000
    assert max(len(each.frame().encode()) for each in envelopes) <= 24_576


async def test_a_run_that_lost_its_lease_is_stopped_while_others_go_on(tmp_path: Path) -> None:
    fence = Fence()
    async with a_logbook(tmp_path) as book:
        robbed = book.writer.open(a_stream("th_1"), fence=fence)
        other = book.writer.open(a_stream("th_2", run_id="run_2"), fence=Fence())
        robbed.write(a_delta("mine"))
        await robbed.flush()
        fence.lost = True
        robbed.write(a_delta(" and yours"))
        other.write(a_delta("fine"))
        await other.flush()

        with pytest.raises(LeaseLost):
            robbed.write(a_delta("!"))
        assert await stored(book, "th_1") == [a_delta("mine")]
        assert await stored(book, "th_2") == [a_delta("fine")]


async def test_the_leases_of_all_runs_in_a_group_are_checked_at_once(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        runs = [
            book.writer.open(a_stream(f"th_{each}", run_id=f"run_{each}"), fence=Fence()) for each in "abc"
        ]
        for run in runs[:2]:
            run.write(a_delta("word "))
        await book.writer.flush()

    assert Fence.questions == [2]


@pytest.mark.sqlite
async def test_a_full_disk_stops_the_run_and_keeps_the_text_until_there_is_room(tmp_path: Path) -> None:
    async with a_logbook(tmp_path) as book:
        stream = book.writer.open(a_stream())
        await _limit_pages(book, extra=0)
        for number in range(40):
            stream.write(a_delta("x" * 8_000, message=f"msg_{number}"))
        with pytest.raises(CloudwrightError) as failure:
            await stream.flush()
        await _limit_pages(book, extra=10_000)
        await stream.flush()

        assert failure.value.code == "STORAGE_FULL"
        assert len(await stored(book)) == 40


async def _limit_pages(book: Logbook, *, extra: int) -> None:
    """Let the database file grow by `extra` pages at most, on every pooled connection."""
    sync_engine = book.database.engine.sync_engine
    async with book.database.engine.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()

    def limit(dbapi_connection: object, record: object, proxy: object) -> None:
        del record, proxy
        cursor = dbapi_connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
        cursor.execute(f"PRAGMA max_page_count = {pages + extra}")
        cursor.close()

    event.listen(sync_engine, "checkout", limit)
