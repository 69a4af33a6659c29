"""Tables of conversations: the durable copy of what was said, activity windows, runs with their leases."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned

_OWN_CONVERSATION = ["organization_id", "conversation_id"]
_CONVERSATION = ["conversations.organization_id", "conversations.id"]
_OPEN = text("ended_at IS NULL")


class ConversationRow(TenantOwned, Base):
    __tablename__ = "conversations"
    __table_args__ = (
        Index(None, "organization_id", "updated_at"),
        Index(None, "organization_id", "project_id"),
        ForeignKeyConstraint(
            ["organization_id", "project_id"], ["projects.organization_id", "projects.id"], ondelete="CASCADE"
        ),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id]
    created_by: Mapped[Id]
    title: Mapped[str] = mapped_column(String(120))
    mode: Mapped[str] = mapped_column(String(16))
    last_line: Mapped[str] = mapped_column(String(200))
    origin: Mapped[JsonValue | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class SessionRow(TenantOwned, Base):
    """An activity window of one person in one conversation and mode."""

    __tablename__ = "sessions"
    __table_args__ = (
        ForeignKeyConstraint(_OWN_CONVERSATION, _CONVERSATION, ondelete="CASCADE"),
        Index(None, "organization_id", "conversation_id"),
        Index(None, "last_active_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        rights(system="SELECT, UPDATE"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    conversation_id: Mapped[Id]
    person_id: Mapped[Id]
    mode: Mapped[str] = mapped_column(String(16))
    started_at: Mapped[datetime]
    last_active_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RunRow(TenantOwned, Base):
    """`fence` grows with every owner; only the holder of the newest one may write for the run."""

    __tablename__ = "runs"
    __table_args__ = (
        ForeignKeyConstraint(_OWN_CONVERSATION, _CONVERSATION, ondelete="CASCADE"),
        Index(
            "uq_runs_open",
            "organization_id",
            "conversation_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_runs_lease", "lease_expires_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "started_at"),
        Index(None, "organization_id", "started_at"),
        Index(None, "organization_id", "conversation_id", "first_seq"),
        rights(system="SELECT, UPDATE"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    conversation_id: Mapped[Id]
    session_id: Mapped[Id]
    person_id: Mapped[Id]
    role: Mapped[str] = mapped_column(String(16))
    sign_in_id: Mapped[Id]
    mode: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    ask: Mapped[JsonValue] = mapped_column(JSON, nullable=False)
    resumes: Mapped[JsonValue | None] = mapped_column(JSON(none_as_null=True))
    first_seq: Mapped[int]
    owner: Mapped[Id]
    fence: Mapped[int]
    lease_expires_at: Mapped[datetime]
    cancel_requested: Mapped[bool]
    interrupt: Mapped[JsonValue | None] = mapped_column(JSON(none_as_null=True))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class MessageRow(TenantOwned, Base):
    __tablename__ = "messages"
    __table_args__ = (
        ForeignKeyConstraint(_OWN_CONVERSATION, _CONVERSATION, ondelete="CASCADE"),
        Index(None, "organization_id", "conversation_id", "seq"),
        Index(None, "organization_id", "run_id"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    conversation_id: Mapped[Id]
    run_id: Mapped[Id]
    seq: Mapped[int]
    role: Mapped[str] = mapped_column(String(16))
    mode: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    activities: Mapped[list[str]] = mapped_column(JSON)
    usage: Mapped[JsonValue | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[JsonValue | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]


class ActivityRow(TenantOwned, Base):
    """The newest content of an activity; a later run of the conversation may show it again."""

    __tablename__ = "activities"
    __table_args__ = (
        ForeignKeyConstraint(_OWN_CONVERSATION, _CONVERSATION, ondelete="CASCADE"),
        Index(None, "organization_id", "conversation_id", "seq"),
    )

    conversation_id: Mapped[Id] = mapped_column(primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)
    run_id: Mapped[Id]
    type: Mapped[str] = mapped_column(String(40))
    content: Mapped[JsonValue] = mapped_column(JSON, nullable=False)
    seq: Mapped[int]
