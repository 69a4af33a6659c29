"""Setting up, removing and renewing one's second factor."""

import base64

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth import recovery_codes, totp
from cloudwright.auth.account.errors import SecondFactorOff, SecondFactorOn
from cloudwright.auth.account.schemas import Enrolment, NewRecoveryCodes
from cloudwright.auth.account.service.accounts import OWN_ACCOUNT, insist_on_account
from cloudwright.auth.account.service.telling import Telling
from cloudwright.auth.entry.errors import code_refused
from cloudwright.auth.entry.repository import RecoveryCodesTable, SecondFactorsTable
from cloudwright.auth.entry.schemas import Browser, StoredFactor
from cloudwright.auth.entry.service.second_factors import SecondFactors, context_of
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.throttle.service import Attempt, Caller, Throttle
from cloudwright.encryption.service import Sealer
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_ISSUER = "Cloudwright"


class OwnFactor:
    """One per process."""

    def __init__(
        self,
        units: UnitsOfWork,
        factors: SecondFactors,
        *,
        sealer: Sealer,
        throttle: Throttle,
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._factors = factors
        self._sealer = sealer
        self._throttle = throttle
        self._clock = clock

    async def begin(self, principal: Principal) -> Enrolment:
        """Return a new secret; it is asked for once its first code is confirmed.

        Raises:
            SecondFactorOn, LocalAccount
        """
        insist_on_account(principal)
        secret, factor_id = totp.new_secret(), new_id("fac")
        sealed = await self._sealer.seal(secret, context=context_of(factor_id))
        text = base64.b64encode(sealed.to_bytes()).decode()
        async with self._units.write(OWN_ACCOUNT) as services:
            table, people = SecondFactorsTable(services.get(AsyncSession)), await services.aget(People)
            found = await table.find(principal.user_id)
            if found is not None and found.confirmed:
                raise SecondFactorOn("You have a second factor already. Remove it first.")
            await table.begin(factor_id, principal.user_id, secret=text, now=self._clock())
            person = await people.get(principal.user_id)
        uri = totp.provisioning_uri(secret, issuer=_ISSUER, account=person.email)
        return Enrolment(secret=totp.spelled(secret), otpauth_url=uri)

    async def confirm(self, principal: Principal, code: str, browser: Browser) -> NewRecoveryCodes:
        """Put the new secret in force, and return the recovery codes, this once.

        Raises:
            CodeRefused, SecondFactorOff, TooManyAttempts
        """
        attempt = await self._attempt(principal, browser)
        factor = await self._found(principal)
        if factor.confirmed:
            raise SecondFactorOn("You have a second factor already. Remove it first.")
        step = await self._factors.step_of(factor, code)
        shown, kept = recovery_codes.new_codes(principal.user_id)
        async with self._units.write(OWN_ACCOUNT) as services:
            db = services.get(AsyncSession)
            table, codes = SecondFactorsTable(db), RecoveryCodesTable(db)
            sign_ins, telling = await services.aget(SignIns, Telling)
            if step is None or not await table.use_step(factor, step):
                raise code_refused()
            await table.confirm(factor.id, now=self._clock())
            await codes.replace(principal.user_id, kept.unused, now=self._clock())
            await sign_ins.proved_second(principal)
            what = "A second factor was turned on."
            await telling.changed("second_factor.enabled", what, principal=principal, browser=browser)
        await self._throttle.forgive(attempt)
        return NewRecoveryCodes(recovery_codes=shown)

    async def remove(self, principal: Principal, code: str, browser: Browser) -> None:
        """Turn the second factor off.

        Raises:
            CodeRefused, SecondFactorOff, TooManyAttempts
        """
        attempt = await self._attempt(principal, browser)
        factor, step = await self._proved(principal, code)
        async with self._units.write(OWN_ACCOUNT) as services:
            db = services.get(AsyncSession)
            sign_ins, telling = await services.aget(SignIns, Telling)
            await self._use_up(db, principal, factor=factor, step=step, code=code)
            await SecondFactorsTable(db).remove(principal.user_id)
            await RecoveryCodesTable(db).replace(principal.user_id, (), now=self._clock())
            await sign_ins.proved_first_only(principal.user_id)
            what = "The second factor was turned off. Your password alone signs you in now."
            await telling.changed("second_factor.disabled", what, principal=principal, browser=browser)
        await self._throttle.forgive(attempt)

    async def renew(self, principal: Principal, code: str, browser: Browser) -> NewRecoveryCodes:
        """Return new recovery codes, this once; the earlier ones are worth nothing.

        Raises:
            CodeRefused, SecondFactorOff, TooManyAttempts
        """
        attempt = await self._attempt(principal, browser)
        factor, step = await self._proved(principal, code)
        shown, kept = recovery_codes.new_codes(principal.user_id)
        async with self._units.write(OWN_ACCOUNT) as services:
            db, telling = services.get(AsyncSession), await services.aget(Telling)
            await self._use_up(db, principal, factor=factor, step=step, code=code)
            await RecoveryCodesTable(db).replace(principal.user_id, kept.unused, now=self._clock())
            what = "New recovery codes were made. The earlier ones do not work any more."
            await telling.changed("recovery_codes.renewed", what, principal=principal, browser=browser)
        await self._throttle.forgive(attempt)
        return NewRecoveryCodes(recovery_codes=shown)

    async def _attempt(self, principal: Principal, browser: Browser) -> Attempt:
        caller = Caller(browser.address, principal.sign_in_id)
        return await self._throttle.code(caller, principal.user_id)

    async def _found(self, principal: Principal) -> StoredFactor:
        async with self._units.read(OWN_ACCOUNT) as services:
            factor = await SecondFactorsTable(services.get(AsyncSession)).find(principal.user_id)
        if factor is None:
            raise SecondFactorOff("You have no second factor. Set one up first.")
        return factor

    async def _proved(self, principal: Principal, code: str) -> tuple[StoredFactor, int | None]:
        factor = await self._found(principal)
        if not factor.confirmed:
            raise SecondFactorOff("You have no second factor. Set one up first.")
        return factor, await self._factors.step_of(factor, code)

    async def _use_up(
        self, db: AsyncSession, principal: Principal, *, factor: StoredFactor, step: int | None, code: str
    ) -> None:
        """Use up what was given: a step of time, or else a recovery code; raises CodeRefused."""
        if step is not None:
            used = await SecondFactorsTable(db).use_step(factor, step)
        else:
            used = await self._factors.spend(db, principal.user_id, code)
        if not used:
            raise code_refused()
