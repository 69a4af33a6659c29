"""The ledger says the mode of a call itself, and is added up by day."""

import sqlalchemy as sa
from alembic import op

revision = "0018_usage_days"
down_revision = "0017_operators"
branch_labels = None
depends_on = None

_SUMS = (
    "calls",
    "runs",
    "unfinished_calls",
    "unpriced_calls",
    "input_tokens",
    "output_tokens",
    "cost_nano_usd",
)


def upgrade() -> None:
    op.add_column("model_calls", sa.Column("mode", sa.String(16), nullable=False, server_default=""))
    op.execute(
        sa.text(
            "UPDATE model_calls SET mode = coalesce((SELECT runs.mode FROM runs "
            "WHERE runs.organization_id = model_calls.organization_id AND runs.id = model_calls.run_id), '')"
        )
    )
    op.create_table(
        "usage_days",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("model_id", sa.String(120), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _SUMS),
        sa.PrimaryKeyConstraint(
            "organization_id", "day", "person_id", "mode", "model_id", name="pk_usage_days"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_usage_days_organization_id_organizations"
        ),
        sqlite_with_rowid=False,  # days lie beside each other
    )
    _add_up()


def downgrade() -> None:
    op.drop_table("usage_days")
    op.drop_column("model_calls", "mode")


def _add_up() -> None:
    """Count a run where its first call is, and everything else where it happened."""
    of_day = "date(started_at)"
    if op.get_bind().dialect.name == "postgresql":
        of_day = "CAST(started_at AT TIME ZONE 'UTC' AS date)"
    op.execute(
        sa.text(
            f"""
            INSERT INTO usage_days (organization_id, day, person_id, mode, model_id, {", ".join(_SUMS)})
            SELECT organization_id, day, person_id, mode, model_id, count(*),
                sum(CASE WHEN nth = 1 AND run_id IS NOT NULL THEN 1 ELSE 0 END),
                sum(CASE WHEN status <> 'completed' THEN 1 ELSE 0 END),
                sum(CASE WHEN cost_nano_usd IS NULL THEN 1 ELSE 0 END),
                sum(input_tokens), sum(output_tokens), coalesce(sum(cost_nano_usd), 0)
            FROM (
                SELECT model_calls.*, {of_day} AS day, row_number() OVER (
                    PARTITION BY organization_id, coalesce(run_id, id) ORDER BY started_at, id
                ) AS nth
                FROM model_calls
            ) AS dated
            GROUP BY organization_id, day, person_id, mode, model_id
            """  # noqa: S608  # constants of this file
        )
    )
