"""Takes back what was held by somebody who is not there any more."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.quotas.caps import subjects
from cloudwright.quotas.repository import Counters, Reservations
from cloudwright.quotas.schemas import ReservationKey

_KEPT = timedelta(days=7)
_AT_ONCE = 500


class Lapsed:
    """Works in a session for every organisation."""

    def __init__(self, db: AsyncSession, *, clock: Clock = utc_now) -> None:
        self._reservations = Reservations(db)
        self._clock = clock

    async def reservations(self) -> Sequence[ReservationKey]:
        """Return reservations whose lease has ended, oldest first."""
        return await self._reservations.expired(now=self._clock(), limit=_AT_ONCE)

    async def forget(self) -> None:
        """Remove what ended a week ago: nobody settles it any more."""
        await self._reservations.forget(before=self._clock() - _KEPT)


class Returns:
    """Works in a session of the organisation that the reservation belongs to."""

    def __init__(self, db: AsyncSession, *, clock: Clock = utc_now) -> None:
        self._reservations = Reservations(db)
        self._counters = Counters(db)
        self._clock = clock

    async def take_back(self, reservation_id: str) -> bool:
        """Give back what is held; False when it was renewed, settled or released meanwhile."""
        held = await self._reservations.expire(reservation_id, now=self._clock())
        if held is None:
            return False
        await self._counters.move(
            held.key, subjects(held.person_id, held.mode), committed=0, reserved=-held.amount
        )
        return True
