"""Tables of projects: briefs, options, revisions, which are only ever added, links to them and comments."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base, Id
from cloudwright.database.rights import rights
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


class ShareLinkRow(TenantOwned, Base):
    """Its token is known by hash alone; whoever brings it is looked up before the organisation is known.

    `content` is what the link showed when it was made, so that later evaluations do not change it.
    """

    __tablename__ = "share_links"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "project_id"], ["projects.organization_id", "projects.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organization_id", "revision_id"],
            ["revisions.organization_id", "revisions.id"],
            ondelete="CASCADE",
        ),
        Index("uq_share_links_token_hash", "token_hash", unique=True),
        Index(None, "organization_id", "project_id"),
        Index(None, "organization_id", "revision_id"),
        rights(system="SELECT"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id]
    revision_id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64))
    parts: Mapped[list[str]] = mapped_column(JSON)
    content: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    opened: Mapped[int]
    last_opened_at: Mapped[datetime | None]


class CommentThreadRow(TenantOwned, Base):
    """A discussion about one element of an option, or about the option; it is found by the element's id.

    `anchor_title` is what the element was called when the first comment was written.
    """

    __tablename__ = "comment_threads"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "project_id"], ["projects.organization_id", "projects.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organization_id", "option_id"], ["options.organization_id", "options.id"], ondelete="CASCADE"
        ),
        Index(None, "organization_id", "project_id"),
        Index(None, "organization_id", "option_id"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    project_id: Mapped[Id]
    option_id: Mapped[Id]
    revision_number: Mapped[int]
    anchor_kind: Mapped[str] = mapped_column(String(12))
    anchor_id: Mapped[str] = mapped_column(String(200))
    anchor_title: Mapped[str] = mapped_column(String(200))
    created_by: Mapped[Id]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(String(40))


class CommentRow(TenantOwned, Base):
    """What somebody said; a deleted one keeps its place while others answered it, without its words."""

    __tablename__ = "comments"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "thread_id"],
            ["comment_threads.organization_id", "comment_threads.id"],
            ondelete="CASCADE",
        ),
        Index(None, "organization_id", "thread_id"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    thread_id: Mapped[Id]
    author_id: Mapped[Id]
    text: Mapped[str] = mapped_column(Text)
    mentions: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class CommentReadRow(TenantOwned, Base):
    """Until when a member has read a thread."""

    __tablename__ = "comment_reads"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "thread_id"],
            ["comment_threads.organization_id", "comment_threads.id"],
            ondelete="CASCADE",
        ),
    )

    thread_id: Mapped[Id] = mapped_column(primary_key=True)
    person_id: Mapped[Id] = mapped_column(primary_key=True)
    read_at: Mapped[datetime]


class PlaceRow(TenantOwned, Base):
    """Where a member was last in a project, whichever device they used."""

    __tablename__ = "project_places"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organization_id", "project_id"], ["projects.organization_id", "projects.id"], ondelete="CASCADE"
        ),
    )

    project_id: Mapped[Id] = mapped_column(primary_key=True)
    person_id: Mapped[Id] = mapped_column(primary_key=True)
    place: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    updated_at: Mapped[datetime]
