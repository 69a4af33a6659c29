"""SQL of the event log."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.events.models import ThreadEventRow, ThreadHeadRow
from cloudwright.events.schemas import Envelope, Unnumbered

_EVENTS = Base.metadata.tables[ThreadEventRow.__tablename__]
_HEADS = Base.metadata.tables[ThreadHeadRow.__tablename__]
_HEAD_KEY = [_HEADS.c.organization_id, _HEADS.c.thread_id]

_insert_sqlite = sqlite.insert(_HEADS)
_ADVANCE_SQLITE = _insert_sqlite.on_conflict_do_update(
    index_elements=_HEAD_KEY, set_={"last_seq": _HEADS.c.last_seq + _insert_sqlite.excluded.last_seq}
)
_insert_postgresql = postgresql.insert(_HEADS)
_ADVANCE_POSTGRESQL = _insert_postgresql.on_conflict_do_update(
    index_elements=_HEAD_KEY, set_={"last_seq": _HEADS.c.last_seq + _insert_postgresql.excluded.last_seq}
)

Thread = tuple[str, str]


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
        following = await self._reserve(Counter(entry.stream.thread for entry in entries))
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

    async def _reserve(self, counts: Mapping[Thread, int]) -> dict[Thread, int]:
        """Reserve that many numbers in each thread; return the last number before them.

        The counters' row locks, taken in one order, keep other writers waiting until the commit.
        """
        if not counts:
            return {}
        dialect = self._db.get_bind().dialect.name
        rows = [
            {
                "organization_id": organization_id,
                "thread_id": thread_id,
                "last_seq": counts[organization_id, thread_id],
            }
            for organization_id, thread_id in sorted(counts)
        ]
        await self._db.execute(_ADVANCE_POSTGRESQL if dialect == "postgresql" else _ADVANCE_SQLITE, rows)
        heads = await self._db.execute(
            select(ThreadHeadRow.organization_id, ThreadHeadRow.thread_id, ThreadHeadRow.last_seq).where(
                tuple_(ThreadHeadRow.organization_id, ThreadHeadRow.thread_id).in_(list(counts))
            )
        )
        return {
            (organization_id, thread_id): last_seq - counts[organization_id, thread_id]
            for organization_id, thread_id, last_seq in heads
        }


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
