"""SQL of runs by mode: exact counts, and the times of the newest."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.figures.summary import Count, Timed
from cloudwright.conversations.models import RunRow
from cloudwright.gateway.models import ModelCall


class RunFigures:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def counts(self, since: datetime) -> Sequence[Count]:
        """Return how many runs began since then, by mode and status."""
        rows = await self._db.execute(
            select(RunRow.mode, RunRow.status, func.count())
            .where(RunRow.started_at >= since)
            .group_by(RunRow.mode, RunRow.status)
        )
        return [Count(mode, status, number) for mode, status, number in rows]

    async def newest(self, since: datetime, *, limit: int) -> Sequence[Timed]:
        """Return the newest runs that began since then and have ended, at most `limit`."""
        rows = await self._db.execute(
            select(RunRow.mode, RunRow.status, RunRow.started_at, RunRow.ended_at)
            .where(RunRow.started_at >= since, RunRow.ended_at.is_not(None))
            .order_by(RunRow.started_at.desc())
            .limit(limit)
        )
        return [
            Timed(mode, status, started_at=started, milliseconds=_between(started, ended))
            for mode, status, started, ended in rows
        ]

    async def calls(self, since: datetime, *, limit: int) -> Sequence[tuple[str, int]]:
        """Return status and milliseconds of the newest model calls since then."""
        rows = await self._db.execute(
            select(ModelCall.status, ModelCall.milliseconds)
            .where(ModelCall.started_at >= since)
            .order_by(ModelCall.started_at.desc())
            .limit(limit)
        )
        return [(status, milliseconds) for status, milliseconds in rows]

    async def open(self) -> dict[str, int]:
        """Return how many runs have not ended, by status."""
        rows = await self._db.execute(
            select(RunRow.status, func.count()).where(RunRow.ended_at.is_(None)).group_by(RunRow.status)
        )
        return {row[0]: row[1] for row in rows}


def _between(started: datetime, ended: datetime | None) -> int:
    return 0 if ended is None else max(0, int((ended - started).total_seconds() * 1000))
