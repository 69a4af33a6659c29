"""A project keeps the standards of its organisation that its designs are held to."""

import sqlalchemy as sa
from alembic import op

revision = "0006_standards"
down_revision = "0005_headlines"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("projects", sa.Column("standards", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("projects") as projects:
        projects.drop_column("standards")
