"""Tables of requests that may be sent again."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.tenancy.scope import TenantOwned


class IdempotencyKeyRow(TenantOwned, Base):
    __tablename__ = "idempotency_keys"
    __table_args__ = (Index(None, "organization_id", "begun_at"),)

    person_id: Mapped[Id] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    begun_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Text)
