"""Sign-up: an account begins when its address is proven by whoever chose its password."""

from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.entry.errors import PasswordWrong, link_refused
from cloudwright.auth.entry.repository import MailLinksTable, PasswordsTable
from cloudwright.auth.entry.schemas import Browser, Confirmation, MailLink, NewAccount, Purpose
from cloudwright.auth.entry.service.choosing import Choosing
from cloudwright.auth.entry.service.doorway import Doorway
from cloudwright.auth.next_page import own_page
from cloudwright.auth.passwords import Differs, Passwords
from cloudwright.auth.schemas import Method
from cloudwright.auth.service.entering import Entering
from cloudwright.auth.sign_in import Started
from cloudwright.auth.throttle.service import Caller, Throttle
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.notifications.schemas import AccountExists, Message, VerifyAddress
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

_NOBODY_YET = EveryTenant("who signs up belongs to no organisation yet")
_HOURS = 24


class SigningUp:
    """One per process.

    A sign-up waits in the link that its mail holds, with the hash of its password: whoever signs up with a
    stranger's address cannot be confirmed by that stranger, who does not know the password.
    """

    def __init__(
        self,
        units: UnitsOfWork,
        choosing: Choosing,
        *,
        passwords: Passwords,
        throttle: Throttle,
        origin: str,
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._choosing = choosing
        self._passwords = passwords
        self._throttle = throttle
        self._origin = origin
        self._clock = clock

    async def sign_up(self, new: NewAccount, browser: Browser) -> None:
        """Write to the address, whether it has an account or not; the two look alike from here.

        Raises:
            PasswordRefused, PasswordsBusy, TooManyAttempts
        """
        await self._throttle.request(Caller(browser.address))
        hashed = await self._choosing.hashed(new.password.get_secret_value(), about=(new.name, new.email))
        wanted = await self._throttle.may_write_to(new.email)
        token, now = new_token(), self._clock()
        async with self._units.write(_NOBODY_YET) as services:
            people, outbox = await services.aget(People, Outbox)
            known = await people.with_email(new.email)
            await MailLinksTable(services.get(AsyncSession)).add(
                token_hash(token),
                MailLink(new.email, name=new.name, password_hash=hashed),
                purpose=Purpose.SIGN_UP,
                now=now,
                expires_at=now + timedelta(hours=_HOURS),
            )
            if wanted:
                await outbox.add(self._message(new, known, token=token))

    async def confirm(self, confirmation: Confirmation, browser: Browser) -> Started:
        """Begin the account of a link, and let its owner in.

        Raises:
            LinkRefused: it was used, has run out, or the address got an account meanwhile.
            PasswordWrong: it is not the one that was chosen.
            PasswordsBusy, TooManyAttempts
        """
        used, now = token_hash(confirmation.token), self._clock()
        attempt = await self._throttle.password(Caller(browser.address), used)
        async with self._units.read(_NOBODY_YET) as services:
            links = MailLinksTable(services.get(AsyncSession))
            link = await links.find(used, Purpose.SIGN_UP, now=now)
        stored = None if link is None else link.password_hash
        verdict = await self._passwords.verify(confirmation.password.get_secret_value(), stored=stored)
        if link is None:
            await self._throttle.refuse(Caller(browser.address))
            raise link_refused()
        if isinstance(verdict, Differs):
            await self._throttle.refuse(Caller(browser.address))
            raise PasswordWrong("This is not the password that you chose when you signed up.")
        started = await self._begun(used, link, browser=browser)
        await self._throttle.forgive(attempt)
        return started

    async def _begun(self, used: str, link: MailLink, *, browser: Browser) -> Started:
        now = self._clock()
        async with self._units.write(_NOBODY_YET) as services:
            db = services.get(AsyncSession)
            people, entering, doorway = await services.aget(People, Entering, Doorway)
            links = MailLinksTable(db)
            if not await links.use(used, Purpose.SIGN_UP, now=now) or await people.with_email(link.email):
                raise link_refused()
            person = await entering.enrol(link.email, name=link.name or "")
            await PasswordsTable(db).set(person.id, link.password_hash or "", now=now)
            await links.end_all(link.email, now=now)
            return await doorway.admit(person.id, browser, method=Method.PASSWORD)

    def _message(self, new: NewAccount, known: Person | None, *, token: str) -> Message:
        if known is not None:
            exists = AccountExists(person=known.name, link=f"{self._origin}/sign-in")
            return Message(to=new.email, content=exists)
        query = urlencode({"step": "verify", "next": own_page(new.next)})
        link = f"{self._origin}/sign-in?{query}#token={token}"
        return Message(to=new.email, content=VerifyAddress(person=new.name, link=link, hours=_HOURS))
