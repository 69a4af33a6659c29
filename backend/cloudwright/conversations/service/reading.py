"""Reads the stored events of one run."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.models import RunRow
from cloudwright.events.schemas import Envelope
from cloudwright.events.service import EventLog

_PAGE = 1_000


async def run_events(log: EventLog, db: AsyncSession, run: RunRow, *, after: int = 0) -> list[Envelope]:
    """Return what the run has written after a number; a conversation has one run at a time, so its tail."""
    events: list[Envelope] = []
    after = max(after, run.first_seq - 1)
    while True:
        page = await log.replay(db, run.conversation_id, after=after, limit=_PAGE)
        events += [envelope for envelope in page if envelope.run_id == run.id]
        if len(page) < _PAGE:
            return events
        after = page[-1].seq
