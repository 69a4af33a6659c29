"""By what and from where something was done, domains of organisations, and organisations that ended."""

import sqlalchemy as sa
from alembic import op

revision = "0019_audit_and_domains"
down_revision = "0018_usage_days"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "audit_entries", sa.Column("actor_kind", sa.String(10), nullable=False, server_default="person")
    )
    op.add_column("audit_entries", sa.Column("result", sa.String(10), nullable=False, server_default="done"))
    op.add_column("audit_entries", sa.Column("address", sa.String(45), nullable=True))
    op.add_column("audit_entries", sa.Column("request_id", sa.String(64), nullable=True))
    op.create_index("ix_audit_entries_organization_id_action", "audit_entries", ["organization_id", "action"])
    op.create_index(
        "ix_audit_entries_organization_id_actor_id", "audit_entries", ["organization_id", "actor_id"]
    )
    op.execute(sa.text("UPDATE audit_entries SET actor_kind = 'system' WHERE actor_id NOT LIKE 'usr%'"))
    op.add_column("organizations", sa.Column("deleted_at", _MOMENT, nullable=True))
    op.create_table(
        "organization_domains",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(253), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("default_role", sa.String(20), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("verified_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_organization_domains"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_organization_domains_organization_id_organizations",
        ),
    )
    verified = sa.text("verified_at IS NOT NULL")
    op.create_index(
        "uq_organization_domains_verified_name",
        "organization_domains",
        ["name"],
        unique=True,
        sqlite_where=verified,
        postgresql_where=verified,
    )


def downgrade() -> None:
    op.drop_table("organization_domains")
    with op.batch_alter_table("organizations") as organizations:
        organizations.drop_column("deleted_at")
    op.drop_index("ix_audit_entries_organization_id_actor_id", "audit_entries")
    op.drop_index("ix_audit_entries_organization_id_action", "audit_entries")
    with op.batch_alter_table("audit_entries") as entries:
        for column in ("request_id", "address", "result", "actor_kind"):
            entries.drop_column(column)
