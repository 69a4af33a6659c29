"""Lets in whom something has proven, on a browser that may be new to them."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.devices import device_name
from cloudwright.auth.entry.errors import sign_in_refused
from cloudwright.auth.entry.repository import SecondFactorsTable
from cloudwright.auth.entry.schemas import Browser, Challenge
from cloudwright.auth.schemas import Method
from cloudwright.auth.service.entering import Entering
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.sign_in import Entrance, Started
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.schemas import Message, NewDevice
from cloudwright.notifications.service import Outbox
from cloudwright.users.service import People


class Doorway:
    """Works before the organisation is known, in the caller's transaction."""

    def __init__(
        self,
        db: AsyncSession,
        *,
        people: People,
        entering: Entering,
        sign_ins: SignIns,
        outbox: Outbox,
        origin: str,
        clock: Clock = utc_now,
    ) -> None:
        self._factors = SecondFactorsTable(db)
        self._people = people
        self._entering = entering
        self._sign_ins = sign_ins
        self._outbox = outbox
        self._origin = origin
        self._clock = clock

    async def challenge(
        self, person_id: str, *, method: Method, provider: str | None = None
    ) -> Challenge | None:
        """Return what has to follow a first proof; None where there is no second factor."""
        factor = await self._factors.find(person_id)
        if factor is None or not factor.confirmed:
            return None
        return Challenge(
            person_id=person_id,
            method=method,
            provider=provider,
            epoch=await self._people.epoch(person_id),
            at=self._clock(),
        )

    async def admit(
        self,
        person_id: str,
        browser: Browser,
        *,
        method: Method,
        provider: str | None = None,
        second_factor: bool = False,
    ) -> Started:
        """Start a sign-in; a browser that is new to somebody who was here before is told to them.

        Raises:
            SignInRefused: they may not enter.
        """
        if not await self._people.may_enter(person_id):
            raise sign_in_refused()
        returning = await self._sign_ins.was_here(person_id)
        membership = await self._entering.home(person_id)
        entrance = Entrance(
            method,
            device=browser.device,
            address=browser.address,
            second_factor=second_factor,
            provider=provider,
        )
        started = await self._sign_ins.start(membership, entrance)
        if returning and browser.known.of(person_id) is None:
            await self._tell(person_id, browser)
        return started

    async def _tell(self, person_id: str, browser: Browser) -> None:
        person = await self._people.get(person_id)
        content = NewDevice(
            person=person.name,
            device=device_name(browser.device),
            place=browser.address or "unknown",
            at=self._clock(),
            link=f"{self._origin}/account/devices",
        )
        await self._outbox.add(Message(to=person.email, content=content))
