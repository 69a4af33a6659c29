"""SQL of requests that may be sent again."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.idempotency.models import IdempotencyKeyRow as Row
from cloudwright.idempotency.schemas import Remembered


class IdempotencyKeysTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def claim(self, person_id: str, key: str, *, request_hash: str, now: datetime) -> Remembered | None:
        """Add a request; return the one that has its key already, else None."""
        try:
            async with self._db.begin_nested():
                self._db.add(
                    Row(person_id=person_id, key=key, request_hash=request_hash, begun_at=now, answer=None)
                )
                await self._db.flush()
        except IntegrityError:
            return await self._find(person_id, key)
        return None

    async def settle(self, person_id: str, key: str, *, answer: str) -> None:
        """Keep the answer of a request."""
        await self._db.execute(
            update(Row).where(Row.person_id == person_id, Row.key == key).values(answer=answer)
        )

    async def forget(self, person_id: str, key: str) -> None:
        """Forget a request that had no effect."""
        await self._db.execute(delete(Row).where(Row.person_id == person_id, Row.key == key))

    async def forget_before(self, moment: datetime) -> None:
        """Forget what was begun before a moment."""
        await self._db.execute(delete(Row).where(Row.begun_at < moment))

    async def _find(self, person_id: str, key: str) -> Remembered | None:
        row = await self._db.scalar(select(Row).where(Row.person_id == person_id, Row.key == key))
        return None if row is None else Remembered(row.request_hash, row.begun_at, row.answer)
