"""Requests that may be sent again."""

import sqlalchemy as sa
from alembic import op

revision = "0020_idempotency"
down_revision = "0019_audit_and_domains"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("request_hash", sa.String(64), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "person_id", "key", name="pk_idempotency_keys"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_idempotency_keys_organization_id_organizations",
        ),
    )
    op.create_index(
        "ix_idempotency_keys_organization_id_begun_at", "idempotency_keys", ["organization_id", "begun_at"]
    )


def downgrade() -> None:
    op.drop_table("idempotency_keys")
