"""The event log: append in the caller's transaction, replay, follow."""

from collections.abc import AsyncIterator, Sequence
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.engine import Database, on_commit, on_rollback
from cloudwright.events.pending import PendingText, Waiting, ready
from cloudwright.events.ports import Broadcaster, Fence
from cloudwright.events.repository import EventsTable
from cloudwright.events.schemas import (
    CaughtUp,
    Envelope,
    Event,
    Reset,
    ResetReason,
    Stream,
    TailItem,
    Unnumbered,
    encoded,
)
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.scope import SCOPE, OneTenant, tenant_of

_PAGE = 500


class EventLog:
    """One per process; `append` joins the transaction of whoever calls it."""

    def __init__(
        self,
        database: Database,
        broadcaster: Broadcaster,
        *,
        pending: PendingText,
        poll_seconds: float = 1.0,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._broadcaster = broadcaster
        self._pending = pending
        self._poll_seconds = poll_seconds
        self._clock = clock

    async def append(
        self,
        db: AsyncSession,
        thread_id: str,
        *,
        run_id: str,
        events: Sequence[Event],
        fence: Fence | None = None,
    ) -> list[Envelope]:
        """Number and store events; they are committed, or not, with everything else in `db`.

        Text of the thread that still waits for its group commit is stored first, so that order holds.

        Raises:
            EventTooLarge: an event does not fit into a frame of 24 KB; nothing was stored.
            LeaseLost: the fence says that another owner has taken over.
        """
        stream = Stream(tenant_of(db), thread_id, run_id)
        entries = [Unnumbered(stream, encoded(event)) for event in events]
        if fence is not None:
            await fence.check(db)
        waiting = self._pending.take(stream.thread)
        if waiting:
            on_rollback(db, partial(self._put_back, waiting))
        envelopes = await EventsTable(db).record([*ready(waiting), *entries], at=self._clock())
        on_commit(db, partial(self._broadcaster.publish, envelopes))
        return envelopes[len(envelopes) - len(entries) :]

    async def replay(
        self, db: AsyncSession, thread_id: str, *, after: int = 0, limit: int = _PAGE
    ) -> list[Envelope]:
        """Return stored events with numbers over `after`, in order, at most `limit`."""
        return await EventsTable(db).page(thread_id, after, limit=limit)

    async def last_seq(self, db: AsyncSession, thread_id: str) -> int:
        """Return the number of the thread's last event; 0 when it has none."""
        return (await EventsTable(db).extent(thread_id)).last_seq

    async def forget(self, db: AsyncSession, thread_id: str) -> None:
        """Remove a thread's log, because its conversation is being deleted."""
        self._pending.take((tenant_of(db), thread_id))
        await EventsTable(db).remove(thread_id)

    async def tail(self, thread_id: str, after: int, *, organization_id: str) -> AsyncIterator[TailItem]:
        """Replay what is stored after `after`, say `CaughtUp`, then follow for as long as the caller does.

        Ends with `Reset` when `after` is not in the log. No transaction is held between two items.
        """
        with self._broadcaster.subscribe((organization_id, thread_id)) as live:
            reset = await self._reset(thread_id, after, organization_id=organization_id)
            if reset is not None:
                yield reset
                return
            async for envelope in self._stored(thread_id, after, organization_id=organization_id):
                after = envelope.seq
                yield envelope
            yield CaughtUp(after)
            while True:
                news = [
                    each for each in await live.next(timeout_seconds=self._poll_seconds) if each.seq > after
                ]
                if _continues(news, after):
                    for envelope in news:
                        yield envelope
                    after = news[-1].seq
                    continue
                async for envelope in self._stored(thread_id, after, organization_id=organization_id):
                    after = envelope.seq
                    yield envelope

    async def _reset(self, thread_id: str, after: int, *, organization_id: str) -> Reset | None:
        async with self._database.read({SCOPE: OneTenant(organization_id)}) as db:
            extent = await EventsTable(db).extent(thread_id)
        if after > extent.last_seq:
            return Reset(ResetReason.GAP)
        return Reset(ResetReason.TRIMMED) if after + 1 < extent.first_seq else None

    async def _stored(self, thread_id: str, after: int, *, organization_id: str) -> AsyncIterator[Envelope]:
        while True:
            async with self._database.read({SCOPE: OneTenant(organization_id)}) as db:
                page = await EventsTable(db).page(thread_id, after, limit=_PAGE)
            for envelope in page:
                after = envelope.seq
                yield envelope
            if len(page) < _PAGE:
                return

    async def _put_back(self, waiting: Sequence[Waiting]) -> None:
        self._pending.put_back(waiting)


def _continues(news: Sequence[Envelope], after: int) -> bool:
    """Return whether `news` is exactly what comes next, without a gap."""
    return bool(news) and news[0].seq == after + 1 and news[-1].seq == after + len(news)
