"""SQL of the throttle: its buckets, and addresses that are banned for a while."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.models import AddressBanRow, AttemptBucketRow
from cloudwright.auth.throttle.buckets import Bucket


class BucketsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self, names: Sequence[str]) -> Mapping[str, Bucket]:
        rows = await self._db.scalars(select(AttemptBucketRow).where(AttemptBucketRow.name.in_([*names])))
        return {row.name: Bucket(row.count, since=row.since, last_at=row.last_at) for row in rows}

    async def keep(self, name: str, bucket: Bucket) -> None:
        row = AttemptBucketRow(name=name, count=bucket.count, since=bucket.since, last_at=bucket.last_at)
        await self._db.merge(row)

    async def forget(self, names: Sequence[str]) -> None:
        await self._db.execute(delete(AttemptBucketRow).where(AttemptBucketRow.name.in_([*names])))

    async def sweep(self, *, before: datetime) -> None:
        await self._db.execute(delete(AttemptBucketRow).where(AttemptBucketRow.last_at < before))


class BansTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def until(self, caller: str, *, now: datetime) -> datetime | None:
        """Return when the ban of a caller ends; None when there is none now."""
        return await self._db.scalar(
            select(func.max(AddressBanRow.until)).where(
                AddressBanRow.caller == caller, AddressBanRow.until > now
            )
        )

    async def add(self, ban_id: str, caller: str, *, refused: int, at: datetime, until: datetime) -> None:
        self._db.add(AddressBanRow(id=ban_id, caller=caller, refused=refused, at=at, until=until))
        await self._db.flush()
