"""Tables of quotas: plans given, counters, what is held of them, and limits that organisations set."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned

_HELD = text("state = 'held'")
_ENDED = text("ended_at IS NOT NULL")


class QuotaCounterRow(TenantOwned, Base):
    """`cap` is the hard limit that was last asked to hold; null is none."""

    __tablename__ = "quota_counters"
    __table_args__ = (
        CheckConstraint("committed >= 0", name="committed"),
        CheckConstraint("reserved >= 0", name="reserved"),
    )

    metric: Mapped[str] = mapped_column(String(20), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    committed: Mapped[int] = mapped_column(BigInteger)
    reserved: Mapped[int] = mapped_column(BigInteger)
    cap: Mapped[int | None] = mapped_column(BigInteger)
    warned: Mapped[int]
    warned_in: Mapped[str] = mapped_column(String(10))


class QuotaReservationRow(TenantOwned, Base):
    __tablename__ = "quota_reservations"
    __table_args__ = (
        Index("ix_quota_reservations_lease", "lease_until", sqlite_where=_HELD, postgresql_where=_HELD),
        Index("ix_quota_reservations_ended", "ended_at", sqlite_where=_ENDED, postgresql_where=_ENDED),
        rights(system="SELECT, DELETE"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    metric: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[Id | None]
    mode: Mapped[str | None] = mapped_column(String(16))
    amount: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(10))
    lease_until: Mapped[datetime]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class QuotaLimitRow(TenantOwned, Base):
    __tablename__ = "quota_limits"

    metric: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    most: Mapped[int] = mapped_column(BigInteger)
    enforcement: Mapped[str] = mapped_column(String(4))
    changed_by: Mapped[Id]
    changed_at: Mapped[datetime]


class PlanGrantRow(TenantOwned, Base):
    """Which plan an organisation has; one without a row was never given any."""

    __tablename__ = "plan_grants"
    __table_args__ = (rights(system="SELECT"),)

    plan: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    seats: Mapped[int | None]
    limits: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    given_by: Mapped[Id]
    given_at: Mapped[datetime]
