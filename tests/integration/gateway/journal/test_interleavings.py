"""Whatever the order of appends, deaths, power cuts and shipping: every acknowledged call counts once."""

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.calls import AT, a_start, an_entry, bodies
from builders.journals import a_shipper
from builders.killing import Killed, dying_at
from builders.stores import MINE, a_store
from cloudwright.adapters.journal.backlog import LocalBacklog
from cloudwright.adapters.journal.limits import Limits
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.journal.segments import numbers, path_of
from cloudwright.database.engine import Database
from cloudwright.gateway.journal.ports import Batch
from cloudwright.gateway.journal.reconciling import Reconciler
from cloudwright.gateway.journal.shipping import Shipper
from cloudwright.gateway.schemas import CallStatus, Search
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension

DAY = date(2026, 1, 15)
TINY = Limits(limit_bytes=1 << 20, segment_bytes=4 << 10, pause_seconds=0.0, finished_bytes=0)


class Step(StrEnum):
    START = "start"
    FINISH = "finish"
    SAY = "say"
    ACKNOWLEDGE = "acknowledge"
    RECONCILE = "reconcile"
    SHIP = "ship"
    KILL = "kill"
    CUT_POWER = "cut power"


STEPS = st.lists(st.tuples(st.sampled_from(Step), st.integers(0, 400)), max_size=60)


class Forgetful(LocalBacklog):
    """Dies after records were posted, before that is written down."""

    async def done(self, batch: Batch) -> None:
        raise Killed(batch.until)


CALLS = [(Step.START, 0)] * 16 + [(Step.FINISH, 3)] * 12


@dataclass
class World:
    """One journal, whose folder is copied at every death: what a dead process did later is in no copy."""

    database: Database
    folder: Path
    stack: AsyncExitStack
    journal: LocalJournal
    lives: int = 0
    open: list[int] = field(default_factory=list)
    begun: set[str] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    accountable: set[str] = field(default_factory=set)
    numbers: int = 0

    def shipper(self, backlog: LocalBacklog | None = None) -> Shipper:
        return a_shipper(self.journal, self.database, self.folder / "store", batch=5, backlog=backlog)

    def acknowledge(self) -> None:
        self.acknowledged |= self.finished
        self.accountable |= self.begun

    async def take(self, step: Step, dice: int) -> None:
        match step:
            case Step.START:
                self.numbers += 1
                await self.journal.started(a_start(self.numbers))
                self.open.append(self.numbers)
                self.begun.add(f"call_{self.numbers}")
            case Step.FINISH if self.open:
                number = self.open.pop(dice % len(self.open))
                await self.journal.finished(an_entry(number, run_id=f"run_{number % 2}"))
                self.finished.add(f"call_{number}")
            case Step.SAY if self.open:
                await self.journal.said(bodies(self.open[dice % len(self.open)]))
            case Step.ACKNOWLEDGE:
                await self.journal.durable()
                self.acknowledge()
            case Step.RECONCILE:
                await Reconciler(self.journal).after_start(AT + timedelta(seconds=1))
            case Step.SHIP:
                await self.ship(dies_at=dice % 12, batches=1 + dice // 12)
            case Step.KILL:
                await self.die(keep=None)
            case Step.CUT_POWER:
                await self.die(keep=dice)

    async def ship(self, *, dies_at: int, batches: int) -> None:
        """Ship, and perhaps die at a statement, at a commit, or right after one."""
        backlog = Forgetful(self.journal) if dies_at > 9 else LocalBacklog(self.journal)
        shipper = self.shipper(backlog)
        with dying_at(self.database, 0 if dies_at > 9 else dies_at):
            try:
                for _ in range(batches):
                    await shipper.ship()
            except Killed:
                return

    async def die(self, *, keep: int | None) -> None:
        """Begin again as another process; a power cut keeps `keep` bytes of what was not durable."""
        self.lives += 1
        copy = self.folder / f"journal_{self.lives}"
        durable = self.journal.durable_mark
        shutil.copytree(self.journal.directory, copy)
        await self.stack.aclose()
        if keep is not None:
            self.finished &= self.acknowledged
            self.begun &= self.accountable
            cut(copy, segment=durable.segment, end=durable.byte + keep)
        self.acknowledge()
        self.open.clear()
        self.journal = await self.stack.enter_async_context(LocalJournal.opened(copy, limits=TINY))


def cut(folder: Path, *, segment: int, end: int) -> None:
    """Lose what comes after `end`, and leave a page of rubbish there."""
    for number in numbers(folder):
        path = path_of(folder, number)
        data = path.read_bytes()
        if number == segment and len(data.rstrip(b"\0")) > end:
            path.write_bytes(data[:end] + b"\0\xff" * 64)
        elif number > segment:
            path.unlink()


async def lived(folder: Path, steps: list[tuple[Step, int]]) -> None:
    async with a_store(folder) as database, AsyncExitStack() as stack:
        journal = await stack.enter_async_context(LocalJournal.opened(folder / "journal_0", limits=TINY))
        world = World(database, folder, stack, journal)
        for step, dice in steps:
            await world.take(step, dice)
        await world.die(keep=None)
        await Reconciler(world.journal).after_start(AT + timedelta(seconds=1))
        shipper = world.shipper()
        while await shipper.ship():
            pass
        await check(world, failures=shipper.shipped.unacceptable)


async def check(world: World, *, failures: int) -> None:
    async with world.database.read(MINE) as db:
        ledger = Ledger(db)
        rows = {row.id: row for row in await ledger.calls(Search(), limit=10_000)}
        sums = await ledger.usage(DAY, DAY, by=tuple(Dimension))
        assert list(sums) == list(await ledger.recounted(DAY, DAY, by=tuple(Dimension)))
    completed = {name for name, row in rows.items() if row.status is CallStatus.COMPLETED}
    assert world.acknowledged <= completed
    assert world.accountable <= rows.keys()
    assert rows.keys() <= {f"call_{number}" for number in range(1, world.numbers + 1)}
    assert failures == 0


@settings(
    max_examples=400 if FULL else 5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(STEPS)
@example([*CALLS, (Step.SHIP, 36), (Step.SHIP, 22), (Step.KILL, 0), (Step.SHIP, 400)])
@example([*CALLS, (Step.SAY, 0), (Step.ACKNOWLEDGE, 0), (Step.SHIP, 406), (Step.FINISH, 0), (Step.KILL, 0)])
@example([*CALLS, (Step.ACKNOWLEDGE, 0), (Step.START, 0), (Step.CUT_POWER, 9)])
@example([*CALLS, (Step.ACKNOWLEDGE, 0), (Step.SHIP, 396), *CALLS, (Step.SHIP, 396), (Step.CUT_POWER, 0)])
def test_every_acknowledged_call_is_in_the_ledger_exactly_once(steps: list[tuple[Step, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(lived(Path(folder), steps))
