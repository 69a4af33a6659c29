"""Rules of organisations, and which provider of identities a sign-in came from."""

import sqlalchemy as sa
from alembic import op

revision = "0013_organization_rules"
down_revision = "0012_invitations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organization_rules",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("require_second_factor", sa.Boolean(), nullable=False),
        sa.Column("identity_provider", sa.String(31), nullable=True),
        sa.Column("allowed_networks", sa.JSON(), nullable=False),
        sa.Column("sharing", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_organization_rules"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_organization_rules_organization_id_organizations",
        ),
    )
    op.add_column("sign_ins", sa.Column("provider", sa.String(31), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sign_ins") as sign_ins:
        sign_ins.drop_column("provider")
    op.drop_table("organization_rules")
