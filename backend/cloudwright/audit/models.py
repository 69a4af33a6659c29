"""The audit trail's table; rows are only ever added."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned


class AuditEntry(TenantOwned, Base):
    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "organization_id", "at"),
        Index(None, "at", "id"),
        Index(None, "organization_id", "action"),
        Index(None, "organization_id", "actor_id"),
        rights(tenant="SELECT, INSERT", system="SELECT, INSERT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[Id]
    actor_kind: Mapped[str] = mapped_column(String(10))
    action: Mapped[str] = mapped_column(String(80))
    subject_id: Mapped[Id]
    result: Mapped[str] = mapped_column(String(10))
    address: Mapped[str | None] = mapped_column(String(45))
    request_id: Mapped[str | None] = mapped_column(String(64))
    details: Mapped[dict[str, str]] = mapped_column(JSON)
