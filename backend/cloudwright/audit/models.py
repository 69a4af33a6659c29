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
        rights(tenant="SELECT, INSERT", system="SELECT, INSERT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[Id]
    action: Mapped[str] = mapped_column(String(80))
    subject_id: Mapped[Id]
    details: Mapped[dict[str, str]] = mapped_column(JSON)
