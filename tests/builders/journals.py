"""Journals in a folder with small segments, and a ledger that they are shipped to."""

from pathlib import Path

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.journal.backlog import LocalBacklog
from cloudwright.adapters.journal.dead_letters import DeadLetterFile
from cloudwright.adapters.journal.limits import Limits
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.storage.local import LocalFolder
from cloudwright.database.engine import Database
from cloudwright.gateway.journal.posting import LedgerPosting
from cloudwright.gateway.journal.shipping import Pace, Shipper
from cloudwright.gateway.service import Ledger
from cloudwright.tenancy.work import UnitsOfWork

SMALL = Limits(limit_bytes=64 << 10, segment_bytes=16 << 10, pause_seconds=0.001, finished_bytes=800)


def units_of(database: Database) -> UnitsOfWork:
    """Units of work that know the ledger and nothing else."""

    def ledger(services: svcs.Container) -> Ledger:
        return Ledger(services.get(AsyncSession))

    registry = svcs.Registry()
    registry.register_factory(Ledger, ledger)
    return UnitsOfWork(database, registry)


def a_shipper(
    journal: LocalJournal,
    database: Database,
    store: Path,
    *,
    batch: int = 100,
    backlog: LocalBacklog | None = None,
) -> Shipper:
    """What ships a journal to the ledger; the backlog begins where the disk says."""
    return Shipper(
        backlog or LocalBacklog(journal),
        LedgerPosting(units_of(database), LocalFolder(store)),
        dead_letters=DeadLetterFile(journal.directory),
        pace=Pace(batch=batch, pause_seconds=0.01),
    )
