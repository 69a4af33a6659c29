"""Ships the journal: in order, at least once, and counted once."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cloudwright.gateway.journal.ports import Backlog, DeadLetters
from cloudwright.gateway.journal.records import Bodies, Record
from cloudwright.gateway.journal.repository import is_unacceptable
from cloudwright.gateway.schemas import Entry

log = structlog.get_logger(__name__)

Posting = Callable[[str, Sequence[Record]], Awaitable[None]]
"""Brings records of one organisation to where they are kept, so that repeating it changes nothing."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is shipped at once, and how long is waited after it and after a failure."""

    batch: int = 1_000
    pause_seconds: float = 0.5
    longest_wait_seconds: float = 30.0


@dataclass
class Shipped:
    """What was shipped since the start."""

    records: int = 0
    batches: int = 0
    damaged: int = 0
    unacceptable: int = 0
    failures: int = 0


class Shipper:
    """One per journal. What the ledger does not take goes to the dead letters and stops nobody."""

    def __init__(
        self, backlog: Backlog, posting: Posting, *, dead_letters: DeadLetters, pace: Pace | None = None
    ) -> None:
        self._backlog = backlog
        self._posting = posting
        self._dead_letters = dead_letters
        self._pace = pace or Pace()
        self.shipped = Shipped()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Ship for the time of the context."""
        task = asyncio.create_task(self._run(), name="journal-shipper")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def ship(self) -> bool:
        """Ship one batch; False when there is nothing to ship.

        Raises:
            SQLAlchemyError, CloudwrightError, OSError: not now; nothing is lost, the next call begins again.
        """
        batch = await self._backlog.upcoming(self._pace.batch)
        if batch is None:
            return False
        for organization_id, records in sorted(_by_organization(batch.records).items()):
            await self._post(organization_id, records)
        await self._backlog.done(batch)
        self.shipped.records += len(batch.records)
        self.shipped.batches += 1
        self.shipped.damaged += batch.damaged
        if batch.damaged:
            log.error("journal records damaged", records=batch.damaged, segment=batch.until.segment)
        return True

    async def _post(self, organization_id: str, records: Sequence[Record]) -> None:
        try:
            await self._posting(organization_id, records)
        except (SQLAlchemyError, ValueError, OverflowError) as error:
            if not is_unacceptable(error):
                raise
            if len(records) > 1:
                middle = len(records) // 2
                await self._post(organization_id, records[:middle])
                await self._post(organization_id, records[middle:])
                return
            log.error("ledger does not take a record", organization=organization_id, error=str(error))  # noqa: TRY400  # the row is in it
            await self._dead_letters.keep(records)
            self.shipped.unacceptable += 1

    async def _run(self) -> None:
        wait = self._pace.pause_seconds
        while True:
            try:
                more = await self.ship()
            except Exception as error:  # noqa: BLE001  # outermost: records wait, and the next try may succeed
                self.shipped.failures += 1
                log.warning("journal not shipped yet", error=str(error), again_in_seconds=wait)
                await asyncio.sleep(wait)
                wait = min(2 * wait, self._pace.longest_wait_seconds)
                continue
            wait = self._pace.pause_seconds
            await asyncio.sleep(0 if more else wait)


def _by_organization(records: Sequence[Record]) -> Mapping[str, Sequence[Record]]:
    """Return what is kept of the calls; that they began is not."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        if isinstance(record, Entry | Bodies):
            found[record.organization_id].append(record)
    return found
