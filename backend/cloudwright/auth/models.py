"""Tables of sign-ins and WebSocket tickets. Tokens are stored as SHA-256, never as they are."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned


class SignInRow(TenantOwned, Base):
    __tablename__ = "sign_ins"
    __table_args__ = (
        Index(None, "organization_id", "person_id"),
        rights(system="SELECT, INSERT, UPDATE"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class TicketRow(TenantOwned, Base):
    __tablename__ = "socket_tickets"
    __table_args__ = (
        ForeignKeyConstraint(["organization_id", "sign_in_id"], ["sign_ins.organization_id", "sign_ins.id"]),
        rights(system="SELECT, DELETE"),
    )

    ticket_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sign_in_id: Mapped[Id]
    expires_at: Mapped[datetime]
