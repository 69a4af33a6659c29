"""Where members were last in projects."""

import sqlalchemy as sa
from alembic import op

revision = "0021_places"
down_revision = "0020_idempotency"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "project_places",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("project_id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "project_id", "person_id", name="pk_project_places"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_project_places_organization_id_organizations"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "project_id"],
            ["projects.organization_id", "projects.id"],
            name="fk_project_places_organization_id_project_id_projects",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("project_places")
