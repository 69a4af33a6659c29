"""Each revision keeps the two figures that lists show, so that they need not parse its evaluation."""

import sqlalchemy as sa
from alembic import op

revision = "0005_headlines"
down_revision = "0004_artifacts"
branch_labels = None
depends_on = None

_REVISIONS = sa.table(
    "revisions",
    sa.column("organization_id", sa.String),
    sa.column("id", sa.String),
    sa.column("evaluation", sa.JSON),
    sa.column("monthly_cost", sa.JSON),
    sa.column("open_findings", sa.Integer),
)


def upgrade() -> None:
    op.add_column("revisions", sa.Column("monthly_cost", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("revisions", sa.Column("open_findings", sa.Integer(), nullable=False, server_default="0"))
    _fill()


def downgrade() -> None:
    with op.batch_alter_table("revisions") as revisions:
        revisions.drop_column("open_findings")
        revisions.drop_column("monthly_cost")


def _fill() -> None:
    connection = op.get_bind()
    own = (_REVISIONS.c.organization_id, _REVISIONS.c.id)
    for organization_id, revision_id in connection.execute(sa.select(*own)).all():
        this = sa.and_(own[0] == organization_id, own[1] == revision_id)
        evaluation = connection.execute(sa.select(_REVISIONS.c.evaluation).where(this)).scalar_one()
        findings = evaluation["review"]["findings"]
        connection.execute(
            sa.update(_REVISIONS)
            .where(this)
            .values(
                monthly_cost=evaluation["estimate"]["total"],
                open_findings=sum(1 for finding in findings if finding.get("waiver") is None),
            )
        )
