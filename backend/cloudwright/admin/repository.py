"""SQL across organisations: lists of organisations, people and runs. Sessions here work for every tenant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from cloudwright.admin.paging import Place
from cloudwright.auth.models import SecondFactorRow, SignInRow
from cloudwright.auth.schemas import Ending
from cloudwright.conversations.models import RunRow
from cloudwright.gateway.models import ModelCall
from cloudwright.organizations.models import (
    MembershipRow,
    OrganizationRow,
    SeatCounterRow,
    SuspensionRow,
)
from cloudwright.quotas.models import PlanGrantRow
from cloudwright.users.models import PersonRow


@dataclass(frozen=True, slots=True)
class OrganizationFacts:
    """A row of the list; `plan` is None where none was ever given."""

    id: str
    name: str
    created_at: datetime
    plan: str | None
    seats_used: int
    seats_limit: int | None
    suspended_reason: str | None


class OrganizationsView:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def page(self, q: str, *, after: Place | None, limit: int) -> Sequence[OrganizationFacts]:
        """Return organisations by name, whose name or id holds every word."""
        statement = _FACTS.order_by(OrganizationRow.name, OrganizationRow.id).limit(limit)
        for word in q.split():
            statement = statement.where(
                or_(OrganizationRow.name.icontains(word, autoescape=True), OrganizationRow.id == word)
            )
        if after is not None:
            statement = statement.where(_beyond(OrganizationRow.name, OrganizationRow.id, after))
        return [_facts(row) for row in await self._db.execute(statement)]

    async def find(self, organization_id: str) -> OrganizationFacts | None:
        row = (await self._db.execute(_FACTS.where(OrganizationRow.id == organization_id))).one_or_none()
        return None if row is None else _facts(row)

    async def names(self, ids: Collection[str]) -> dict[str, str]:
        rows = await self._db.execute(
            select(OrganizationRow.id, OrganizationRow.name).where(OrganizationRow.id.in_([*ids]))
        )
        return {row.id: row.name for row in rows}

    async def members(self, organization_id: str) -> Sequence[Row[PersonRow, str]]:
        """Return the members by name, each with their role."""
        rows = await self._db.execute(
            select(PersonRow, MembershipRow.role)
            .join(MembershipRow, MembershipRow.person_id == PersonRow.id)
            .where(MembershipRow.organization_id == organization_id)
            .order_by(PersonRow.name, PersonRow.id)
        )
        return rows.all()

    async def member_counts(self, ids: Collection[str]) -> dict[str, int]:
        rows = await self._db.execute(
            select(MembershipRow.organization_id, func.count())
            .where(MembershipRow.organization_id.in_([*ids]))
            .group_by(MembershipRow.organization_id)
        )
        return {row[0]: row[1] for row in rows}

    async def homes(self, person_id: str) -> Sequence[str]:
        """Return the ids of a person's organisations."""
        rows = await self._db.scalars(
            select(MembershipRow.organization_id).where(MembershipRow.person_id == person_id)
        )
        return rows.all()

    async def suspend(self, organization_id: str, *, by: str, reason: str, at: datetime) -> None:
        await self._db.merge(
            SuspensionRow(organization_id=organization_id, since=at, suspended_by=by, reason=reason)
        )
        await self._db.flush()

    async def resume(self, organization_id: str) -> bool:
        """Say whether it was suspended."""
        gone = await self._db.scalar(
            delete(SuspensionRow)
            .where(SuspensionRow.organization_id == organization_id)
            .returning(SuspensionRow.organization_id)
        )
        return gone is not None


class PeopleView:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def page(self, q: str, *, after: Place | None, limit: int) -> Sequence[PersonRow]:
        """Return people by name, whose name, address or id holds every word."""
        statement = select(PersonRow).order_by(PersonRow.name, PersonRow.id).limit(limit)
        for word in q.split():
            statement = statement.where(
                or_(
                    PersonRow.name.icontains(word, autoescape=True),
                    PersonRow.email.icontains(word, autoescape=True),
                    PersonRow.id == word,
                )
            )
        if after is not None:
            statement = statement.where(_beyond(PersonRow.name, PersonRow.id, after))
        return (await self._db.scalars(statement)).all()

    async def find(self, person_id: str) -> PersonRow | None:
        return await self._db.scalar(select(PersonRow).where(PersonRow.id == person_id))

    async def with_email(self, email: str) -> PersonRow | None:
        return await self._db.scalar(select(PersonRow).where(func.lower(PersonRow.email) == email.lower()))

    async def names(self, ids: Collection[str]) -> dict[str, str]:
        rows = await self._db.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_([*ids])))
        return {row.id: row.name for row in rows}

    async def operators(self) -> Sequence[PersonRow]:
        rows = await self._db.scalars(
            select(PersonRow).where(PersonRow.operator.is_(True)).order_by(PersonRow.name, PersonRow.id)
        )
        return rows.all()

    async def organizations(self, ids: Collection[str]) -> dict[str, int]:
        rows = await self._db.execute(
            select(MembershipRow.person_id, func.count())
            .where(MembershipRow.person_id.in_([*ids]))
            .group_by(MembershipRow.person_id)
        )
        return {row[0]: row[1] for row in rows}

    async def with_second_factor(self, ids: Collection[str]) -> frozenset[str]:
        rows = await self._db.scalars(
            select(SecondFactorRow.person_id).where(
                SecondFactorRow.person_id.in_([*ids]), SecondFactorRow.confirmed_at.is_not(None)
            )
        )
        return frozenset(rows)

    async def last_seen(self, ids: Collection[str]) -> dict[str, datetime]:
        rows = await self._db.execute(
            select(SignInRow.person_id, func.max(SignInRow.last_seen_at))
            .where(SignInRow.person_id.in_([*ids]))
            .group_by(SignInRow.person_id)
        )
        return {row[0]: row[1] for row in rows}

    async def disable(self, person_id: str, *, at: datetime) -> None:
        """Disable a person and end their sign-ins; tokens of their present epoch are worth nothing now."""
        await self._set(person_id, disabled_at=at, epoch=PersonRow.epoch + 1)
        await self._db.execute(
            update(SignInRow)
            .where(SignInRow.person_id == person_id, SignInRow.revoked_at.is_(None))
            .values(revoked_at=at, reason=Ending.ENDED_BY_ADMIN.value)
            .execution_options(synchronize_session=False)
        )

    async def enable(self, person_id: str) -> None:
        await self._set(person_id, disabled_at=None)

    async def make_operator(self, person_id: str) -> None:
        await self._set(person_id, operator=True)

    async def make_nobody(self, person_id: str) -> None:
        """Take the rights of an operator away."""
        await self._set(person_id, operator=False)

    async def _set(self, person_id: str, **values: object) -> None:
        await self._db.execute(
            update(PersonRow)
            .where(PersonRow.id == person_id)
            .values(**values)
            .execution_options(synchronize_session=False)
        )


class RunsView:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def open(self, *, limit: int) -> Sequence[RunRow]:
        """Return runs that have not ended, the oldest first."""
        rows = await self._db.scalars(
            select(RunRow)
            .where(RunRow.ended_at.is_(None))
            .order_by(RunRow.started_at, RunRow.id)
            .limit(limit)
        )
        return rows.all()

    async def open_of(self, organization_id: str) -> Sequence[str]:
        rows = await self._db.scalars(
            select(RunRow.id).where(RunRow.organization_id == organization_id, RunRow.ended_at.is_(None))
        )
        return rows.all()

    async def counts(self, ids: Collection[str], *, since: datetime) -> dict[str, int]:
        rows = await self._db.execute(
            select(RunRow.organization_id, func.count())
            .where(RunRow.organization_id.in_([*ids]), RunRow.started_at >= since)
            .group_by(RunRow.organization_id)
        )
        return {row[0]: row[1] for row in rows}

    async def newest(self, ids: Collection[str]) -> dict[str, datetime]:
        """Return when the last run of each of these organisations began."""
        rows = await self._db.execute(
            select(RunRow.organization_id, func.max(RunRow.started_at))
            .where(RunRow.organization_id.in_([*ids]))
            .group_by(RunRow.organization_id)
        )
        return {row[0]: row[1] for row in rows}

    async def spent(self, organization_id: str, *, since: datetime) -> tuple[int, int, int]:
        """Return model calls, tokens and cost in nano USD since then."""
        row = (
            await self._db.execute(
                select(
                    func.count(),
                    func.coalesce(func.sum(ModelCall.input_tokens + ModelCall.output_tokens), 0),
                    func.coalesce(func.sum(ModelCall.cost_nano_usd), 0),
                ).where(ModelCall.organization_id == organization_id, ModelCall.started_at >= since)
            )
        ).one()
        return int(row[0]), int(row[1]), int(row[2] or 0)


_FACTS = (
    select(
        OrganizationRow.id,
        OrganizationRow.name,
        OrganizationRow.created_at,
        PlanGrantRow.plan,
        func.coalesce(SeatCounterRow.used, 0).label("seats_used"),
        SeatCounterRow.seat_limit,
        SuspensionRow.reason,
    )
    .outerjoin(PlanGrantRow, PlanGrantRow.organization_id == OrganizationRow.id)
    .outerjoin(SeatCounterRow, SeatCounterRow.organization_id == OrganizationRow.id)
    .outerjoin(SuspensionRow, SuspensionRow.organization_id == OrganizationRow.id)
)


def _facts(row: Row[str, str, datetime, str, int, int | None, str]) -> OrganizationFacts:
    return OrganizationFacts(
        id=row.id,
        name=row.name,
        created_at=row.created_at,
        plan=row.plan,
        seats_used=row.seats_used,
        seats_limit=row.seat_limit,
        suspended_reason=row.reason,
    )


def _beyond(
    name: InstrumentedAttribute[str], row_id: InstrumentedAttribute[str], after: Place, /
) -> ColumnElement[bool]:
    """Keyset: what comes after a place, by name and then by id."""
    return or_(name > after[0], and_(name == after[0], row_id > after[1]))
