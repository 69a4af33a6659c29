"""Who pays for what: customers and subscriptions of the payment provider, and its webhooks."""

import sqlalchemy as sa
from alembic import op

revision = "0010_billing"
down_revision = "0009_notifications"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _customers()
    _subscriptions()
    _webhooks()


def downgrade() -> None:
    op.drop_table("webhook_inbox")
    op.drop_table("subscriptions")
    op.drop_table("billing_customers")


def _customers() -> None:
    op.create_table(
        "billing_customers",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_owner", sa.String(40), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organization_id", name="pk_billing_customers"),
        sa.UniqueConstraint("customer_id", name="uq_billing_customers_customer_id"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_billing_customers_organization_id_organizations",
        ),
    )


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("stripe_id", sa.String(80), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "stripe_id", name="pk_subscriptions"),
        sa.UniqueConstraint("stripe_id", name="uq_subscriptions_stripe_id"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_subscriptions_organization_id_organizations"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["billing_customers.organization_id"],
            name="fk_subscriptions_organization_id_billing_customers",
            ondelete="CASCADE",
        ),
    )


def _webhooks() -> None:
    op.create_table(
        "webhook_inbox",
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(120), nullable=False),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_owner", sa.String(40), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("source", "external_id", name="pk_webhook_inbox"),
    )
    op.create_index("ix_webhook_inbox_handled_at_due_at", "webhook_inbox", ["handled_at", "due_at"])
    op.create_index("ix_webhook_inbox_customer_id_handled_at", "webhook_inbox", ["customer_id", "handled_at"])
