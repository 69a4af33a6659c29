"""A conversation may begin as a copy of another one up to one of its messages."""

import sqlalchemy as sa
from alembic import op

revision = "0007_forks"
down_revision = "0006_standards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("origin", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as conversations:
        conversations.drop_column("origin")
