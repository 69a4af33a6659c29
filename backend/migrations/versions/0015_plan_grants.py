"""Which plan an organisation was given; projects and bundles that are there already are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0015_plan_grants"
down_revision = "0014_sharing_and_comments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_grants",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("plan", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("given_by", sa.String(40), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_plan_grants"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_plan_grants_organization_id_organizations",
        ),
    )
    op.execute(sa.text("DELETE FROM quota_counters WHERE metric IN ('projects', 'storage_bytes')"))
    whole = "projects WHERE NOT example GROUP BY organization_id"
    _count("projects", "'organization', count(*)", source=whole)
    _count(
        "projects",
        "'member:' || created_by, count(*)",
        source=f"{whole}, created_by",
    )
    kept = "(SELECT DISTINCT organization_id, sha256, bytes FROM artifacts) AS kept"
    _count("storage_bytes", "'organization', sum(bytes)", source=f"{kept} GROUP BY organization_id")


def downgrade() -> None:
    op.drop_table("plan_grants")


def _count(metric: str, figures: str, *, source: str) -> None:
    op.execute(
        sa.text(
            "INSERT INTO quota_counters "  # noqa: S608  # constants of this file
            "(organization_id, metric, period, subject, committed, reserved, cap, warned, warned_in) "
            f"SELECT organization_id, '{metric}', 'always', {figures}, 0, NULL, 0, '' FROM {source}"
        )
    )
