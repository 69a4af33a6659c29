"""The trail of the platform: what operators looked at and did. No organisation sees it."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights


class OperatorEntryRow(Base):
    """Rows are only ever added; `about_id` is the organisation that it concerns, empty for none or all."""

    __tablename__ = "operator_entries"
    __table_args__ = (Index(None, "at", "id"), rights(system="SELECT, INSERT"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    operator_id: Mapped[Id]
    action: Mapped[str] = mapped_column(String(80))
    subject_id: Mapped[Id]
    about_id: Mapped[Id]
    reason: Mapped[str] = mapped_column(String(500))
    details: Mapped[dict[str, str]] = mapped_column(JSON)
