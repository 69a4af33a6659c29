"""Applications, their keys, keys of providers, and what an organisation set for the gateway."""

import sqlalchemy as sa
from alembic import op

revision = "0022_applications"
down_revision = "0021_places"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_TABLES = (
    "gateway_rules",
    "provider_keys",
    "application_peppers",
    "application_secrets",
    "application_keys",
    "applications",
    "gateway_revisions",
)


def upgrade() -> None:
    _owned("gateway_revisions", sa.Column("revision", sa.Integer(), nullable=False), key=())
    _owned(
        "applications",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("team", sa.String(80), nullable=False),
        sa.Column("profile", sa.String(60), nullable=False),
        sa.Column("models", sa.JSON(), nullable=False),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled_at", _MOMENT, nullable=True),
        sa.Column("removed_at", _MOMENT, nullable=True),
    )
    _keys()
    op.create_table(
        "application_peppers",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_application_peppers"),
    )
    _provider_keys()
    _owned(
        "gateway_rules",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        key=("kind", "name"),
    )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)


def _keys() -> None:
    _owned(
        "application_keys",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("models", sa.JSON(), nullable=False),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "application_id"],
            ["applications.organization_id", "applications.id"],
            name="fk_application_keys_organization_id_application_id_applications",
        ),
    )
    op.create_index("uq_application_keys_id", "application_keys", ["id"], unique=True)
    op.create_index(
        "ix_application_keys_organization_id_application_id",
        "application_keys",
        ["organization_id", "application_id"],
    )
    _owned(
        "application_secrets",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("pepper", sa.Integer(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("not_after", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id", "key_id"],
            ["application_keys.organization_id", "application_keys.id"],
            name="fk_application_secrets_organization_id_key_id_application_keys",
        ),
    )
    op.create_index(
        "ix_application_secrets_organization_id_key_id", "application_secrets", ["organization_id", "key_id"]
    )


def _provider_keys() -> None:
    _owned(
        "provider_keys",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("provider", sa.String(20), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("base_url", sa.String(500), nullable=False),
        sa.Column("region", sa.String(40), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("ending", sa.String(4), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("replaced_at", _MOMENT, nullable=False),
        sa.Column("checked_at", _MOMENT, nullable=True),
        sa.Column("works", sa.Boolean(), nullable=True),
        sa.Column("finding", sa.String(300), nullable=False),
    )


def _owned(
    table: str, *parts: "sa.Column[object] | sa.ForeignKeyConstraint", key: tuple[str, ...] = ("id",)
) -> None:
    op.create_table(
        table,
        sa.Column("organization_id", sa.String(40), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("organization_id", *key, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization_id_organizations"
        ),
    )
