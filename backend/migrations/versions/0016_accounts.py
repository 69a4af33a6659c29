"""Links of mails by address, counted attempts at signing in, and banned addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0016_accounts"
down_revision = "0015_plan_grants"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.drop_table("email_tokens")
    op.create_table(
        "mail_links",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("name", sa.String(200), nullable=True),
        sa.Column("password_hash", sa.String(200), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_mail_links"),
    )
    op.create_index("ix_mail_links_expires_at", "mail_links", ["expires_at"])
    op.create_table(
        "attempt_buckets",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_attempt_buckets"),
    )
    op.create_index("ix_attempt_buckets_last_at", "attempt_buckets", ["last_at"])
    op.create_table(
        "address_bans",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("caller", sa.String(45), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_address_bans"),
    )
    op.create_index("ix_address_bans_caller_until", "address_bans", ["caller", "until"])


def downgrade() -> None:
    for table in ("address_bans", "attempt_buckets", "mail_links"):
        op.drop_table(table)
    op.create_table(
        "email_tokens",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_email_tokens"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_email_tokens_person_id_people"),
    )
    op.create_index("ix_email_tokens_person_id", "email_tokens", ["person_id"])
