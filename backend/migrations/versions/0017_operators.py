"""Operators of the platform: their trail, suspended organisations, and who looks as whom."""

import sqlalchemy as sa
from alembic import op

revision = "0017_operators"
down_revision = "0016_accounts"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_INDEXES = (
    ("runs", ["started_at"]),
    ("runs", ["organization_id", "started_at"]),
    ("model_calls", ["started_at"]),
    ("audit_entries", ["at", "id"]),
    ("memberships", ["person_id"]),
)


def upgrade() -> None:
    _operator_entries()
    _suspensions()
    _impersonations()
    op.add_column("sign_ins", sa.Column("impersonation_id", sa.String(40), nullable=True))
    for table, columns in _INDEXES:
        op.create_index(_name(table, columns), table, columns)


def downgrade() -> None:
    for table, columns in _INDEXES:
        op.drop_index(_name(table, columns), table_name=table)
    with op.batch_alter_table("sign_ins") as sign_ins:
        sign_ins.drop_column("impersonation_id")
    for table in ("impersonations", "suspensions", "operator_entries"):
        op.drop_table(table)


def _name(table: str, columns: list[str]) -> str:
    return f"ix_{table}_{'_'.join(columns)}"


def _operator_entries() -> None:
    op.create_table(
        "operator_entries",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("operator_id", sa.String(40), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("subject_id", sa.String(40), nullable=False),
        sa.Column("about_id", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_operator_entries"),
    )
    op.create_index("ix_operator_entries_at_id", "operator_entries", ["at", "id"])


def _suspensions() -> None:
    op.create_table(
        "suspensions",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("suspended_by", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_suspensions"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_suspensions_organization_id_organizations"
        ),
    )


def _impersonations() -> None:
    op.create_table(
        "impersonations",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("home_id", sa.String(40), nullable=False),
        sa.Column("operator_id", sa.String(40), nullable=False),
        sa.Column("operator_name", sa.String(200), nullable=False),
        sa.Column("sign_in_id", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_impersonations"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_impersonations_person_id_people"),
    )
    op.create_index("ix_impersonations_person_id_started_at", "impersonations", ["person_id", "started_at"])
    op.create_index("ix_impersonations_started_at", "impersonations", ["started_at"])
