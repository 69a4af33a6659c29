"""The ledger keeps calls of applications and what they can be priced again by; days know applications."""

import sqlalchemy as sa
from alembic import op

revision = "0023_call_records"
down_revision = "0022_applications"
branch_labels = None
depends_on = None

_KEY = ("organization_id", "day", "person_id", "mode", "model_id")
_NEW_KEY = ("application_id", "team", "provider")
_SUMS = (
    "calls",
    "runs",
    "unfinished_calls",
    "unpriced_calls",
    "input_tokens",
    "output_tokens",
    "cost_nano_usd",
)
_OF_CALLS = (
    ("application_id", sa.String(40), ""),
    ("team", sa.String(80), ""),
    ("provider", sa.String(40), ""),
    ("wire", sa.String(16), ""),
    ("requested_model", sa.String(120), ""),
    ("code", sa.String(64), ""),
    ("attempts", sa.Integer(), "1"),
    ("cache_read_tokens", sa.BigInteger(), "0"),
    ("cache_write_tokens", sa.BigInteger(), "0"),
    ("usage_source", sa.String(16), "provider"),
    ("price_version", sa.String(40), ""),
    ("verdicts", sa.JSON(), "[]"),
)
_MAYBE = (("status_code", sa.Integer()), ("first_byte_milliseconds", sa.BigInteger()))


def upgrade() -> None:
    for name, kind, default in _OF_CALLS:
        op.add_column("model_calls", sa.Column(name, kind, nullable=False, server_default=default))
    for name, kind in _MAYBE:
        op.add_column("model_calls", sa.Column(name, kind, nullable=True))
    op.execute(sa.text(f"UPDATE model_calls SET provider = {_provider()}"))  # noqa: S608  # constants of this file
    op.execute(sa.text("UPDATE model_calls SET usage_source = 'estimated' WHERE estimated"))
    _remade(_KEY + _NEW_KEY, f"{', '.join(_KEY)}, '', '', {_provider()}")
    op.create_table(
        "call_bodies",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("call_id", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "call_id", name="pk_call_bodies"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_call_bodies_organization_id_organizations"
        ),
    )
    op.create_index("ix_call_bodies_organization_id_sha256", "call_bodies", ["organization_id", "sha256"])
    op.create_index("ix_call_bodies_hour", "call_bodies", ["hour"])


def downgrade() -> None:
    op.drop_table("call_bodies")
    _remade(_KEY, ", ".join(_KEY))
    for name, *_ in (*_MAYBE, *_OF_CALLS):
        op.drop_column("model_calls", name)


def _remade(key: tuple[str, ...], taken_from: str) -> None:
    """Make the table of days again with another key; rows that fall together are added up."""
    op.execute(sa.text("CREATE TABLE usage_days_before AS SELECT * FROM usage_days"))
    op.drop_table("usage_days")
    kinds = {"day": sa.Date(), "mode": sa.String(16), "model_id": sa.String(120), "team": sa.String(80)}
    op.create_table(
        "usage_days",
        *(
            sa.Column(
                name,
                kinds.get(name, sa.String(40)),
                nullable=False,
                server_default="" if name in _NEW_KEY else None,
            )
            for name in key
        ),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _SUMS),
        sa.PrimaryKeyConstraint(*key, name="pk_usage_days"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_usage_days_organization_id_organizations"
        ),
        sqlite_with_rowid=False,  # days lie beside each other
    )
    summed = ", ".join(f"sum({name})" for name in _SUMS)
    grouped = ", ".join(str(place) for place in range(1, len(key) + 1))
    op.execute(
        sa.text(
            f"INSERT INTO usage_days ({', '.join((*key, *_SUMS))}) "  # noqa: S608  # constants of this file
            f"SELECT {taken_from}, {summed} FROM usage_days_before GROUP BY {grouped}"
        )
    )
    op.drop_table("usage_days_before")


def _provider() -> str:
    """Who runs a model stands before the first slash of its id."""
    before = "substr(model_id, 1, instr(model_id, '/') - 1)"
    if op.get_bind().dialect.name == "postgresql":
        before = "split_part(model_id, '/', 1)"
    return f"CASE WHEN model_id LIKE '%/%' THEN {before} ELSE 'built-in' END"
