"""Holds what is about to be used, and counts what was."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.quotas.caps import Cap, caps, subjects
from cloudwright.quotas.periods import month, period_of, resets_at
from cloudwright.quotas.ports import PlanSource, Silent, Teller
from cloudwright.quotas.refusal import quota_reached
from cloudwright.quotas.repository import (
    CounterKey,
    Counters,
    Held,
    Level,
    LimitsTable,
    Reservations,
    State,
)
from cloudwright.quotas.schemas import (
    Counted,
    Metric,
    OwnLimit,
    Refused,
    Reservation,
    Use,
    Warned,
)
from cloudwright.quotas.thresholds import reached


class Quotas:
    """The counters of one organisation under its plan.

    Reserve before, settle or release after; what nobody settles comes back when its lease ends. Admins are
    told once that a limit comes near, in the same transaction.
    """

    def __init__(
        self, db: AsyncSession, plan: PlanSource, *, clock: Clock = utc_now, teller: Teller | None = None
    ) -> None:
        self._counters = Counters(db)
        self._reservations = Reservations(db)
        self._limits = LimitsTable(db)
        self._plan = plan
        self._clock = clock
        self._teller = teller or Silent()
        self._own: tuple[OwnLimit, ...] | None = None

    async def limited(self, use: Use) -> bool:
        """Return whether a hard limit concerns this use, so that it has to be reserved before."""
        asked = await self._caps(use.metric, person_id=use.person_id, mode=use.mode)
        return any(cap.hard is not None for cap in asked)

    async def hold(self, use: Use, *, lease: timedelta, reservation_id: str | None = None) -> str | None:
        """Hold what a hard limit concerns and return the reservation's id, None where there is none.

        Raises:
            QuotaReached: a hard limit leaves no room.
        """
        if not await self.limited(use):
            return None
        reserved = await self.reserve(use, lease=lease, reservation_id=reservation_id)
        if isinstance(reserved, Refused):
            raise quota_reached(reserved)
        return reserved.id

    async def spend(self, use: Use) -> None:
        """Count what is used in this very transaction.

        Raises:
            QuotaReached: a hard limit leaves no room.
        """
        counted = await self.count(use)
        if isinstance(counted, Refused):
            raise quota_reached(counted)

    async def reserve(
        self, use: Use, *, lease: timedelta, reservation_id: str | None = None
    ) -> Reservation | Refused:
        """Hold the most that may be used, until it is settled or the lease ends."""
        now = self._clock()
        key = CounterKey(use.metric, period_of(use.metric, now).key)
        asked = await self._caps(use.metric, person_id=use.person_id, mode=use.mode)
        levels = await self._take(key, asked, amount=use.amount)
        if isinstance(levels, Refused):
            return levels
        held = Held(
            id=reservation_id or new_id("qrs"),
            key=key,
            amount=use.amount,
            person_id=use.person_id,
            mode=use.mode,
        )
        await self._reservations.add(held, lease_until=now + lease, now=now)
        return Reservation(
            id=held.id,
            metric=use.metric,
            amount=use.amount,
            lease_until=now + lease,
            exceeded=tuple(cap.subject for cap in asked if _passes(cap, levels[cap.subject])),
        )

    async def count(self, use: Use) -> Counted | Refused:
        """Count what is used in this very transaction, such as a project; nothing is held."""
        key = CounterKey(use.metric, period_of(use.metric, self._clock()).key)
        asked = await self._caps(use.metric, person_id=use.person_id, mode=use.mode)
        if all(cap.hard is None for cap in asked):
            return await self._add(key, asked, amount=use.amount)
        levels = await self._take(key, asked, amount=use.amount)
        if isinstance(levels, Refused):
            return levels
        moved = await self._counters.move(key, list(levels), committed=use.amount, reserved=-use.amount)
        return Counted(warnings=await self._warnings(key, asked, levels=moved))

    async def record(self, use: Use) -> Counted:
        """Count what was used already, whether there was room or not."""
        key = CounterKey(use.metric, period_of(use.metric, self._clock()).key)
        asked = await self._caps(use.metric, person_id=use.person_id, mode=use.mode)
        return await self._add(key, asked, amount=use.amount)

    async def settle(self, reservation_id: str, *, actual: int) -> Counted:
        """Count what was really used in place of what was held; a second time changes nothing.

        What was used counts even after the lease has ended, or when it is more than was held.
        """
        if actual < 0:
            raise ValueError("less than nothing cannot be used")
        now = self._clock()
        held = await self._reservations.end(reservation_id, State.SETTLED, now=now)
        still_reserved = held.amount if held else 0
        if held is None:
            held = await self._reservations.end(reservation_id, State.SETTLED, now=now, was=State.EXPIRED)
        if held is None:
            return Counted()
        moved = await self._counters.move(
            held.key, subjects(held.person_id, held.mode), committed=actual, reserved=-still_reserved
        )
        asked = await self._caps(held.key.metric, person_id=held.person_id, mode=held.mode)
        return Counted(warnings=await self._warnings(held.key, asked, levels=moved))

    async def release(self, reservation_id: str) -> None:
        """Give back what was held and not used; a second time changes nothing."""
        held = await self._reservations.end(reservation_id, State.RELEASED, now=self._clock())
        if held is not None:
            await self._counters.move(
                held.key, subjects(held.person_id, held.mode), committed=0, reserved=-held.amount
            )

    async def renew(self, reservation_ids: Collection[str], *, lease: timedelta) -> frozenset[str]:
        """Extend leases and return which are still held; the others were taken back or have ended."""
        return await self._reservations.renew(reservation_ids, until=self._clock() + lease)

    async def give_back(self, use: Use) -> None:
        """Count less of something that goes down again: a project was deleted, files were removed."""
        key = CounterKey(use.metric, period_of(use.metric, self._clock()).key)
        await self._counters.move(key, subjects(use.person_id, use.mode), committed=-use.amount, reserved=0)

    async def measure_within(self, metric: Metric, amount: int) -> Counted | Refused:
        """Set the organisation's count to what is really there, unless a hard limit has no room for it."""
        (cap,) = await self._caps(metric, person_id=None, mode=None)
        if cap.hard is not None and amount > cap.hard:
            key = CounterKey(metric, period_of(metric, self._clock()).key)
            return await self._refusal(key, cap)
        return await self.measure(metric, amount)

    async def measure(self, metric: Metric, amount: int) -> Counted:
        """Set the organisation's count to what is really there, such as the bytes in the store."""
        key = CounterKey(metric, period_of(metric, self._clock()).key)
        levels = await self._counters.measure(key, committed=amount)
        asked = await self._caps(metric, person_id=None, mode=None)
        return Counted(warnings=await self._warnings(key, asked, levels=levels))

    async def _caps(self, metric: Metric, *, person_id: str | None, mode: str | None) -> tuple[Cap, ...]:
        if self._own is None:
            self._own = await self._limits.all()
        plan = await self._plan.entitlements()
        return caps(metric, subjects(person_id, mode), entitlements=plan, own=self._own)

    async def _add(self, key: CounterKey, asked: Sequence[Cap], *, amount: int) -> Counted:
        levels = await self._counters.add(key, [cap.subject for cap in asked], amount=amount)
        return Counted(warnings=await self._warnings(key, asked, levels=levels))

    async def _take(
        self, key: CounterKey, asked: Sequence[Cap], *, amount: int
    ) -> Mapping[str, Level] | Refused:
        """Take from all counters or from none."""
        too_small = [cap for cap in asked if cap.hard is not None and amount > cap.hard]
        if too_small:
            return await self._refusal(key, too_small[0])
        taken = await self._counters.take(key, asked, amount=amount)
        full = [cap for cap in asked if cap.subject not in taken]
        if not full:
            return taken
        await self._counters.move(key, list(taken), committed=0, reserved=-amount)
        return await self._refusal(key, full[0])

    async def _refusal(self, key: CounterKey, cap: Cap) -> Refused:
        levels = await self._counters.levels([key], [cap.subject])
        level = levels.get((key.metric, cap.subject))
        return Refused(
            metric=key.metric,
            subject=cap.subject,
            limit=cap.hard or 0,
            used=level.used if level else 0,
            resets_at=resets_at(key.period),
        )

    async def _warnings(
        self, key: CounterKey, asked: Sequence[Cap], *, levels: Mapping[str, Level]
    ) -> tuple[Warned, ...]:
        this_month = month(self._clock())
        told: list[Warned] = []
        for cap in asked:
            limit, level = cap.nearest, levels.get(cap.subject)
            percent = reached(level.committed, limit.most) if limit and level else 0
            if not (limit and level and percent):
                continue
            if await self._counters.warn(key, cap.subject, percent=percent, month=this_month):
                warned = Warned(
                    metric=key.metric,
                    subject=cap.subject,
                    percent=percent,
                    used=level.committed,
                    limit=limit.most,
                    enforcement=limit.enforcement,
                    resets_at=resets_at(key.period),
                )
                await self._teller.tell(warned)
                told.append(warned)
        return tuple(told)


def _passes(cap: Cap, level: Level) -> bool:
    return cap.soft is not None and level.used > cap.soft
