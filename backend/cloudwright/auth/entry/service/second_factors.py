"""The second proof: a code of the authenticator, or one of the recovery codes."""

import base64

import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth import recovery_codes, totp
from cloudwright.auth.devices import device_name
from cloudwright.auth.entry.errors import ChallengeEnded, code_refused
from cloudwright.auth.entry.repository import RecoveryCodesTable, SecondFactorsTable
from cloudwright.auth.entry.schemas import Browser, Challenge, SecondFactorCode, StoredFactor
from cloudwright.auth.entry.service.doorway import Doorway
from cloudwright.auth.recovery_codes import RecoveryCodes
from cloudwright.auth.sign_in import Started
from cloudwright.auth.throttle.service import Caller, Throttle
from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.schemas import AccountChanged, Message
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

_STARTING = EveryTenant("sign-in starts before the organisation is known")


class SecondFactors:
    """One per process; secrets are opened outside of transactions."""

    def __init__(
        self,
        units: UnitsOfWork,
        sealer: Sealer,
        *,
        throttle: Throttle,
        origin: str,
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._sealer = sealer
        self._throttle = throttle
        self._origin = origin
        self._clock = clock

    async def enter(self, challenge: Challenge, given: SecondFactorCode, browser: Browser) -> Started:
        """Let in who met the challenge.

        Raises:
            CodeRefused: the code is wrong or was used.
            ChallengeEnded: the factor or the password was changed since the first proof.
            TooManyAttempts
        """
        person_id = challenge.person_id
        factor = await self._stored(challenge)
        caller = Caller(browser.address, browser.known.of(person_id))
        attempt = await self._throttle.code(caller, person_id)
        step = await self.step_of(factor, given.code) if given.code else None
        started = await self._admitted(challenge, given, browser=browser, factor=factor, step=step)
        if started is None:
            await self._throttle.refuse(caller)
            raise code_refused()
        await self._throttle.forgive(attempt)
        return started

    async def step_of(self, factor: StoredFactor, code: str) -> int | None:
        """Return the step of a code that is right now and was not used; the caller uses it up."""
        sealed = Sealed.from_bytes(base64.b64decode(factor.secret))
        secret = await self._sealer.open(sealed, context=context_of(factor.id))
        return totp.accepted_step(secret, code, now=self._clock(), last_step=factor.last_step)

    async def spend(self, db: AsyncSession, person_id: str, typed: str) -> bool:
        """Use up a recovery code in the caller's transaction; False when it is none that is left."""
        codes = RecoveryCodesTable(db)
        spent = _spent(RecoveryCodes(await codes.unused(person_id)), typed, person_id=person_id)
        return bool(spent) and await codes.use(person_id, spent, now=self._clock())

    async def _stored(self, challenge: Challenge) -> StoredFactor:
        async with self._units.read(_STARTING) as services:
            people = await services.aget(People)
            factor = await SecondFactorsTable(services.get(AsyncSession)).find(challenge.person_id)
            same = await people.may_enter(challenge.person_id, epoch=challenge.epoch)
        if factor is None or not factor.confirmed or not same:
            raise ChallengeEnded("Your account was changed meanwhile. Start again.")
        return factor

    async def _admitted(
        self,
        challenge: Challenge,
        given: SecondFactorCode,
        *,
        browser: Browser,
        factor: StoredFactor,
        step: int | None,
    ) -> Started | None:
        """Use up what was given and start the sign-in, in one transaction; None when it is worth nothing."""
        person_id = challenge.person_id
        async with self._units.write(_STARTING) as services:
            db = services.get(AsyncSession)
            if step is not None:
                used = await SecondFactorsTable(db).use_step(factor, step)
            else:
                used = await self.spend(db, person_id, given.recovery_code)
            if not used:
                return None
            if step is None:
                await self._tell(services, person_id, browser)
            return await (await services.aget(Doorway)).admit(
                person_id,
                browser,
                method=challenge.method,
                provider=challenge.provider,
                second_factor=True,
            )

    async def _tell(self, services: svcs.Container, person_id: str, browser: Browser) -> None:
        people, outbox = await services.aget(People, Outbox)
        person = await people.get(person_id)
        left = await RecoveryCodesTable(services.get(AsyncSession)).left(person_id)
        content = AccountChanged(
            person=person.name,
            what=f"A recovery code was used to sign in. {left} are left.",
            device=device_name(browser.device),
            at=self._clock(),
            link=f"{self._origin}/sign-in?step=forgot",
        )
        await outbox.add(Message(to=person.email, content=content))


def context_of(factor_id: str) -> dict[str, str]:
    """Return where the sealed secret of a factor belongs."""
    return {"table": "second_factors", "row": factor_id, "column": "secret"}


def _spent(unused: RecoveryCodes, typed: str, *, person_id: str) -> frozenset[str]:
    left = recovery_codes.without(unused, typed, person_id=person_id)
    return frozenset() if left is None else unused.unused - left.unused
