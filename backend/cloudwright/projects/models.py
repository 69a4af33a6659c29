"""Tables of projects, briefs, options and revisions. Revisions are only ever added."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.tenancy.scope import TenantOwned


class ProjectRow(TenantOwned, Base):
    __tablename__ = "projects"
    __table_args__ = (Index(None, "organization_id", "updated_at"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    goal: Mapped[str] = mapped_column(Text)
    example: Mapped[bool]
    chosen_option_id: Mapped[str | None] = mapped_column(String(40))
    brief_revision: Mapped[int]
    standards: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class BriefRow(TenantOwned, Base):
    __tablename__ = "briefs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "project_id"], ["projects.organization_id", "projects.id"], ondelete="CASCADE"
        ),
    )

    project_id: Mapped[Id] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    created_at: Mapped[datetime]


class OptionRow(TenantOwned, Base):
    __tablename__ = "options"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "project_id"], ["projects.organization_id", "projects.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("organization_id", "project_id", "candidate"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id]
    candidate: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(120))
    summary: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    position: Mapped[int]
    pinned: Mapped[bool]
    discarded: Mapped[bool]
    head_revision_id: Mapped[Id]
    created_at: Mapped[datetime]


class RevisionRow(TenantOwned, Base):
    __tablename__ = "revisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "option_id"], ["options.organization_id", "options.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("organization_id", "option_id", "number"),
        Index(None, "organization_id", "tool_call_id"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    option_id: Mapped[Id]
    project_id: Mapped[Id]
    number: Mapped[int]
    parent_id: Mapped[str | None] = mapped_column(String(40))
    content_hash: Mapped[str] = mapped_column(String(64))
    architecture: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    evaluation: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    monthly_cost: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    open_findings: Mapped[int]
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    ripple: Mapped[dict[str, JsonValue] | None] = mapped_column(JSON)
    summary: Mapped[str] = mapped_column(String(600))
    undone_id: Mapped[str | None] = mapped_column(String(40))
    brief_revision: Mapped[int]
    author_kind: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[Id]
    tool_call_id: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime]
