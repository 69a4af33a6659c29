"""Tables of billing: whom the payment provider knows, what it said, and what is still to be looked at."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import JSON, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cloudwright.database.base import Base
from cloudwright.database.rights import rights
from cloudwright.tenancy.scope import TenantOwned


class BillingCustomerRow(TenantOwned, Base):
    """One customer for each organisation; `standing` is what the organisation was given last."""

    __tablename__ = "billing_customers"
    __table_args__ = (UniqueConstraint("customer_id"), rights(system="SELECT, UPDATE"))

    customer_id: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    standing: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]


class SubscriptionRow(TenantOwned, Base):
    __tablename__ = "subscriptions"
    __table_args__ = (
        UniqueConstraint("stripe_id"),
        ForeignKeyConstraint(["organization_id"], ["billing_customers.organization_id"], ondelete="CASCADE"),
        rights(system="SELECT"),
    )

    stripe_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    customer_id: Mapped[str] = mapped_column(String(80))
    snapshot: Mapped[dict[str, JsonValue]] = mapped_column(JSON)
    fetched_at: Mapped[datetime]


class WebhookRow(Base):
    """Belongs to no organisation: whose it is shows only when it is looked at."""

    __tablename__ = "webhook_inbox"
    __table_args__ = (
        Index(None, "handled_at", "due_at"),
        Index(None, "customer_id", "handled_at"),
        rights(system="SELECT, INSERT, UPDATE, DELETE"),
    )

    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    type: Mapped[str] = mapped_column(String(80))
    customer_id: Mapped[str] = mapped_column(String(80))
    payload: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime]
    attempts: Mapped[int]
    due_at: Mapped[datetime]
    lease_owner: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]
    handled_at: Mapped[datetime | None]
    parked_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
