"""Who may try now, and who has to wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.throttle.buckets import (
    BAN_AFTER,
    BAN_LASTS,
    LIMITS,
    Bucket,
    Kind,
    Limit,
    bucket_name,
    caller_of,
    counted,
    refusals,
    uncounted,
    wait_seconds,
)
from cloudwright.auth.throttle.errors import too_many
from cloudwright.auth.throttle.ports import Counters
from cloudwright.auth.throttle.repository import BansTable
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_BANS = EveryTenant("an address is banned from the whole installation")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whence an attempt comes; `device` is the id of a browser that this account has used before."""

    address: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was counted, to be taken back when the attempt turns out to be right."""

    limits: Mapping[str, Limit]
    caller: Caller


class Throttle:
    """One per process. An attempt is counted before it is looked at, so that a hundred at once are slowed."""

    def __init__(self, counters: Counters, units: UnitsOfWork, *, clock: Clock = utc_now) -> None:
        self._counters = counters
        self._units = units
        self._clock = clock

    async def password(self, caller: Caller, account: str) -> Attempt:
        """Count an attempt at the password of an account.

        Raises:
            TooManyAttempts
        """
        return await self._admit(caller, _names(caller, account, Kind.PAIR))

    async def code(self, caller: Caller, person_id: str) -> Attempt:
        """Count an attempt at the second factor of a person; raises TooManyAttempts."""
        names = _names(caller, f"code {person_id}", Kind.PAIR)
        if caller.device is None:
            names[bucket_name(Kind.CODES, person_id)] = LIMITS[Kind.CODES]
        return await self._admit(caller, names)

    async def request(self, caller: Caller) -> Attempt:
        """Count what anybody may ask for, such as a link by mail; raises TooManyAttempts."""
        name = bucket_name(Kind.REQUEST, caller_of(caller.address))
        return await self._admit(caller, {name: LIMITS[Kind.REQUEST]})

    async def may_write_to(self, address: str) -> bool:
        """Count a message to an address that somebody asked for; return whether it is to be sent."""
        names = {bucket_name(Kind.MAIL, address): LIMITS[Kind.MAIL]}
        return await self._charge(names) == 0

    async def forgive(self, attempt: Attempt) -> None:
        """Take back an attempt that was right: what was wrong before it is forgotten, too.

        Other attempts of the same caller are kept, or a thief with one password of their own would
        try those of others for ever.
        """
        kept = _of_caller(attempt.caller)

        def step(known: Mapping[str, Bucket]) -> Mapping[str, Bucket | None]:
            return {name: uncounted(known.get(name)) if name == kept else None for name in attempt.limits}

        await self._counters.change([*attempt.limits], step)

    async def refuse(self, caller: Caller) -> None:
        """Note a refusal; who collects too many is banned for a while."""
        if caller.device is not None:
            return
        who, now, reached = caller_of(caller.address), self._clock(), 0
        name = bucket_name(Kind.REFUSED, who)

        def step(known: Mapping[str, Bucket]) -> Mapping[str, Bucket | None]:
            nonlocal reached
            bucket = refusals(known.get(name), now=now)
            reached = bucket.count
            return {name: None if bucket.count >= BAN_AFTER else bucket}

        await self._counters.change([name], step)
        if reached >= BAN_AFTER:
            await self._ban(who, refused=reached, now=now)

    async def _admit(self, caller: Caller, names: Mapping[str, Limit]) -> Attempt:
        await self._insist_on_no_ban(caller)
        seconds = await self._charge(names)
        if seconds:
            await self.refuse(caller)
            raise too_many(seconds)
        return Attempt(names, caller)

    async def _charge(self, limits: Mapping[str, Limit]) -> int:
        """Count an attempt in every bucket, or in none when one of them is full; return what to wait."""
        now, wait = self._clock(), 0

        def step(known: Mapping[str, Bucket]) -> Mapping[str, Bucket | None]:
            nonlocal wait
            wait = max(wait_seconds(known.get(name), limit, now=now) for name, limit in limits.items())
            if wait:
                return {}
            return {name: counted(known.get(name), limit, now=now) for name, limit in limits.items()}

        await self._counters.change([*limits], step)
        return wait

    async def _insist_on_no_ban(self, caller: Caller) -> None:
        if caller.device is not None:
            return
        now = self._clock()
        async with self._units.read(_BANS) as services:
            until = await BansTable(services.get(AsyncSession)).until(caller_of(caller.address), now=now)
        if until is not None:
            raise too_many(max(1, int((until - now).total_seconds())))

    async def _ban(self, who: str, *, refused: int, now: datetime) -> None:
        async with self._units.write(_BANS) as services:
            table = BansTable(services.get(AsyncSession))
            await table.add(new_id("ban"), who, refused=refused, at=now, until=now + BAN_LASTS)
        log.warning("address banned", address=who, refused=refused, seconds=int(BAN_LASTS.total_seconds()))


def _names(caller: Caller, account: str, kind: Kind) -> dict[str, Limit]:
    """A known device is counted for itself, whatever others do from its address or to its account."""
    if caller.device is not None:
        return {bucket_name(Kind.DEVICE, caller.device, account): LIMITS[Kind.DEVICE]}
    return {
        bucket_name(kind, caller_of(caller.address), account): LIMITS[kind],
        _of_caller(caller): LIMITS[Kind.CALLER],
    }


def _of_caller(caller: Caller) -> str:
    return bucket_name(Kind.CALLER, caller_of(caller.address))
