"""The journal on a local disk: what was appended is there after every kind of death."""

import asyncio
import errno
import os
import shutil
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders.calls import AT, a_start, an_entry, bodies
from builders.journals import SMALL
from cloudwright.adapters.journal.limits import Limits
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.journal.recovery import verify
from cloudwright.adapters.journal.segments import numbers, path_of
from cloudwright.database.errors import DataDirectoryInUse
from cloudwright.gateway.journal.pressure import Pressure
from cloudwright.gateway.journal.records import Audit
from cloudwright.gateway.wire.refusal import Refusal


def opened(directory: Path, limits: Limits = SMALL) -> AbstractAsyncContextManager[LocalJournal]:
    return LocalJournal.opened(directory, limits=limits)


async def begun(journal: LocalJournal, most: int) -> tuple[int, set[str]]:
    """Begin calls until one is refused; return how many began, and the codes of all refusals."""
    number, codes = 0, set()
    for _ in range(most):
        try:
            await journal.started(a_start(number))
            number += 1
        except Refusal as refused:
            codes.add(refused.code)
    return number, codes


def full_disk(*place: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(place))


def failing_disk(*place: int) -> None:
    raise OSError(errno.EIO, "Input/output error", str(place))


def as_after_a_kill(directory: Path, copy: Path, *, torn: bytes = b"") -> Path:
    """Return a copy of the folder as another process would find it, with the last segment torn."""
    shutil.copytree(directory, copy)
    last = path_of(copy, numbers(copy)[-1])
    data = last.read_bytes()
    end = len(data.rstrip(b"\0"))
    last.write_bytes(data[:end] + torn + bytes(max(0, len(data) - end - len(torn))))
    return copy


def open_calls(journal: LocalJournal) -> list[str]:
    return sorted(call.id for call in journal.left_open())


@pytest.mark.parametrize("torn", [b"", b"0f3a", b"f" * 64 + b' f{"id":"call_9', b"\xff" * 300])
async def test_a_killed_process_leaves_its_open_calls_and_nothing_torn(tmp_path: Path, torn: bytes) -> None:
    async with opened(tmp_path / "first") as journal:
        for number in range(5):
            await journal.started(a_start(number))
        for number in range(3):
            await journal.finished(an_entry(number))
        copy = as_after_a_kill(tmp_path / "first", tmp_path / "copy", torn=torn)

    async with opened(copy) as journal:
        assert open_calls(journal) == ["call_3", "call_4"]
        assert journal.torn_bytes == len(torn)
        await journal.finished(an_entry(3))
        await journal.durable()

    async with opened(copy) as journal:
        assert open_calls(journal) == ["call_4"]
    assert verify(copy).damaged == ()
    assert verify(copy).records == 9


async def test_what_was_torn_is_kept_beside_it_for_people(tmp_path: Path) -> None:
    async with opened(tmp_path / "first") as journal:
        await journal.finished(an_entry())
        copy = as_after_a_kill(tmp_path / "first", tmp_path / "copy", torn=b"half a rec")

    async with opened(copy):
        pass

    assert [path.read_bytes() for path in copy.glob("*.torn")] == [b"half a rec"]


async def test_damage_in_the_middle_is_found_and_costs_only_its_records(tmp_path: Path) -> None:
    async with opened(tmp_path) as journal:
        for number in range(4):
            await journal.started(a_start(number))
    path = path_of(tmp_path, 1)
    data = bytearray(path.read_bytes())
    data[data.index(b'"call_1"') + 3] ^= 1
    path.write_bytes(data)

    found = verify(tmp_path)
    async with opened(tmp_path) as journal:
        assert open_calls(journal) == ["call_0", "call_2", "call_3"]
        assert journal.damaged == 1

    assert [segment for segment, _ in found.damaged] == [1]


async def test_a_missing_segment_breaks_the_chain_and_hides_nothing_else(tmp_path: Path) -> None:
    for number in range(3):
        async with opened(tmp_path) as journal:
            await journal.finished(an_entry(number))
    assert verify(tmp_path).damaged == ()

    path_of(tmp_path, 2).unlink()

    assert verify(tmp_path).damaged == ((3, 0),)
    assert verify(tmp_path).records == 2


async def test_two_processes_do_not_write_the_same_journal(tmp_path: Path) -> None:
    async with opened(tmp_path):
        with pytest.raises(DataDirectoryInUse):
            async with opened(tmp_path):
                pass


async def test_a_full_journal_refuses_new_calls_and_takes_the_end_of_every_open_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as journal:
        open_ones, codes = await begun(journal, 400)
        for number in range(open_ones):
            await journal.finished(an_entry(number))
        await journal.durable()

    assert codes == {"journal_full"}
    assert 0 < open_ones < 400
    async with opened(tmp_path, replace(SMALL, limit_bytes=1 << 20)) as journal:
        assert open_calls(journal) == []
    assert verify(tmp_path).records == 2 * open_ones


async def test_a_full_disk_refuses_and_loses_nothing_that_it_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "posix_fallocate", full_disk)
            open_ones, codes = await begun(journal, 400)
            for number in range(open_ones):
                await journal.finished(an_entry(number))
            await journal.durable()
        assert codes == {"journal_full"}
        assert open_ones > 5
        await journal.started(a_start(999))

    async with opened(tmp_path) as journal:
        assert open_calls(journal) == ["call_999"]
    assert verify(tmp_path).records == 2 * open_ones + 1


async def test_a_disk_that_fails_to_flush_is_believed_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fdatasync", failing_disk)
            await journal.started(a_start(1))
            with pytest.raises(Refusal, match="disk for records fails"):
                await journal.durable()
        with pytest.raises(Refusal):
            await journal.started(a_start(2))
        assert journal.pressure is Pressure.FULL


async def test_rising_pressure_drops_what_was_said_then_refuses_who_requires_the_journal(
    tmp_path: Path,
) -> None:
    limits = replace(SMALL, limit_bytes=128 << 10, finished_bytes=0)
    seen = []
    async with opened(tmp_path, limits) as journal:
        for number in range(1_000):
            if journal.pressure not in seen:
                seen.append(journal.pressure)
                assert await journal.said(bodies(number)) is (journal.pressure is Pressure.EASY)
            if journal.pressure is Pressure.SCARCE:
                break
            await journal.finished(an_entry(number))
        with pytest.raises(Refusal) as refused:
            await journal.started(a_start(1, audit=Audit.REQUIRED))
        await journal.started(a_start(2))

        assert seen == [Pressure.EASY, Pressure.HIGH, Pressure.SCARCE]
        assert refused.value.code == "journal_nearly_full"
        assert journal.dropped_bodies == 2


async def test_a_strict_organisation_waits_for_the_disk_and_others_do_not(tmp_path: Path) -> None:
    async with opened(tmp_path, replace(SMALL, pause_seconds=0.05)) as journal:
        await journal.started(a_start(1))
        before = journal.durable_mark
        await journal.started(a_start(2, audit=Audit.STRICT))

        assert journal.durable_mark.byte > before.byte
        await asyncio.wait_for(journal.durable(), 1)


async def test_calls_that_take_too_long_are_named(tmp_path: Path) -> None:
    async with opened(tmp_path) as journal:
        await journal.started(a_start(1))
        await journal.started(a_start(2, started_at=AT + timedelta(hours=1)))

        assert [call.id for call in journal.overdue(AT + timedelta(minutes=1))] == ["call_1"]
