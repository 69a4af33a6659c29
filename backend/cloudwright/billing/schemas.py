"""Plans, what the payment provider says about an organisation, and what follows from it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.kit.money import MinorMoney


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlanId(StrEnum):
    """In the order of what they give."""

    FREE = "free"
    TEAM = "team"
    BUSINESS = "business"
    ENTERPRISE = "enterprise"


class Currency(StrEnum):
    USD = "usd"
    EUR = "eur"


class Part(StrEnum):
    """What a price is for."""

    BASE = "base"
    SEAT = "seat"


class MonthlyPrice(_Value):
    """Minor units (cents) a month, before tax."""

    base: int = Field(ge=0)
    seat: int = Field(ge=0)


class Allowances(_Value):
    """What a plan gives; null is unlimited. Sessions, tokens and bundles are for each month."""

    seats: int | None = Field(
        None, ge=1, description="Most seats; those of a paid plan are bought one by one."
    )
    sessions: int | None = Field(None, ge=0)
    tokens: int | None = Field(None, ge=0)
    bundles: int | None = Field(None, ge=0)
    projects: int | None = Field(None, ge=0)
    storage_bytes: int | None = Field(None, ge=0)
    concurrent_runs: int | None = Field(None, ge=0)
    models: tuple[str, ...] = Field((), description="Models that may answer; empty means every one.")


class Plan(_Value):
    """What can be had; `on_sale` plans can be bought without talking to anybody."""

    id: PlanId
    name: str = Field(max_length=40)
    summary: str = Field(max_length=200)
    on_sale: bool = False
    trial_days: int = Field(0, ge=0, le=90)
    prices: dict[Currency, MonthlyPrice] = Field(default_factory=dict)
    allowances: Allowances


class Catalogue(_Value):
    """All plans of one version."""

    version: int = Field(ge=1)
    grace_days: int = Field(ge=0, description="Days that a plan is kept after a payment failed.")
    plans: tuple[Plan, ...]


class PriceOffer(_Value):
    """A monthly price as the payment provider keeps it; the key finds the current one."""

    lookup_key: str
    part: Part
    currency: Currency
    amount: int = Field(gt=0, description="Minor units.")


class ProductOffer(_Value):
    """A plan as the payment provider keeps it."""

    id: str
    name: str
    description: str
    prices: tuple[PriceOffer, ...]


class Synced(_Value):
    """What a sync changed, by product id and lookup key; nothing when all was there."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Item(_Value):
    """One line of a subscription."""

    id: str
    product_id: str
    price_id: str
    part: Part | None
    quantity: int


class Subscription(_Value):
    """A subscription as the payment provider shows it at one moment."""

    id: str
    customer_id: str
    status: str
    items: tuple[Item, ...]
    currency: str
    created: datetime
    period_start: datetime | None = None
    period_end: datetime | None = None
    trial_end: datetime | None = None
    invoiced_at: datetime | None = Field(None, description="When the latest invoice was made.")
    ends_at: datetime | None = Field(None, description="When it ends, if it was cancelled.")


class PlanStatus(StrEnum):
    """Where an organisation stands with its payments."""

    NONE = "none"
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Standing(_Value):
    """What an organisation has because of what it pays; `seats` null is unlimited."""

    plan: PlanId
    seats: int | None
    status: PlanStatus
    subscription_id: str | None = None
    kept_until: datetime | None = Field(None, description="When the plan is taken away, after a failure.")
    period_end: datetime | None = None
    trial_end: datetime | None = None
    ends_at: datetime | None = None


class Event(_Value):
    """A webhook whose signature was right: a hint that something about a customer has changed."""

    id: str
    type: str
    customer_id: str | None
    live: bool
    account: str | None = Field(None, description="Another account than ours, where it is one's.")
    payload: str


class Payer(_Value):
    """Who pays: the names that an invoice shows."""

    organization: str
    email: str


class Order(_Value):
    """What a customer is about to buy."""

    organization_id: str
    customer_id: str
    lines: tuple[tuple[str, int], ...] = Field(description="Lookup keys and quantities.")
    trial_days: int
    success_url: str
    cancel_url: str
    key: str | None = None


class SeatChange(_Value):
    """Another number of seats for a subscription."""

    customer_id: str
    subscription_id: str
    item_id: str
    seats: int


class Hosted(_Value):
    """A page of the payment provider to send the person to."""

    url: str


class Invoice(_Value):
    """An invoice; amounts in minor units."""

    id: str
    number: str | None
    status: str | None
    currency: str
    total: int
    due: int
    created: datetime
    page: str | None = Field(description="Where it can be seen and paid.")
    pdf: str | None


class Preview(_Value):
    """What a change of seats costs; amounts in minor units."""

    currency: str
    prorated: int = Field(description="For the rest of this period; negative is a credit.")
    next_total: int = Field(description="The next invoice as a whole.")
    next_at: datetime | None


class Hint(_Value):
    """An event that this process has claimed."""

    source: str
    external_id: str
    customer_id: str
    lease: str
    attempt: int = Field(ge=1, description="1 for the first.")


class CustomerTurn(_Value):
    """A customer whose affairs this process alone may settle until its turn ends."""

    organization_id: str
    customer_id: str
    email: str
    lease: str
    standing: Standing
    event_ids: tuple[str, ...] = Field(description="Events that waited when the turn began.")


class Settled(_Value):
    """What we hold about a customer."""

    customer_id: str
    standing: Standing
    subscriptions: tuple[Subscription, ...]


class Reconciled(_Value):
    """What a comparison with the payment provider found."""

    customers: int
    repaired: int


class Refreshed(StrEnum):
    """What became of a customer's turn."""

    DONE = "done"
    BUSY = "busy"
    NOT_OURS = "not_ours"


class Overview(_Value):
    """What an organisation sees of its plan."""

    standing: Standing
    plan: Plan
    currency: Currency | None
    payments: bool = Field(description="Whether anything can be bought here.")


class PlanCard(_Value):
    """A plan as it is offered; prices are a month, before tax."""

    id: PlanId
    name: str
    summary: str
    gives: tuple[str, ...] = Field(description="What it gives, a line each.")
    base: MinorMoney
    per_seat: MinorMoney
    trial_days: int
    by_agreement: bool = Field(description="Sold by talking: it cannot be bought here.")
    over: tuple[str, ...] = Field(description="What is in use and has no room in it; nothing is removed.")


class NextInvoice(_Value):
    total: MinorMoney
    at: datetime


class SubscriptionView(_Value):
    """The plan of an organisation, where it stands with its payments, and what else can be had."""

    plan: PlanId | None = Field(description="Null where nothing is limited: no operator has set a plan.")
    status: PlanStatus
    seats: int | None = Field(description="Null is any number.")
    trial_ends_at: datetime | None
    cancels_at: datetime | None = Field(description="When it ends, if it was cancelled.")
    kept_until: datetime | None = Field(description="When the plan is taken away after a failed payment.")
    next_invoice: NextInvoice | None
    self_service: bool = Field(description="Plans are bought here; else an operator sets them.")
    plans: tuple[PlanCard, ...]


class InvoiceState(StrEnum):
    PAID = "paid"
    OPEN = "open"
    FAILED = "failed"
    VOID = "void"


class ShownInvoice(_Value):
    id: str
    number: str
    at: datetime
    total: MinorMoney
    status: InvoiceState
    url: str | None = Field(description="Where it can be seen and paid.")


class PlanChoice(_Value):
    """A plan to buy for everybody who has a seat now."""

    plan: PlanId
    interval: Literal["month"] = "month"
    currency: Currency = Currency.USD


class CheckoutRequest(_Value):
    plan: PlanId
    seats: int = Field(ge=1, le=100_000)
    currency: Currency = Currency.USD
