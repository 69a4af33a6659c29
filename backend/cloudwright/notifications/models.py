"""The outbox of messages. What it holds may be links that sign people in: it is erased once it is sent."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights

NO_ORGANIZATION = ""


class NotificationRow(Base):
    """`organization_id` is empty where none is known; no tenant sees such a row."""

    __tablename__ = "notifications"
    __table_args__ = (
        Index(None, "state", "due_at"),
        rights(tenant="INSERT", system="SELECT, INSERT, UPDATE, DELETE"),
    )

    organization_id: Mapped[Id] = mapped_column(primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(String(40))
    message: Mapped[dict[str, JsonValue] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
