"""People: find them, add them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.users.errors import PersonNotFound
from cloudwright.users.repository import PeopleTable
from cloudwright.users.schemas import Person, Profile, Standing


class People:
    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._table = PeopleTable(db)
        self._clock = clock

    async def get(self, person_id: str) -> Person:
        """Return a person.

        Raises:
            PersonNotFound: nobody has this id.
        """
        person = await self._table.find(person_id)
        if person is None:
            raise PersonNotFound("This person does not exist any more.", details={"id": person_id})
        return person

    async def many(self, person_ids: Collection[str]) -> Mapping[str, Person]:
        """Return those of these people who exist, by id."""
        return await self._table.many(person_ids)

    async def with_email(self, email: str) -> Person | None:
        """Return who has this address, in lower case; in an organisation's session only its members."""
        return await self._table.with_email(email)

    async def enrol(self, person: Person, *, proven_at: datetime | None) -> None:
        """Add somebody new; `proven_at` is when their address was seen to be theirs."""
        await self._table.enrol(person, now=self._clock(), proven_at=proven_at)

    async def has_proven_address(self, person_id: str) -> bool:
        """Return whether a person's address was seen to be theirs."""
        return await self._table.proven_at(person_id) is not None

    async def may_enter(self, person_id: str, *, epoch: int | None = None) -> bool:
        """Return whether a person is there and not disabled; with `epoch`, whether it is still theirs."""
        standing = await self._table.standing(person_id)
        return standing is not None and not standing.disabled and epoch in {None, standing.epoch}

    async def standing(self, person_id: str) -> Standing | None:
        """Return how a person stands; None when nobody has this id."""
        return await self._table.standing(person_id)

    async def epoch(self, person_id: str) -> int:
        """Return the number that grows when all of a person's tokens end at once.

        Raises:
            PersonNotFound: nobody has this id.
        """
        standing = await self._table.standing(person_id)
        if standing is None:
            raise PersonNotFound("This person does not exist any more.", details={"id": person_id})
        return standing.epoch

    async def profile(self, person_id: str) -> Profile:
        """Return a person as they see themselves; raises PersonNotFound."""
        profile = await self._table.profile(person_id)
        if profile is None:
            raise PersonNotFound("This person does not exist any more.", details={"id": person_id})
        return profile

    async def rename(self, person_id: str, name: str) -> None:
        """Give a person another name."""
        await self._table.rename(person_id, name)

    async def end_tokens(self, person_id: str) -> None:
        """Make every access token of a person worth nothing."""
        await self._table.raise_epoch(person_id)

    async def forget(self, person_id: str) -> None:
        """Leave nothing of a person but their id; nobody can enter as them any more."""
        nobody = Person(id=person_id, name="Deleted person", email=f"{person_id}@deleted.invalid")
        await self._table.blank(nobody, now=self._clock())

    async def ensure(self, person: Person) -> Person:
        """Return the person with this id, adding them first when they are new."""
        known = await self._table.find(person.id)
        if known is not None:
            return known
        await self._table.add(person, created_at=self._clock())
        return person
