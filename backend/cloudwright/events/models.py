"""Tables of the event log: the numbered events of each thread, and the last number given."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned


class ThreadEventRow(TenantOwned, Base):
    __tablename__ = "thread_events"
    __table_args__ = (
        Index(None, "organization_id", "run_id"),
        rights(tenant="SELECT, INSERT, DELETE", system="INSERT"),
    )

    thread_id: Mapped[Id] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    run_id: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    payload: Mapped[str] = mapped_column(Text, comment="the event as JSON text")


class ThreadHeadRow(TenantOwned, Base):
    __tablename__ = "thread_heads"
    __table_args__ = (rights(system="SELECT, INSERT, UPDATE"),)

    thread_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    last_seq: Mapped[int]
