"""SQL of people."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.users.models import PersonRow
from cloudwright.users.schemas import Person


class PeopleTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self, person_id: str) -> Person | None:
        row = await self._db.scalar(select(PersonRow).where(PersonRow.id == person_id))
        return Person(id=row.id, name=row.name, email=row.email) if row else None

    async def add(self, person: Person, *, created_at: datetime) -> None:
        self._db.add(PersonRow(id=person.id, name=person.name, email=person.email, created_at=created_at))
        await self._db.flush()
