"""Journals in a folder with small segments, and a ledger that they are shipped to."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.adapters.journal.backlog import LocalBacklog
from cloudwright.adapters.journal.dead_letters import DeadLetterFile
from cloudwright.adapters.journal.limits import Limits
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.storage.local import LocalFolder
from cloudwright.database.engine import Database
from cloudwright.gateway.journal.posting import LedgerPosting
from cloudwright.gateway.journal.records import Audit, Bodies, Started, started
from cloudwright.gateway.journal.shipping import Pace, Shipper
from cloudwright.gateway.schemas import CallStatus, Entry, StageVerdict, Usage
from cloudwright.gateway.service import Ledger
from cloudwright.tenancy.work import UnitsOfWork

AT = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)
SMALL = Limits(limit_bytes=64 << 10, segment_bytes=16 << 10, pause_seconds=0.001, finished_bytes=800)


def an_entry(number: int = 1, **changes: Any) -> Entry:
    """A finished call of an application."""
    made = Entry(
        id=f"call_{number}",
        organization_id="org_1",
        model_id="openai/gpt-5",
        status=CallStatus.COMPLETED,
        usage=Usage(input_tokens=100, output_tokens=10, cache_read_tokens=40),
        milliseconds=5,
        cost_nano_usd=7,
        started_at=AT,
        application_id="app_1",
        provider="openai",
        wire="chat",
        status_code=200,
        verdicts=(StageVerdict("policy", "allowed", ("rule-1",)),),
    )
    return replace(made, **changes)


def a_start(number: int = 1, *, audit: Audit = Audit.USUAL, **changes: Any) -> Started:
    expected = {"usage": Usage(input_tokens=90, output_tokens=500), "cost_nano_usd": 99, **changes}
    return started(an_entry(number, **expected), audit=audit)


def bodies(number: int = 1, **changes: Any) -> Bodies:
    made = Bodies(f"call_{number}", "org_1", at=AT, prompt=f"question {number}", answer=f"answer {number}")
    return replace(made, **changes)


def units_of(database: Database) -> UnitsOfWork:
    """Units of work that know the ledger and nothing else."""

    def ledger(services: svcs.Container) -> Ledger:
        return Ledger(services.get(AsyncSession))

    registry = svcs.Registry()
    registry.register_factory(Ledger, ledger)
    return UnitsOfWork(database, registry)


def a_shipper(journal: LocalJournal, database: Database, store: Path, *, batch: int = 100) -> Shipper:
    """What ships a journal to the ledger; the backlog begins where the disk says."""
    return Shipper(
        LocalBacklog(journal),
        LedgerPosting(units_of(database), LocalFolder(store)),
        dead_letters=DeadLetterFile(journal.directory),
        pace=Pace(batch=batch, pause_seconds=0.01),
    )
