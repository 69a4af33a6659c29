"""The limits that an organisation sets for itself, and where its members stand."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.quotas.caps import EACH_MEMBER, ORGANIZATION, Cap, caps, subjects
from cloudwright.quotas.periods import period_of
from cloudwright.quotas.ports import PlanSource
from cloudwright.quotas.repository import CounterKey, Counters, Level, LimitsTable
from cloudwright.quotas.schemas import (
    Enforcement,
    Limit,
    Metric,
    OwnLimit,
    OwnQuota,
    Quota,
    Standing,
)
from cloudwright.quotas.thresholds import reached
from cloudwright.quotas.wording import label, own_label, whose
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
        same = (own.subject, own.metric)
        before = [each.limit for each in await self._limits.all() if (each.subject, each.metric) == same]
        await self._limits.put(own, by=by.user_id, now=self._clock())
        await self._audit.record(
            "quota.limited",
            by.organization_id,
            actor_id=by.user_id,
            details={
                "subject": own.subject,
                "metric": own.metric.value,
                "before": _said(before[0]) if before else "none",
                "after": _said(own.limit),
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

    def __init__(self, db: AsyncSession, plan: PlanSource, *, clock: Clock = utc_now) -> None:
        self._limits = LimitsTable(db)
        self._counters = Counters(db)
        self._plan = plan
        self._clock = clock

    async def of(self, person_id: str | None = None, *, mode: str | None = None) -> tuple[Standing, ...]:
        """Return where every limit stands that this member meets in this mode; nearest to its end first."""
        now = self._clock()
        counters = subjects(person_id, mode)
        keys = [CounterKey(metric, period_of(metric, now).key) for metric in Metric]
        own, plan = await self._limits.all(), await self._plan.entitlements()
        levels = await self._counters.levels(keys, counters)
        found = [
            standing
            for key in keys
            for cap in caps(key.metric, counters, entitlements=plan, own=own)
            if (standing := self._standing(key, cap, level=levels.get((key.metric, cap.subject))))
        ]
        return tuple(sorted(found, key=_room_left))

    async def whole(self) -> tuple[Quota, ...]:
        """Return how much the organisation uses of everything that is counted, limited or not."""
        now = self._clock()
        keys = [CounterKey(metric, period_of(metric, now).key) for metric in Metric]
        own, plan = await self._limits.all(), await self._plan.entitlements()
        levels = await self._counters.levels(keys, [ORGANIZATION])
        found = []
        for key in keys:
            (cap,) = caps(key.metric, [ORGANIZATION], entitlements=plan, own=own)
            level = levels.get((key.metric, ORGANIZATION))
            limit = cap.nearest
            if limit is None and key.metric is Metric.CONCURRENT_RUNS:
                continue
            found.append(
                Quota(
                    metric=key.metric,
                    subject=ORGANIZATION,
                    label=label(key.metric),
                    used=level.used if level else 0,
                    limit=limit.most if limit else None,
                    enforcement=limit.enforcement if limit else Enforcement.SOFT,
                    resets_at=period_of(key.metric, now).resets_at,
                )
            )
        return tuple(found)

    async def own(self, names: Mapping[str, str]) -> tuple[OwnQuota, ...]:
        """Return the limits that admins have set, each with what is used of it; `names` are the members'."""
        now = self._clock()
        keys = [CounterKey(metric, period_of(metric, now).key) for metric in Metric]
        levels = await self._counters.levels(keys, None)
        return tuple(
            OwnQuota(
                subject=each.subject,
                metric=each.metric,
                whose=whose(each.subject, names),
                label=label(each.metric),
                limit=each.limit,
                used=None if each.subject == EACH_MEMBER else _used(levels, each),
            )
            for each in await self._limits.all()
        )

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


def shown(standing: Standing) -> Quota:
    """Return a standing as the person sees it whom it concerns."""
    return Quota(
        metric=standing.metric,
        subject=standing.subject,
        label=own_label(standing.metric, standing.subject),
        used=standing.used + standing.held,
        limit=standing.limit,
        enforcement=standing.enforcement,
        resets_at=standing.resets_at,
    )


def _said(limit: Limit) -> str:
    return f"{limit.most} {limit.enforcement.value}"


def _used(levels: Mapping[tuple[Metric, str], Level], own: OwnLimit) -> int:
    level = levels.get((own.metric, own.subject))
    return level.used if level else 0


def _room_left(standing: Standing) -> float:
    return 1 - (standing.used + standing.held) / max(standing.limit, 1)
