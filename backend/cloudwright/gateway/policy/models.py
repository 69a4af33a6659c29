"""Tables of policies: every text that ever held, and which of them hold now."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned


class PolicyVersionRow(TenantOwned, Base):
    """Only ever added: what decided a call can be read as long as the call is remembered."""

    __tablename__ = "gateway_policy_versions"
    __table_args__ = (rights(tenant="SELECT, INSERT", system="SELECT"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(200))
    author_id: Mapped[Id]
    created_at: Mapped[datetime]


class PolicyRow(TenantOwned, Base):
    """Which versions hold; `revision` grows with every change of that."""

    __tablename__ = "gateway_policies"
    __table_args__ = (rights(system="SELECT"),)

    live: Mapped[int | None]
    shadow: Mapped[int | None]
    latest: Mapped[int]
    revision: Mapped[int]
