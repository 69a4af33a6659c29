"""SQL of people."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.users.models import PersonRow
from cloudwright.users.schemas import Person, Profile, Standing


class PeopleTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self, person_id: str) -> Person | None:
        row = await self._db.scalar(select(PersonRow).where(PersonRow.id == person_id))
        return Person(id=row.id, name=row.name, email=row.email) if row else None

    async def many(self, person_ids: Collection[str]) -> dict[str, Person]:
        rows = await self._db.scalars(select(PersonRow).where(PersonRow.id.in_([*person_ids])))
        return {row.id: Person(id=row.id, name=row.name, email=row.email) for row in rows}

    async def with_email(self, email: str) -> Person | None:
        row = await self._db.scalar(select(PersonRow).where(PersonRow.email == email))
        return Person(id=row.id, name=row.name, email=row.email) if row else None

    async def enrol(self, person: Person, *, now: datetime, proven_at: datetime | None) -> None:
        self._db.add(
            PersonRow(
                id=person.id,
                name=person.name,
                email=person.email,
                created_at=now,
                email_verified_at=proven_at,
            )
        )
        await self._db.flush()

    async def proven_at(self, person_id: str) -> datetime | None:
        return await self._db.scalar(select(PersonRow.email_verified_at).where(PersonRow.id == person_id))

    async def standing(self, person_id: str) -> Standing | None:
        row = (
            await self._db.execute(
                select(
                    PersonRow.epoch, PersonRow.disabled_at, PersonRow.operator, PersonRow.email_verified_at
                ).where(PersonRow.id == person_id)
            )
        ).one_or_none()
        if row is None:
            return None
        return Standing(
            epoch=row.epoch,
            disabled=row.disabled_at is not None,
            operator=row.operator,
            proven=row.email_verified_at is not None,
        )

    async def profile(self, person_id: str) -> Profile | None:
        row = await self._db.scalar(select(PersonRow).where(PersonRow.id == person_id))
        if row is None:
            return None
        return Profile(
            Person(id=row.id, name=row.name, email=row.email),
            created_at=row.created_at,
            proven=row.email_verified_at is not None,
        )

    async def rename(self, person_id: str, name: str) -> None:
        await self._db.execute(update(PersonRow).where(PersonRow.id == person_id).values(name=name))

    async def raise_epoch(self, person_id: str) -> None:
        await self._db.execute(
            update(PersonRow).where(PersonRow.id == person_id).values(epoch=PersonRow.epoch + 1)
        )

    async def blank(self, person: Person, *, now: datetime) -> None:
        """Leave nothing of somebody but their id, which records of their deeds name."""
        await self._db.execute(
            update(PersonRow)
            .where(PersonRow.id == person.id)
            .values(
                name=person.name,
                email=person.email,
                email_verified_at=None,
                disabled_at=now,
                epoch=PersonRow.epoch + 1,
                operator=False,
            )
        )

    async def add(self, person: Person, *, created_at: datetime) -> None:
        self._db.add(PersonRow(id=person.id, name=person.name, email=person.email, created_at=created_at))
        await self._db.flush()
