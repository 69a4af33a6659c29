"""An event log over a temporary database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from builders.platform import a_database
from cloudwright.adapters.broadcast import MemoryBroadcaster
from cloudwright.database.engine import Database
from cloudwright.events.pending import PendingText
from cloudwright.events.schemas import Event, Stream
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextWriter
from cloudwright.organizations.models import OrganizationRow
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant

ORGANIZATION = "org_own"
SCOPED = {SCOPE: OneTenant(ORGANIZATION)}
STEP: Event = {"type": "STEP_STARTED", "stepName": "Reading your sentence"}
_EVERYONE = {SCOPE: EveryTenant("test")}


@dataclass(frozen=True)
class Logbook:
    """The log, its writer and its database."""

    database: Database
    log: EventLog
    writer: TextWriter


def a_delta(text: str, *, message: str = "msg_1") -> Event:
    """One piece of a message's text."""
    return {"type": "TEXT_MESSAGE_CONTENT", "messageId": message, "delta": text}


def a_stream(thread_id: str = "th_1", *, run_id: str = "run_1") -> Stream:
    """The events of a run in the own organisation."""
    return Stream(ORGANIZATION, thread_id, run_id)


@asynccontextmanager
async def a_logbook(
    directory: Path,
    *,
    pause_seconds: float = 0.01,
    poll_seconds: float = 30.0,
    broadcaster: MemoryBroadcaster | None = None,
) -> AsyncIterator[Logbook]:
    """A log of an organisation called `org_own`, and another one called `org_foreign`; nothing runs yet."""
    shared = broadcaster or MemoryBroadcaster()
    pending = PendingText()
    async with a_database(directory) as database:
        async with database.write(_EVERYONE) as db:
            db.add_all(
                [
                    OrganizationRow(id=each, name=each, created_at=datetime(2026, 1, 1, tzinfo=UTC))
                    for each in (ORGANIZATION, "org_foreign")
                ]
            )
        yield Logbook(
            database,
            EventLog(database, shared, pending=pending, poll_seconds=poll_seconds),
            TextWriter(database, shared, pending=pending, pause_seconds=pause_seconds),
        )
