"""Conversations, messages, activities, sessions, runs, and the ledger of model calls."""

import sqlalchemy as sa
from alembic import op

revision = "0003_conversations"
down_revision = "0002_projects"
branch_labels = None
depends_on = None

_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    _conversations()
    _sessions()
    _runs()
    _messages()
    _activities()
    _model_calls()


def downgrade() -> None:
    for table in ("model_calls", "activities", "messages", "runs", "sessions", "conversations"):
        op.drop_table(table)


def _organization(table: str, *key: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.PrimaryKeyConstraint("organization_id", *(key or ("id",)), name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization_id_organizations"
        ),
    ]


def _conversation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", "conversation_id"],
        ["conversations.organization_id", "conversations.id"],
        name=f"fk_{table}_organization_id_conversation_id_conversations",
        ondelete="CASCADE",
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("project_id", sa.String(40), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("last_line", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id", "project_id"],
            ["projects.organization_id", "projects.id"],
            name="fk_conversations_organization_id_project_id_projects",
            ondelete="CASCADE",
        ),
        *_organization("conversations"),
    )
    op.create_index(
        "ix_conversations_organization_id_updated_at", "conversations", ["organization_id", "updated_at"]
    )
    op.create_index(
        "ix_conversations_organization_id_project_id", "conversations", ["organization_id", "project_id"]
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_active_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _conversation("sessions"),
        *_organization("sessions"),
    )
    op.create_index(
        "ix_sessions_organization_id_conversation_id", "sessions", ["organization_id", "conversation_id"]
    )
    op.create_index(
        "ix_sessions_last_active_at",
        "sessions",
        ["last_active_at"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=False),
        sa.Column("session_id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("sign_in_id", sa.String(40), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("ask", sa.JSON(), nullable=False),
        sa.Column("resumes", sa.JSON(), nullable=True),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("interrupt", sa.JSON(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _conversation("runs"),
        *_organization("runs"),
    )
    op.create_index(
        "uq_runs_open",
        "runs",
        ["organization_id", "conversation_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_runs_lease", "runs", ["lease_expires_at"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index(
        "ix_runs_organization_id_conversation_id_first_seq",
        "runs",
        ["organization_id", "conversation_id", "first_seq"],
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=False),
        sa.Column("run_id", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("activities", sa.JSON(), nullable=False),
        sa.Column("usage", sa.JSON(), nullable=True),
        sa.Column("error", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _conversation("messages"),
        *_organization("messages"),
    )
    op.create_index(
        "ix_messages_organization_id_conversation_id_seq",
        "messages",
        ["organization_id", "conversation_id", "seq"],
    )
    op.create_index("ix_messages_organization_id_run_id", "messages", ["organization_id", "run_id"])


def _activities() -> None:
    op.create_table(
        "activities",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=False),
        sa.Column("run_id", sa.String(40), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        _conversation("activities"),
        *_organization("activities", "conversation_id", "id"),
    )
    op.create_index(
        "ix_activities_organization_id_conversation_id_seq",
        "activities",
        ["organization_id", "conversation_id", "seq"],
    )


def _model_calls() -> None:
    op.create_table(
        "model_calls",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=True),
        sa.Column("run_id", sa.String(40), nullable=True),
        sa.Column("model_id", sa.String(120), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.Column("cost_nano_usd", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        *_organization("model_calls"),
    )
    op.create_index("ix_model_calls_organization_id_run_id", "model_calls", ["organization_id", "run_id"])
    op.create_index(
        "ix_model_calls_organization_id_started_at", "model_calls", ["organization_id", "started_at"]
    )
