"""An account as its owner sees it, its name and its password."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.account.errors import LocalAccount, SignInAgain
from cloudwright.auth.account.schemas import Account, FactorState, LinkedIdentity, PasswordChange
from cloudwright.auth.account.service.telling import Telling
from cloudwright.auth.entry.errors import PasswordWrong
from cloudwright.auth.entry.repository import PasswordsTable, RecoveryCodesTable, SecondFactorsTable
from cloudwright.auth.entry.schemas import Browser
from cloudwright.auth.entry.service.choosing import Choosing
from cloudwright.auth.passwords import Differs, Passwords
from cloudwright.auth.repository import IdentitiesTable
from cloudwright.auth.schemas import Ending
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.throttle.service import Caller, Throttle
from cloudwright.config import ProviderSettings
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.service.organizations import LOCAL_ARCHITECT
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

OWN_ACCOUNT = EveryTenant("an account belongs to a person and to no organisation")

_FRESH = timedelta(minutes=15)


class Accounts:
    """One per process."""

    def __init__(
        self,
        units: UnitsOfWork,
        choosing: Choosing,
        *,
        passwords: Passwords,
        throttle: Throttle,
        providers: Sequence[ProviderSettings],
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._choosing = choosing
        self._passwords = passwords
        self._throttle = throttle
        self._providers: Mapping[str, ProviderSettings] = {each.issuer: each for each in providers}
        self._clock = clock

    async def show(self, principal: Principal) -> Account:
        """Return the account of the caller."""
        async with self._units.read(OWN_ACCOUNT) as services:
            db, people = services.get(AsyncSession), await services.aget(People)
            profile = await people.profile(principal.user_id)
            factor = await SecondFactorsTable(db).find(principal.user_id)
            left = await RecoveryCodesTable(db).left(principal.user_id)
            stored = await PasswordsTable(db).hash_of(principal.user_id)
            identities = await IdentitiesTable(db).of(principal.user_id)
        return Account(
            name=profile.person.name,
            email=profile.person.email,
            email_verified=profile.proven,
            has_password=stored is not None,
            second_factor=FactorState(
                enabled=factor is not None and factor.confirmed, recovery_codes_left=left
            ),
            identities=[self._linked(issuer, email) for issuer, email in identities],
            created_at=profile.created_at,
            local=is_local(principal),
        )

    async def rename(self, principal: Principal, name: str) -> Account:
        """Give the caller another name."""
        async with self._units.write(OWN_ACCOUNT) as services:
            await (await services.aget(People)).rename(principal.user_id, name)
        return await self.show(principal)

    async def change_password(self, principal: Principal, change: PasswordChange, browser: Browser) -> None:
        """Set another password; every other device is signed out.

        Raises:
            PasswordWrong, SignInAgain, LocalAccount, PasswordRefused, PasswordsBusy, TooManyAttempts
        """
        insist_on_account(principal)
        async with self._units.read(OWN_ACCOUNT) as services:
            stored = await PasswordsTable(services.get(AsyncSession)).hash_of(principal.user_id)
            person = await (await services.aget(People)).get(principal.user_id)
            since = await (await services.aget(SignIns)).since(principal)
        if stored is not None:
            await self._insist_on_current(principal, change, stored=stored, browser=browser)
        elif since is None or self._clock() - since > _FRESH:
            raise SignInAgain("You never had a password. Sign in again, then set one within 15 minutes.")
        about = (person.name, person.email)
        hashed = await self._choosing.hashed(change.new_password.get_secret_value(), about=about)
        async with self._units.write(OWN_ACCOUNT) as services:
            sign_ins, telling = await services.aget(SignIns, Telling)
            passwords = PasswordsTable(services.get(AsyncSession))
            await passwords.set(principal.user_id, hashed, now=self._clock())
            await sign_ins.end_others(principal, Ending.PASSWORD_CHANGED)
            what = "Your password was changed, and your other devices were signed out."
            await telling.changed("password.changed", what, principal=principal, browser=browser)

    async def sign_out_everywhere(self, principal: Principal) -> int:
        """End every sign-in of the caller; return how many."""
        async with self._units.write(OWN_ACCOUNT) as services:
            people, sign_ins = await services.aget(People, SignIns)
            await people.end_tokens(principal.user_id)
            return await sign_ins.end_all(principal.user_id, Ending.SIGNED_OUT)

    async def _insist_on_current(
        self, principal: Principal, change: PasswordChange, *, stored: str, browser: Browser
    ) -> None:
        attempt = await self._throttle.password(Caller(browser.address), f"own {principal.user_id}")
        given = change.current_password
        verdict = await self._passwords.verify(given.get_secret_value() if given else "", stored=stored)
        if isinstance(verdict, Differs):
            raise PasswordWrong("The current password is wrong.")
        await self._throttle.forgive(attempt)

    def _linked(self, issuer: str, email: str) -> LinkedIdentity:
        known = self._providers.get(issuer)
        if known is None:
            return LinkedIdentity(provider=issuer, label=issuer, email=email)
        return LinkedIdentity(provider=known.id, label=known.title, email=email)


def is_local(principal: Principal) -> bool:
    """Return whether the caller is the local architect."""
    return principal.user_id == LOCAL_ARCHITECT.id


def insist_on_account(principal: Principal) -> None:
    """Return when the caller has an account of their own; raises LocalAccount."""
    if is_local(principal):
        raise LocalAccount("The local architect signs in on this machine without a password or a factor.")
