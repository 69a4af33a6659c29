"""A new password for who has lost theirs and can read their mail."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.auth.devices import device_name
from cloudwright.auth.entry.errors import link_refused
from cloudwright.auth.entry.repository import MailLinksTable, PasswordsTable
from cloudwright.auth.entry.schemas import Browser, MailLink, NewPassword, Purpose
from cloudwright.auth.entry.service.choosing import Choosing
from cloudwright.auth.schemas import Ending
from cloudwright.auth.service.entering import Entering
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.throttle.service import Caller, Throttle
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.notifications.schemas import AccountChanged, Message, NoAccount, ResetPassword
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

_BY_MAIL = EveryTenant("a link of a mail says who somebody is")
_MINUTES = 30


class Resetting:
    """One per process."""

    def __init__(
        self,
        units: UnitsOfWork,
        choosing: Choosing,
        *,
        throttle: Throttle,
        origin: str,
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._choosing = choosing
        self._throttle = throttle
        self._origin = origin
        self._clock = clock

    async def ask(self, email: str, browser: Browser) -> None:
        """Write to an address, whether it has an account or not; the two look alike from here.

        Raises:
            TooManyAttempts
        """
        await self._throttle.request(Caller(browser.address))
        wanted = await self._throttle.may_write_to(email)
        token, now = new_token(), self._clock()
        async with self._units.write(_BY_MAIL) as services:
            people, outbox = await services.aget(People, Outbox)
            person = await _owner(people, email)
            await MailLinksTable(services.get(AsyncSession)).add(
                token_hash(token),
                MailLink(email, name=None, password_hash=None),
                purpose=Purpose.RESET,
                now=now,
                expires_at=now + timedelta(minutes=_MINUTES),
            )
            if wanted:
                await outbox.add(self._message(email, person, token=token))

    async def complete(self, new: NewPassword, browser: Browser) -> None:
        """Set the password, end every sign-in of the person, and tell them.

        Raises:
            LinkRefused, PasswordRefused, PasswordsBusy, TooManyAttempts
        """
        caller, used = Caller(browser.address), token_hash(new.token)
        await self._throttle.request(caller)
        async with self._units.read(_BY_MAIL) as services:
            links, people = MailLinksTable(services.get(AsyncSession)), await services.aget(People)
            link = await links.find(used, Purpose.RESET, now=self._clock())
            person = None if link is None else await _owner(people, link.email)
        if person is None:
            await self._throttle.refuse(caller)
            raise link_refused()
        about = (person.name, person.email)
        hashed = await self._choosing.hashed(new.password.get_secret_value(), about=about)
        await self._changed(person, used, hashed=hashed, browser=browser)

    async def _changed(self, person: Person, used: str, *, hashed: str, browser: Browser) -> None:
        now = self._clock()
        async with self._units.write(_BY_MAIL) as services:
            db = services.get(AsyncSession)
            people, sign_ins, entering = await services.aget(People, SignIns, Entering)
            audit, outbox = await services.aget(AuditTrail, Outbox)
            links = MailLinksTable(db)
            if not await links.use(used, Purpose.RESET, now=now):
                raise link_refused()
            await PasswordsTable(db).set(person.id, hashed, now=now)
            await links.end_all(person.email, now=now)
            await people.end_tokens(person.id)
            await sign_ins.end_all(person.id, Ending.PASSWORD_CHANGED)
            home = await entering.home(person.id)
            await audit.record(
                "password.reset", person.id, actor_id=person.id, organization_id=home.organization_id
            )
            await outbox.add(Message(to=person.email, content=self._told(person, browser)))

    def _told(self, person: Person, browser: Browser) -> AccountChanged:
        return AccountChanged(
            person=person.name,
            what="A new password was set with a link from a mail, and every device was signed out.",
            device=device_name(browser.device),
            at=self._clock(),
            link=f"{self._origin}/sign-in?step=forgot",
        )

    def _message(self, email: str, person: Person | None, *, token: str) -> Message:
        if person is None:
            return Message(to=email, content=NoAccount(link=f"{self._origin}/sign-in?step=create"))
        link = f"{self._origin}/sign-in?step=reset#token={token}"
        return Message(to=email, content=ResetPassword(person=person.name, link=link, minutes=_MINUTES))


async def _owner(people: People, email: str) -> Person | None:
    """Return whose address this is, proven, and who may enter."""
    person = await people.with_email(email)
    if person is None or not await people.has_proven_address(person.id):
        return None
    return person if await people.may_enter(person.id) else None
