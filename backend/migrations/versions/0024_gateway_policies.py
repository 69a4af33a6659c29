"""The rules of organisations for calls of models, every version of them."""

import sqlalchemy as sa
from alembic import op

revision = "0024_gateway_policies"
down_revision = "0023_call_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gateway_policy_versions",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("author_id", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "number", name="pk_gateway_policy_versions"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_gateway_policy_versions_organization_id_organizations",
        ),
    )
    op.create_table(
        "gateway_policies",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.Column("shadow", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_gateway_policies"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_gateway_policies_organization_id_organizations",
        ),
    )


def downgrade() -> None:
    op.drop_table("gateway_policies")
    op.drop_table("gateway_policy_versions")
