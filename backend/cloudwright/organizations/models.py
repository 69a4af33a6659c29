"""Tables of organisations and memberships."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
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


class MembershipRow(TenantOwned, Base):
    __tablename__ = "memberships"
    __table_args__ = (rights(system="SELECT, INSERT"),)

    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
