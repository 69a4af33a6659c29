"""Tables of organisations and memberships."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned


class OrganizationRow(Base):
    __tablename__ = "organizations"
    __table_args__ = (
        rights(tenant="SELECT, UPDATE", system="SELECT, INSERT", visible="id = {organization}"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class MembershipRow(TenantOwned, Base):
    __tablename__ = "memberships"
    __table_args__ = (Index(None, "person_id"), rights(system="SELECT, INSERT"))

    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]


class RulesRow(TenantOwned, Base):
    """What the organisation has decided for all its members; without a row nothing is."""

    __tablename__ = "organization_rules"
    __table_args__ = (rights(system="SELECT"),)

    require_second_factor: Mapped[bool]
    identity_provider: Mapped[str | None] = mapped_column(String(31))
    allowed_networks: Mapped[list[str]] = mapped_column(JSON)
    sharing: Mapped[bool]
    changed_by: Mapped[Id]
    changed_at: Mapped[datetime]


class SuspensionRow(TenantOwned, Base):
    """While there is a row, the organisation can do nothing; only operators of the platform write it."""

    __tablename__ = "suspensions"
    __table_args__ = (rights(tenant="SELECT", system="SELECT, INSERT, UPDATE, DELETE"),)

    since: Mapped[datetime]
    suspended_by: Mapped[Id]
    reason: Mapped[str] = mapped_column(String(500))


class DomainRow(TenantOwned, Base):
    """A domain that an organisation says is its own; of those that proved it there is one."""

    __tablename__ = "organization_domains"
    __table_args__ = (
        Index(
            "uq_organization_domains_verified_name",
            "name",
            unique=True,
            sqlite_where=text("verified_at IS NOT NULL"),
            postgresql_where=text("verified_at IS NOT NULL"),
        ),
        rights(system="SELECT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(253))
    token: Mapped[str] = mapped_column(String(64))
    default_role: Mapped[str] = mapped_column(String(20))
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]


class InvitationRow(TenantOwned, Base):
    """Its token is known by hash alone; whoever brings it is looked up before the organisation is known."""

    __tablename__ = "invitations"
    __table_args__ = (
        Index("uq_invitations_token_hash", "token_hash", unique=True),
        Index(None, "organization_id", "state"),
        rights(system="SELECT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12))
    invited_by: Mapped[Id]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SeatCounterRow(TenantOwned, Base):
    """`grandfathered` are the seats that were used when the limit fell below them; null limit is none."""

    __tablename__ = "seat_counters"
    __table_args__ = (
        CheckConstraint("used >= 0", name="used"),
        CheckConstraint("seat_limit IS NULL OR used <= seat_limit OR used <= grandfathered", name="room"),
        rights(system="SELECT, INSERT, UPDATE"),
    )

    seat_limit: Mapped[int | None]
    used: Mapped[int]
    grandfathered: Mapped[int]


class SeatRow(TenantOwned, Base):
    """Who has a seat: a member, or an invitation that keeps one for whoever accepts it."""

    __tablename__ = "seats"
    __table_args__ = (rights(system="SELECT, INSERT, UPDATE, DELETE"),)

    holder_id: Mapped[Id] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime]
