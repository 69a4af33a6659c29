"""Organisations, people, sign-ins, the audit trail and the event log."""

import sqlalchemy as sa
from alembic import op

revision = "0001_platform"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _organizations()
    _people()
    _memberships()
    _sign_ins()
    _socket_tickets()
    _audit_entries()
    _thread_events()
    _thread_heads()


def downgrade() -> None:
    for table in (
        "thread_heads",
        "thread_events",
        "audit_entries",
        "socket_tickets",
        "sign_ins",
        "memberships",
        "people",
        "organizations",
    ):
        op.drop_table(table)


def _organizations() -> None:
    op.create_table(
        "organizations",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organizations"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("email", name="uq_people_email"),
    )


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "person_id", name="pk_memberships"),
        _organization("memberships"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_memberships_person_id_people"),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_sign_ins"),
        _organization("sign_ins"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sign_ins_person_id_people"),
        sa.UniqueConstraint("token_hash", name="uq_sign_ins_token_hash"),
    )
    op.create_index("ix_sign_ins_organization_id_person_id", "sign_ins", ["organization_id", "person_id"])


def _socket_tickets() -> None:
    op.create_table(
        "socket_tickets",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("ticket_hash", sa.String(64), nullable=False),
        sa.Column("sign_in_id", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "ticket_hash", name="pk_socket_tickets"),
        _organization("socket_tickets"),
        sa.ForeignKeyConstraint(
            ["organization_id", "sign_in_id"],
            ["sign_ins.organization_id", "sign_ins.id"],
            name="fk_socket_tickets_organization_id_sign_in_id_sign_ins",
        ),
    )


def _audit_entries() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(40), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("subject_id", sa.String(40), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_audit_entries"),
        _organization("audit_entries"),
    )
    op.create_index("ix_audit_entries_organization_id_at", "audit_entries", ["organization_id", "at"])


def _thread_events() -> None:
    op.create_table(
        "thread_events",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("thread_id", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False, comment="the event as JSON text"),
        sa.PrimaryKeyConstraint("organization_id", "thread_id", "seq", name="pk_thread_events"),
        _organization("thread_events"),
    )
    op.create_index("ix_thread_events_organization_id_run_id", "thread_events", ["organization_id", "run_id"])


def _thread_heads() -> None:
    op.create_table(
        "thread_heads",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("thread_id", sa.String(40), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "thread_id", name="pk_thread_heads"),
        _organization("thread_heads"),
    )


def _organization(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization_id_organizations"
    )
