"""SQL of organisations and memberships."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Table, case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.organizations.models import (
    InvitationRow,
    MembershipRow,
    OrganizationRow,
    RulesRow,
    SeatCounterRow,
    SeatRow,
    SuspensionRow,
)
from cloudwright.organizations.schemas import (
    InvitationState,
    Joined,
    Kept,
    Membership,
    Organization,
    SeatCount,
    Standing,
)
from cloudwright.rbac.addresses import networks
from cloudwright.tenancy.principal import NO_RULES, Network, Role, Rules


class OrganizationsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self, organization_id: str) -> Organization | None:
        row = await self._db.scalar(select(OrganizationRow).where(OrganizationRow.id == organization_id))
        return Organization(id=row.id, name=row.name) if row else None

    async def add(self, organization: Organization, *, created_at: datetime) -> None:
        self._db.add(OrganizationRow(id=organization.id, name=organization.name, created_at=created_at))
        await self._db.flush()

    async def membership(self, organization_id: str, person_id: str) -> Membership | None:
        row = await self._db.scalar(
            select(MembershipRow).where(
                MembershipRow.organization_id == organization_id, MembershipRow.person_id == person_id
            )
        )
        if row is None:
            return None
        return Membership(organization_id=row.organization_id, person_id=row.person_id, role=Role(row.role))

    async def standing(self, organization_id: str, person_id: str) -> Standing | None:
        """Return a person's place and the rules of the organisation, which has a row for them or none."""
        found = await self._db.execute(
            select(MembershipRow, RulesRow, SuspensionRow.since)
            .outerjoin(RulesRow, RulesRow.organization_id == MembershipRow.organization_id)
            .outerjoin(SuspensionRow, SuspensionRow.organization_id == MembershipRow.organization_id)
            .where(MembershipRow.organization_id == organization_id, MembershipRow.person_id == person_id)
        )
        row = found.one_or_none()
        if row is None:
            return None
        member, rules, suspended_since = row
        membership = Membership(
            organization_id=member.organization_id, person_id=member.person_id, role=Role(member.role)
        )
        return Standing(membership, replace(_rules(rules), suspended=suspended_since is not None))

    async def places(self, person_id: str) -> Sequence[tuple[Organization, Role]]:
        """Return a person's organisations with their role, in a session for every tenant."""
        rows = await self._db.execute(
            select(OrganizationRow.id, OrganizationRow.name, MembershipRow.role)
            .join(MembershipRow, MembershipRow.organization_id == OrganizationRow.id)
            .where(MembershipRow.person_id == person_id)
            .order_by(OrganizationRow.name, OrganizationRow.id)
        )
        return [(Organization(id=row.id, name=row.name), Role(row.role)) for row in rows]

    async def close(self, organization_id: str, name: str, *, now: datetime) -> None:
        """Note that an organisation is deleted; its row stays, for the trail names it."""
        await self._db.execute(
            update(OrganizationRow)
            .where(OrganizationRow.id == organization_id)
            .values(name=name, deleted_at=now)
        )

    async def rename(self, organization_id: str, name: str) -> None:
        await self._db.execute(
            update(OrganizationRow).where(OrganizationRow.id == organization_id).values(name=name)
        )

    async def members(self) -> Sequence[Joined]:
        rows = await self._db.scalars(select(MembershipRow))
        return [
            Joined(
                Membership(organization_id=row.organization_id, person_id=row.person_id, role=Role(row.role)),
                joined_at=row.created_at,
            )
            for row in rows
        ]

    async def owners(self) -> int:
        owners = select(func.count()).select_from(MembershipRow).where(MembershipRow.role == Role.OWNER.value)
        return await self._db.scalar(owners) or 0

    async def set_role(self, person_id: str, role: Role) -> None:
        await self._db.execute(
            update(MembershipRow).where(MembershipRow.person_id == person_id).values(role=role.value)
        )

    async def remove_member(self, person_id: str) -> None:
        await self._db.execute(delete(MembershipRow).where(MembershipRow.person_id == person_id))

    async def add_membership(self, membership: Membership, *, created_at: datetime) -> None:
        self._db.add(
            MembershipRow(
                organization_id=membership.organization_id,
                person_id=membership.person_id,
                role=membership.role.value,
                created_at=created_at,
            )
        )
        await self._db.flush()


class RulesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def read(self, organization_id: str) -> Rules:
        row = await self._db.scalar(select(RulesRow).where(RulesRow.organization_id == organization_id))
        since = await self._db.scalar(
            select(SuspensionRow.since).where(SuspensionRow.organization_id == organization_id)
        )
        return replace(_rules(row), suspended=since is not None)

    async def write(self, organization_id: str, rules: Rules, *, by: str, at: datetime) -> None:
        row = RulesRow(
            organization_id=organization_id,
            require_second_factor=rules.second_factor_required,
            identity_provider=rules.identity_provider,
            allowed_networks=[str(network) for network in rules.networks],
            sharing=rules.sharing,
            changed_by=by,
            changed_at=at,
        )
        await self._db.merge(row)
        await self._db.flush()


def _rules(row: RulesRow | None) -> Rules:
    if row is None:
        return NO_RULES
    return Rules(
        sharing=row.sharing,
        second_factor_required=row.require_second_factor,
        identity_provider=row.identity_provider,
        networks=_networks(tuple(row.allowed_networks)),
    )


@lru_cache(maxsize=1_024)
def _networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    """Each request asks for those of its organisation."""
    return networks(texts)


class InvitationsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, invitation: Kept, token_hash: str) -> None:
        self._db.add(
            InvitationRow(
                id=invitation.id,
                email=invitation.email,
                role=invitation.role.value,
                token_hash=token_hash,
                state=invitation.state.value,
                invited_by=invitation.invited_by,
                created_at=invitation.created_at,
                expires_at=invitation.expires_at,
            )
        )
        await self._db.flush()

    async def find(self, invitation_id: str) -> Kept | None:
        return await self._one(InvitationRow.id == invitation_id)

    async def by_token(self, token_hash: str) -> Kept | None:
        pending = InvitationRow.state == InvitationState.PENDING.value
        return await self._one(InvitationRow.token_hash == token_hash, pending)

    async def home(self, token_hash: str) -> str | None:
        """Return the organisation of a token, in a session for every tenant."""
        return await self._db.scalar(
            select(InvitationRow.organization_id).where(InvitationRow.token_hash == token_hash)
        )

    async def pending(self, *, now: datetime) -> Sequence[Kept]:
        return await self._some(*_is_open(now))

    async def pending_for(self, email: str, *, now: datetime) -> bool:
        return bool(await self._some(InvitationRow.email == email, *_is_open(now)))

    async def old(self, *, now: datetime) -> Sequence[Kept]:
        pending = InvitationRow.state == InvitationState.PENDING.value
        return await self._some(pending, InvitationRow.expires_at <= now)

    async def renew(self, invitation_id: str, token_hash: str, *, expires_at: datetime) -> bool:
        """Give a pending invitation another token and more time; False when it is pending no more."""
        renewed = await self._db.execute(
            update(InvitationRow)
            .where(InvitationRow.id == invitation_id, InvitationRow.state == InvitationState.PENDING.value)
            .values(token_hash=token_hash, expires_at=expires_at)
            .returning(InvitationRow.id)
            .execution_options(synchronize_session=False)
        )
        return renewed.first() is not None

    async def end(self, invitation_id: str, state: InvitationState) -> bool:
        """Move a pending invitation on; False when it has been."""
        ended = await self._db.execute(
            update(InvitationRow)
            .where(InvitationRow.id == invitation_id, InvitationRow.state == InvitationState.PENDING.value)
            .values(state=state.value)
            .returning(InvitationRow.id)
            .execution_options(synchronize_session=False)
        )
        return ended.first() is not None

    async def _one(self, *conditions: ColumnElement[bool]) -> Kept | None:
        return next(iter(await self._some(*conditions)), None)

    async def _some(self, *conditions: ColumnElement[bool]) -> Sequence[Kept]:
        rows = await self._db.scalars(
            select(InvitationRow).where(*conditions).order_by(InvitationRow.created_at.desc())
        )
        return [
            Kept(
                id=row.id,
                email=row.email,
                role=Role(row.role),
                state=InvitationState(row.state),
                invited_by=row.invited_by,
                created_at=row.created_at,
                expires_at=row.expires_at,
            )
            for row in rows
        ]


def _is_open(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return InvitationRow.state == InvitationState.PENDING.value, InvitationRow.expires_at > now


_Insert = sqlite.Insert | postgresql.Insert
_INSERT: dict[str, Callable[[Table], _Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_SEATS = Base.metadata.tables[SeatRow.__tablename__]
_COUNTERS = Base.metadata.tables[SeatCounterRow.__tablename__]


class SeatsTable:
    """Who has a seat, and how many have one. Seats are written before their counter, by everybody."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def open(self, organization_id: str, limit: int | None) -> None:
        """Begin to count, if nobody has yet."""
        row = {
            "organization_id": organization_id,
            "seat_limit": limit,
            "used": 0,
            "grandfathered": 0,
        }
        await self._db.execute(self._insert(_COUNTERS).on_conflict_do_nothing(), [row])

    async def seat(self, organization_id: str, holders: Collection[str], *, at: datetime) -> int:
        """Give each of `holders` a seat and return to how many this was new."""
        rows = [
            {"organization_id": organization_id, "holder_id": holder, "taken_at": at} for holder in holders
        ]
        if not rows:
            return 0
        insert = self._insert(_SEATS).on_conflict_do_nothing().returning(_SEATS.c.holder_id)
        return len((await self._db.execute(insert, rows)).all())

    async def unseat(self, organization_id: str, holder_id: str) -> bool:
        """Take a seat away; False when there was none."""
        gone = await self._db.execute(
            delete(SeatRow)
            .where(SeatRow.organization_id == organization_id, SeatRow.holder_id == holder_id)
            .returning(SeatRow.holder_id)
            .execution_options(synchronize_session=False)
        )
        return gone.first() is not None

    async def use_one(self, organization_id: str) -> bool:
        """Count one more where the limit leaves room; False where it does not."""
        used = await self._db.execute(
            update(SeatCounterRow)
            .where(
                SeatCounterRow.organization_id == organization_id,
                or_(SeatCounterRow.seat_limit.is_(None), SeatCounterRow.used < SeatCounterRow.seat_limit),
            )
            .values(used=SeatCounterRow.used + 1)
            .returning(SeatCounterRow.used)
            .execution_options(synchronize_session=False)
        )
        return used.first() is not None

    async def add(self, organization_id: str, seats: int) -> None:
        """Count more or fewer whatever the limit is; who has a seat above it keeps it."""
        used = SeatCounterRow.used + seats
        await self._db.execute(
            update(SeatCounterRow)
            .where(SeatCounterRow.organization_id == organization_id)
            .values(
                used=used,
                grandfathered=case(
                    (SeatCounterRow.seat_limit.is_(None), 0),
                    (used > SeatCounterRow.seat_limit, used),
                    else_=0,
                ),
            )
            .execution_options(synchronize_session=False)
        )

    async def limit(self, organization_id: str, limit: int | None) -> bool:
        """Set the limit; seats above it stay with who has them. False where seats are not counted."""
        above = case((SeatCounterRow.used > limit, SeatCounterRow.used), else_=0)
        limited = await self._db.execute(
            update(SeatCounterRow)
            .where(SeatCounterRow.organization_id == organization_id)
            .values(seat_limit=limit, grandfathered=0 if limit is None else above)
            .returning(SeatCounterRow.used)
            .execution_options(synchronize_session=False)
        )
        return limited.first() is not None

    async def count(self, organization_id: str) -> SeatCount | None:
        rows = await self._db.execute(
            select(SeatCounterRow.seat_limit, SeatCounterRow.used).where(
                SeatCounterRow.organization_id == organization_id
            )
        )
        row = rows.first()
        return SeatCount(limit=row.seat_limit, used=row.used) if row else None

    async def holders(self, organization_id: str) -> frozenset[str]:
        rows = await self._db.scalars(
            select(SeatRow.holder_id).where(SeatRow.organization_id == organization_id)
        )
        return frozenset(rows)

    def _insert(self, table: Table) -> _Insert:
        return _INSERT[self._db.get_bind().dialect.name](table)
