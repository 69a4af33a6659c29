"""The limits that an organisation sets for itself, and where its members stand."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.quotas.caps import Cap, caps, subjects
from cloudwright.quotas.periods import period_of
from cloudwright.quotas.repository import CounterKey, Counters, Level, LimitsTable
from cloudwright.quotas.schemas import Entitlements, Metric, OwnLimit, Standing
from cloudwright.quotas.thresholds import reached
from cloudwright.tenancy.principal import Principal


class Limits:
    """Limits per member and per mode; they hold from the next reservation on."""

    def __init__(self, db: AsyncSession, audit: AuditTrail, *, clock: Clock = utc_now) -> None:
        self._limits = LimitsTable(db)
        self._audit = audit
        self._clock = clock

    async def list(self) -> tuple[OwnLimit, ...]:
        """Return them all, by metric and subject."""
        return await self._limits.all()

    async def put(self, own: OwnLimit, *, by: Principal) -> None:
        """Set a limit in place of the one that is there."""
        await self._limits.put(own, by=by.user_id, now=self._clock())
        await self._audit.record(
            "quota.limited",
            by.organization_id,
            actor_id=by.user_id,
            details={
                "subject": own.subject,
                "metric": own.metric.value,
                "most": str(own.limit.most),
                "enforcement": own.limit.enforcement.value,
            },
        )

    async def remove(self, subject: str, metric: Metric, *, by: Principal) -> bool:
        """Remove a limit; False when there was none."""
        gone = await self._limits.remove(subject, metric)
        if gone:
            await self._audit.record(
                "quota.unlimited",
                by.organization_id,
                actor_id=by.user_id,
                details={"subject": subject, "metric": metric.value},
            )
        return gone


class Standings:
    """What a person is told before they send a message, and an admin on the usage page."""

    def __init__(self, db: AsyncSession, entitlements: Entitlements, *, clock: Clock = utc_now) -> None:
        self._limits = LimitsTable(db)
        self._counters = Counters(db)
        self._entitlements = entitlements
        self._clock = clock

    async def of(self, person_id: str | None = None, *, mode: str | None = None) -> tuple[Standing, ...]:
        """Return where every limit stands that this member meets in this mode; nearest to its end first."""
        now = self._clock()
        counters = subjects(person_id, mode)
        keys = [CounterKey(metric, period_of(metric, now).key) for metric in Metric]
        own = await self._limits.all()
        levels = await self._counters.levels(keys, counters)
        found = [
            standing
            for key in keys
            for cap in caps(key.metric, counters, entitlements=self._entitlements, own=own)
            if (standing := self._standing(key, cap, level=levels.get((key.metric, cap.subject))))
        ]
        return tuple(sorted(found, key=_room_left))

    def _standing(self, key: CounterKey, cap: Cap, *, level: Level | None) -> Standing | None:
        limit = cap.nearest
        if limit is None:
            return None
        used, held = (level.committed, level.reserved) if level else (0, 0)
        return Standing(
            metric=key.metric,
            subject=cap.subject,
            used=used,
            held=held,
            limit=limit.most,
            enforcement=limit.enforcement,
            reached=reached(used + held, limit.most),
            resets_at=period_of(key.metric, self._clock()).resets_at,
        )


def _room_left(standing: Standing) -> float:
    return 1 - (standing.used + standing.held) / max(standing.limit, 1)
