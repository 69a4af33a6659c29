"""Sign-in with an address and a password: as slow and as silent for whom nobody knows."""

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.entry.errors import sign_in_refused
from cloudwright.auth.entry.repository import PasswordsTable
from cloudwright.auth.entry.schemas import Browser, Challenge, Credentials
from cloudwright.auth.entry.service.doorway import Doorway
from cloudwright.auth.passwords import Matches, Passwords
from cloudwright.auth.schemas import Method
from cloudwright.auth.sign_in import Started
from cloudwright.auth.throttle.service import Caller, Throttle
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_STARTING = EveryTenant("sign-in starts before the organisation is known")
_NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class _Known:
    person_id: str
    stored: str | None = field(repr=False)


class PasswordSignIns:
    """One per process; no transaction is open while a password is compared."""

    def __init__(self, units: UnitsOfWork, passwords: Passwords, *, throttle: Throttle) -> None:
        self._units = units
        self._passwords = passwords
        self._throttle = throttle

    async def enter(self, credentials: Credentials, browser: Browser) -> Started | Challenge:
        """Let in who knows the password, or ask for their second factor.

        Raises:
            SignInRefused: the same whether the password or the address is wrong.
            PasswordsBusy, TooManyAttempts
        """
        known = await self._known(credentials.email)
        caller = Caller(browser.address, browser.known.of(known.person_id))
        attempt = await self._throttle.password(caller, credentials.email)
        password = credentials.password.get_secret_value()
        verdict = await self._passwords.verify(password, stored=known.stored)
        if not isinstance(verdict, Matches):
            await self._throttle.refuse(caller)
            raise sign_in_refused()
        await self._throttle.forgive(attempt)
        anew = await self._passwords.hash(password) if verdict.stale else None
        async with self._units.write(_STARTING) as services:
            doorway = await services.aget(Doorway)
            if anew is not None and known.stored is not None:
                passwords = PasswordsTable(services.get(AsyncSession))
                await passwords.rehash(known.person_id, anew, instead_of=known.stored)
            challenge = await doorway.challenge(known.person_id, method=Method.PASSWORD)
            return challenge or await doorway.admit(known.person_id, browser, method=Method.PASSWORD)

    async def _known(self, email: str) -> _Known:
        """Look somebody up; for who is not there, or may not enter, as much is read and nothing is found."""
        async with self._units.read(_STARTING) as services:
            people = await services.aget(People)
            person = await people.with_email(email)
            person_id = _NOBODY if person is None else person.id
            stored = await PasswordsTable(services.get(AsyncSession)).hash_of(person_id)
            proven = await people.has_proven_address(person_id)
            enters = await people.may_enter(person_id)
        return _Known(person_id, stored if proven and enters else None)
