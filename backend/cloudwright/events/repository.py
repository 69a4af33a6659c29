"""SQL of the event log."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.events.models import ThreadEventRow, ThreadHeadRow
from cloudwright.events.schemas import Envelope, Unnumbered

_EVENTS = Base.metadata.tables[ThreadEventRow.__tablename__]
_HEADS = Base.metadata.tables[ThreadHeadRow.__tablename__]


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and last number that a thread's log holds; both 0 when it is empty."""

    first_seq: int
    last_seq: int


class EventsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def record(self, entries: Sequence[Unnumbered], *, at: datetime) -> list[Envelope]:
        """Number and store entries of any threads, in their order."""
        counts = Counter(entry.stream.thread for entry in entries)
        following = {thread: await self._advance(thread, count) - count for thread, count in counts.items()}
        envelopes = []
        for entry in entries:
            following[entry.stream.thread] += 1
            envelopes.append(_envelope(entry, following[entry.stream.thread], at=at))
        if envelopes:
            await self._db.execute(_EVENTS.insert(), [_row(each) for each in envelopes])
        return envelopes

    async def page(self, thread_id: str, after: int, *, limit: int) -> list[Envelope]:
        """Return at most `limit` events with numbers over `after`, in order."""
        rows = await self._db.execute(
            select(
                ThreadEventRow.organization_id,
                ThreadEventRow.thread_id,
                ThreadEventRow.run_id,
                ThreadEventRow.seq,
                ThreadEventRow.at,
                ThreadEventRow.payload,
            )
            .where(ThreadEventRow.thread_id == thread_id, ThreadEventRow.seq > after)
            .order_by(ThreadEventRow.seq)
            .limit(limit)
        )
        return [Envelope(*row) for row in rows]

    async def extent(self, thread_id: str) -> Extent:
        """Return which numbers the thread's log holds."""
        last = await self._db.scalar(
            select(ThreadHeadRow.last_seq).where(ThreadHeadRow.thread_id == thread_id)
        )
        if last is None:
            return Extent(first_seq=0, last_seq=0)
        first = await self._db.scalar(
            select(func.min(ThreadEventRow.seq)).where(ThreadEventRow.thread_id == thread_id)
        )
        return Extent(first_seq=first or last + 1, last_seq=last)

    async def remove(self, thread_id: str) -> None:
        """Remove all events of a thread and its counter."""
        await self._db.execute(delete(ThreadEventRow).where(ThreadEventRow.thread_id == thread_id))
        await self._db.execute(delete(ThreadHeadRow).where(ThreadHeadRow.thread_id == thread_id))

    async def _advance(self, thread: tuple[str, str], count: int) -> int:
        """Reserve `count` numbers and return the last; the row's lock orders writers until they commit."""
        dialect = postgresql if self._db.get_bind().dialect.name == "postgresql" else sqlite
        insert = dialect.insert(_HEADS)
        statement = insert.on_conflict_do_update(
            index_elements=[_HEADS.c.organization_id, _HEADS.c.thread_id],
            set_={"last_seq": _HEADS.c.last_seq + insert.excluded.last_seq},
        ).returning(_HEADS.c.last_seq)
        row = {"organization_id": thread[0], "thread_id": thread[1], "last_seq": count}
        return int((await self._db.execute(statement, row)).scalar_one())


def _envelope(entry: Unnumbered, seq: int, *, at: datetime) -> Envelope:
    stream = entry.stream
    return Envelope(
        organization_id=stream.organization_id,
        thread_id=stream.thread_id,
        run_id=stream.run_id,
        seq=seq,
        at=at,
        payload=entry.payload,
    )


def _row(envelope: Envelope) -> dict[str, object]:
    return {
        "organization_id": envelope.organization_id,
        "thread_id": envelope.thread_id,
        "seq": envelope.seq,
        "run_id": envelope.run_id,
        "at": envelope.at,
        "payload": envelope.payload,
    }
