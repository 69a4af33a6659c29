"""SQL of quotas. No statement counts first and writes afterwards: each decides and writes at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Executable, case, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.quotas.caps import ORGANIZATION, Cap
from cloudwright.quotas.models import PlanGrantRow, QuotaCounterRow, QuotaLimitRow, QuotaReservationRow
from cloudwright.quotas.schemas import Enforcement, Grant, Limit, Metric, OwnLimit, ReservationKey
from cloudwright.tenancy.scope import tenant_of

_COUNTERS = Base.metadata.tables[QuotaCounterRow.__tablename__]
_Upsert = sqlite.Insert | postgresql.Insert
_LEVEL = (_COUNTERS.c.subject, _COUNTERS.c.committed, _COUNTERS.c.reserved)


def _takes(insert: _Upsert) -> Executable:
    """Return the statement that makes a counter or adds to it, where its cap leaves room."""
    asked = insert.excluded
    after = _COUNTERS.c.committed + _COUNTERS.c.reserved + asked.reserved
    return insert.on_conflict_do_update(
        index_elements=list(_COUNTERS.primary_key),
        set_={"reserved": _COUNTERS.c.reserved + asked.reserved, "cap": asked.cap},
        where=or_(asked.cap.is_(None), after <= asked.cap),
    ).returning(*_LEVEL)


def _adds(insert: _Upsert) -> Executable:
    """Return the statement that makes a counter or counts on, whatever its cap is."""
    return insert.on_conflict_do_update(
        index_elements=list(_COUNTERS.primary_key),
        set_={"committed": _COUNTERS.c.committed + insert.excluded.committed},
    ).returning(*_LEVEL)


def _sets(insert: _Upsert) -> Executable:
    return insert.on_conflict_do_update(
        index_elements=list(_COUNTERS.primary_key), set_={"committed": insert.excluded.committed}
    ).returning(*_LEVEL)


_TAKE = {
    "sqlite": _takes(sqlite.insert(_COUNTERS)),
    "postgresql": _takes(postgresql.insert(_COUNTERS)),
}
_ADD = {"sqlite": _adds(sqlite.insert(_COUNTERS)), "postgresql": _adds(postgresql.insert(_COUNTERS))}
_SET = {"sqlite": _sets(sqlite.insert(_COUNTERS)), "postgresql": _sets(postgresql.insert(_COUNTERS))}


class State(StrEnum):
    """Where a reservation is: only a held one counts as reserved."""

    HELD = "held"
    SETTLED = "settled"
    RELEASED = "released"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class CounterKey:
    """Counters of one metric and period."""

    metric: Metric
    period: str


@dataclass(frozen=True, slots=True)
class Level:
    """Where a counter stands."""

    subject: str
    committed: int
    reserved: int

    @property
    def used(self) -> int:
        return self.committed + self.reserved


@dataclass(frozen=True, slots=True)
class Held:
    """A reservation as its table has it."""

    id: str
    key: CounterKey
    amount: int
    person_id: str | None
    mode: str | None


class Counters:
    """The organisation's row is always written first: who has it has the turn, so nobody waits in a ring."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def take(self, key: CounterKey, caps: Sequence[Cap], *, amount: int) -> dict[str, Level]:
        """Reserve `amount` on every counter that has room and return those.

        No cap may be lower than `amount`: a counter that is new is made without asking.
        """
        rows = [
            self._row(key, cap.subject) | {"reserved": amount, "cap": cap.hard, "committed": 0}
            for cap in caps
        ]
        return await self._written(_TAKE, rows)

    async def add(self, key: CounterKey, subjects: Sequence[str], *, amount: int) -> dict[str, Level]:
        """Count what was used, whether there is room or not."""
        rows = [
            self._row(key, subject) | {"reserved": 0, "cap": None, "committed": amount}
            for subject in subjects
        ]
        return await self._written(_ADD, rows)

    async def measure(self, key: CounterKey, *, committed: int) -> dict[str, Level]:
        """Set the organisation's counter to what is really there."""
        row = self._row(key, ORGANIZATION) | {"reserved": 0, "cap": None, "committed": committed}
        return await self._written(_SET, [row])

    async def move(
        self, key: CounterKey, subjects: Collection[str], *, committed: int, reserved: int
    ) -> dict[str, Level]:
        """Add to both numbers of the counters; neither falls below nothing."""
        first = [each for each in subjects if each == ORGANIZATION]
        others = [each for each in subjects if each != ORGANIZATION]
        return {
            **await self._move(key, first, committed=committed, reserved=reserved),
            **await self._move(key, others, committed=committed, reserved=reserved),
        }

    async def levels(
        self, keys: Collection[CounterKey], subjects: Collection[str] | None
    ) -> dict[tuple[Metric, str], Level]:
        """Return where the counters that there are stand, by metric and subject; None is every subject."""
        rows = await self._db.execute(
            select(
                QuotaCounterRow.metric,
                QuotaCounterRow.subject,
                QuotaCounterRow.committed,
                QuotaCounterRow.reserved,
            ).where(
                or_(*(_of(key) for key in keys)),
                *([] if subjects is None else [QuotaCounterRow.subject.in_(subjects)]),
            )
        )
        return {(Metric(row.metric), row.subject): Level(*row[1:]) for row in rows}

    async def warn(self, key: CounterKey, subject: str, *, percent: int, month: str) -> bool:
        """Note that people are told of `percent`; False when they were told in this month."""
        told = await self._db.execute(
            update(QuotaCounterRow)
            .where(
                _of(key),
                QuotaCounterRow.subject == subject,
                or_(QuotaCounterRow.warned_in != month, QuotaCounterRow.warned < percent),
            )
            .values(warned=percent, warned_in=month)
            .returning(QuotaCounterRow.subject)
            .execution_options(synchronize_session=False)
        )
        return told.first() is not None

    async def _move(
        self, key: CounterKey, subjects: Collection[str], *, committed: int, reserved: int
    ) -> dict[str, Level]:
        if not subjects:
            return {}
        rows = await self._db.execute(
            update(QuotaCounterRow)
            .where(_of(key), QuotaCounterRow.subject.in_(subjects))
            .values(
                committed=_at_least_nothing(QuotaCounterRow.committed + committed),
                reserved=QuotaCounterRow.reserved + reserved,
            )
            .returning(QuotaCounterRow.subject, QuotaCounterRow.committed, QuotaCounterRow.reserved)
            .execution_options(synchronize_session=False)
        )
        return {row.subject: Level(*row) for row in rows}

    async def _written(
        self, statements: Mapping[str, Executable], rows: list[dict[str, object]]
    ) -> dict[str, Level]:
        statement = statements[self._db.get_bind().dialect.name]
        return {row.subject: Level(*row) for row in await self._db.execute(statement, rows)}

    def _row(self, key: CounterKey, subject: str) -> dict[str, object]:
        return {
            "organization_id": tenant_of(self._db),
            "metric": key.metric.value,
            "period": key.period,
            "subject": subject,
            "warned": 0,
            "warned_in": "",
        }


class Reservations:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, held: Held, *, lease_until: datetime, now: datetime) -> None:
        self._db.add(
            QuotaReservationRow(
                organization_id=tenant_of(self._db),
                id=held.id,
                metric=held.key.metric.value,
                period=held.key.period,
                person_id=held.person_id,
                mode=held.mode,
                amount=held.amount,
                state=State.HELD.value,
                lease_until=lease_until,
                created_at=now,
            )
        )
        await self._db.flush()

    async def end(
        self, reservation_id: str, state: State, *, now: datetime, was: State = State.HELD
    ) -> Held | None:
        """Move a reservation on, once: None when it was not `was` any more."""
        return await self._end(
            reservation_id, state, now=now, condition=QuotaReservationRow.state == was.value
        )

    async def expire(self, reservation_id: str, *, now: datetime) -> Held | None:
        """End a reservation whose lease has ended; None when it was renewed or ended meanwhile."""
        return await self._end(
            reservation_id,
            State.EXPIRED,
            now=now,
            condition=(QuotaReservationRow.state == State.HELD.value)
            & (QuotaReservationRow.lease_until <= now),
        )

    async def renew(self, ids: Collection[str], *, until: datetime) -> frozenset[str]:
        """Extend the leases of those that are still held, and return them."""
        rows = await self._db.execute(
            update(QuotaReservationRow)
            .where(QuotaReservationRow.id.in_(ids), QuotaReservationRow.state == State.HELD.value)
            .values(lease_until=until)
            .returning(QuotaReservationRow.id)
            .execution_options(synchronize_session=False)
        )
        return frozenset(rows.scalars())

    async def expired(self, *, now: datetime, limit: int) -> Sequence[ReservationKey]:
        rows = await self._db.execute(
            select(QuotaReservationRow.organization_id, QuotaReservationRow.id)
            .where(QuotaReservationRow.state == State.HELD.value, QuotaReservationRow.lease_until <= now)
            .order_by(QuotaReservationRow.lease_until)
            .limit(limit)
        )
        return [ReservationKey(*row) for row in rows]

    async def forget(self, *, before: datetime) -> None:
        await self._db.execute(
            delete(QuotaReservationRow)
            .where(QuotaReservationRow.ended_at < before)
            .execution_options(synchronize_session=False)
        )

    async def _end(
        self, reservation_id: str, state: State, *, now: datetime, condition: ColumnElement[bool]
    ) -> Held | None:
        rows = await self._db.execute(
            update(QuotaReservationRow)
            .where(QuotaReservationRow.id == reservation_id, condition)
            .values(state=state.value, ended_at=now)
            .returning(
                QuotaReservationRow.metric,
                QuotaReservationRow.period,
                QuotaReservationRow.amount,
                QuotaReservationRow.person_id,
                QuotaReservationRow.mode,
            )
            .execution_options(synchronize_session=False)
        )
        row = rows.first()
        if row is None:
            return None
        return Held(
            id=reservation_id,
            key=CounterKey(Metric(row.metric), row.period),
            amount=row.amount,
            person_id=row.person_id,
            mode=row.mode,
        )


class GrantsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self) -> Grant | None:
        """Return what the organisation of this session was given."""
        row = await self._db.scalar(select(PlanGrantRow))
        if row is None:
            return None
        return Grant.model_validate(
            {"plan": row.plan, "status": row.status, "seats": row.seats, "limits": row.limits}
        )

    async def put(self, organization_id: str, grant: Grant, *, by: str, now: datetime) -> None:
        values = {
            "plan": grant.plan,
            "status": grant.status,
            "seats": grant.seats,
            "limits": grant.model_dump(mode="json")["limits"],
            "given_by": by,
            "given_at": now,
        }
        changed = await self._db.execute(
            update(PlanGrantRow)
            .where(PlanGrantRow.organization_id == organization_id)
            .values(**values)
            .returning(PlanGrantRow.organization_id)
            .execution_options(synchronize_session="fetch")
        )
        if changed.first() is None:
            self._db.add(PlanGrantRow(organization_id=organization_id, **values))
            await self._db.flush()


class LimitsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def all(self) -> tuple[OwnLimit, ...]:
        rows = await self._db.scalars(
            select(QuotaLimitRow).order_by(QuotaLimitRow.metric, QuotaLimitRow.subject)
        )
        return tuple(_own_limit(row) for row in rows)

    async def put(self, own: OwnLimit, *, by: str, now: datetime) -> None:
        await self.remove(own.subject, own.metric)
        self._db.add(
            QuotaLimitRow(
                organization_id=tenant_of(self._db),
                metric=own.metric.value,
                subject=own.subject,
                most=own.limit.most,
                enforcement=own.limit.enforcement.value,
                changed_by=by,
                changed_at=now,
            )
        )
        await self._db.flush()

    async def remove(self, subject: str, metric: Metric) -> bool:
        gone = await self._db.execute(
            delete(QuotaLimitRow)
            .where(QuotaLimitRow.subject == subject, QuotaLimitRow.metric == metric.value)
            .returning(QuotaLimitRow.subject)
            .execution_options(synchronize_session="fetch")
        )
        return gone.first() is not None


def _of(key: CounterKey) -> ColumnElement[bool]:
    return (QuotaCounterRow.metric == key.metric.value) & (QuotaCounterRow.period == key.period)


def _at_least_nothing(value: ColumnElement[int]) -> ColumnElement[int]:
    return case((value > 0, value), else_=0)


def _own_limit(row: QuotaLimitRow) -> OwnLimit:
    limit = Limit(most=row.most, enforcement=Enforcement(row.enforcement))
    return OwnLimit(subject=row.subject, metric=Metric(row.metric), limit=limit)
