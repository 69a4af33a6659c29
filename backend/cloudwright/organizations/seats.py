"""Seats: an invitation takes one, who accepts it inherits it, and it comes back once.

Every seat has its row, so that whoever holds one is counted once, and gives it back once, however often
they are asked. The number of rows is kept beside the limit and moves by statements that decide and write
at once: two who take the last seat at the same moment cannot both have it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.errors import OrganizationNotFound
from cloudwright.organizations.repository import SeatsTable
from cloudwright.organizations.schemas import SeatCount


@dataclass(frozen=True, slots=True)
class Seated:
    """The holder has a seat."""


@dataclass(frozen=True, slots=True)
class Full:
    """Every seat is taken, by members and by open invitations."""

    limit: int
    used: int


class Seats:
    """Takes and gives back seats in the transaction that changes the invitation or the membership."""

    def __init__(self, db: AsyncSession, *, clock: Clock = utc_now) -> None:
        self._seats = SeatsTable(db)
        self._clock = clock

    async def open(self, organization_id: str, *, limit: int | None, holders: Collection[str] = ()) -> None:
        """Begin to count with those who are in already; repeating it adds nobody twice."""
        await self._seats.open(organization_id, limit)
        added = await self._seats.seat(organization_id, holders, at=self._clock())
        await self._seats.add(organization_id, added)

    async def take(self, organization_id: str, holder_id: str) -> Seated | Full:
        """Give an invitation or a member a seat; one who has one keeps it.

        Raises:
            OrganizationNotFound: seats were never opened for it.
        """
        if not await self._seats.seat(organization_id, [holder_id], at=self._clock()):
            return Seated()
        if await self._seats.use_one(organization_id):
            return Seated()
        await self._seats.unseat(organization_id, holder_id)
        count = await self.count(organization_id)
        return Full(limit=count.limit or 0, used=count.used)

    async def hand_over(self, organization_id: str, invitation_id: str, *, person_id: str) -> bool:
        """Pass an invitation's seat on to who accepts it, also where none is free.

        Returns False when the invitation has no seat any more: it was withdrawn or has expired. Who has a
        seat already needs no second one: the invitation's comes back.
        """
        if not await self._seats.unseat(organization_id, invitation_id):
            return False
        if not await self._seats.seat(organization_id, [person_id], at=self._clock()):
            await self._seats.add(organization_id, -1)
        return True

    async def give_up(self, organization_id: str, holder_id: str) -> bool:
        """Take back the seat of an invitation that ended or a member who left; False when it had none."""
        if not await self._seats.unseat(organization_id, holder_id):
            return False
        await self._seats.add(organization_id, -1)
        return True

    async def limit(self, organization_id: str, limit: int | None) -> None:
        """Set how many seats there are. Fewer than are used blocks new ones and removes nobody.

        Raises:
            OrganizationNotFound: seats were never opened for it.
        """
        if not await self._seats.limit(organization_id, limit):
            raise _uncounted(organization_id)

    async def count(self, organization_id: str) -> SeatCount:
        """Return how many seats there are and how many are used.

        Raises:
            OrganizationNotFound: seats were never opened for it.
        """
        count = await self._seats.count(organization_id)
        if count is None:
            raise _uncounted(organization_id)
        return count

    async def holders(self, organization_id: str) -> frozenset[str]:
        """Return the ids of the members and invitations that have a seat."""
        return await self._seats.holders(organization_id)


def _uncounted(organization_id: str) -> OrganizationNotFound:
    return OrganizationNotFound(
        "Seats are not counted for this organisation. Nothing was changed.", details={"id": organization_id}
    )
