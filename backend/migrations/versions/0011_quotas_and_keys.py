"""Quotas, seats and API keys; usage is read from an index of the ledger.

Who is a member already has a seat; how many there may be is said with the plan.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_quotas_and_keys"
down_revision = "0010_billing"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_LEDGER = "ix_model_calls_organization_id_started_at"
_READ_BY_ADMINS = [
    "id",
    "run_id",
    "person_id",
    "model_id",
    "status",
    "input_tokens",
    "output_tokens",
    "cost_nano_usd",
]


def upgrade() -> None:
    _quota_counters()
    _quota_reservations()
    _quota_limits()
    _seat_counters()
    _seats()
    _api_keys()
    op.drop_index(_LEDGER, table_name="model_calls")
    op.create_index(
        _LEDGER, "model_calls", ["organization_id", "started_at"], postgresql_include=_READ_BY_ADMINS
    )
    _seat_members()


def downgrade() -> None:
    op.drop_index(_LEDGER, table_name="model_calls")
    op.create_index(_LEDGER, "model_calls", ["organization_id", "started_at"])
    for table in (
        "api_keys",
        "seats",
        "seat_counters",
        "quota_limits",
        "quota_reservations",
        "quota_counters",
    ):
        op.drop_table(table)


def _quota_counters() -> None:
    op.create_table(
        "quota_counters",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("metric", sa.String(20), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("committed", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("warned_in", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "metric", "period", "subject", name="pk_quota_counters"),
        _organization("quota_counters"),
        sa.CheckConstraint("committed >= 0", name="ck_quota_counters_committed"),
        sa.CheckConstraint("reserved >= 0", name="ck_quota_counters_reserved"),
    )


def _quota_reservations() -> None:
    op.create_table(
        "quota_reservations",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("metric", sa.String(20), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=True),
        sa.Column("mode", sa.String(16), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("lease_until", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_quota_reservations"),
        _organization("quota_reservations"),
    )
    for name, column, condition in (
        ("ix_quota_reservations_lease", "lease_until", sa.text("state = 'held'")),
        ("ix_quota_reservations_ended", "ended_at", sa.text("ended_at IS NOT NULL")),
    ):
        op.create_index(
            name, "quota_reservations", [column], sqlite_where=condition, postgresql_where=condition
        )


def _quota_limits() -> None:
    op.create_table(
        "quota_limits",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("metric", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("enforcement", sa.String(4), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "metric", "subject", name="pk_quota_limits"),
        _organization("quota_limits"),
    )


def _seat_counters() -> None:
    op.create_table(
        "seat_counters",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("seat_limit", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("grandfathered", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", name="pk_seat_counters"),
        _organization("seat_counters"),
        sa.CheckConstraint("used >= 0", name="ck_seat_counters_used"),
        sa.CheckConstraint(
            "seat_limit IS NULL OR used <= seat_limit OR used <= grandfathered", name="ck_seat_counters_room"
        ),
    )


def _seats() -> None:
    op.create_table(
        "seats",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("holder_id", sa.String(40), nullable=False),
        sa.Column("taken_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "holder_id", name="pk_seats"),
        _organization("seats"),
    )


def _api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("prefix", sa.String(10), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_api_keys"),
        _organization("api_keys"),
        sa.UniqueConstraint("prefix", name="uq_api_keys_prefix"),
    )


def _seat_members() -> None:
    op.execute(
        sa.text(
            "INSERT INTO seats (organization_id, holder_id, taken_at) "
            "SELECT organization_id, person_id, created_at FROM memberships"
        )
    )
    op.execute(
        sa.text(
            "INSERT INTO seat_counters (organization_id, seat_limit, used, grandfathered) "
            "SELECT id, NULL, (SELECT count(*) FROM memberships WHERE organization_id = organizations.id), 0 "
            "FROM organizations"
        )
    )


def _organization(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization_id_organizations"
    )
