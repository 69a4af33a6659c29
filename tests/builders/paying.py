"""Billing on a database of its own, with a Stripe on the loopback and a clock that a test moves."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import svcs
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.platform import a_database
from builders.stripe_books import KEY, NOW, SECRET, Books, Thing, signed
from builders.stripe_server import a_stripe_server
from cloudwright.adapters.stripe import StripePayments
from cloudwright.billing.catalogue import catalogue, products
from cloudwright.billing.models import SubscriptionRow, WebhookRow
from cloudwright.billing.ports import BILLING, PaymentProvider, PlanSink
from cloudwright.billing.schemas import PlanId, PlanStatus, Standing, Subscription
from cloudwright.billing.service.payments import Payments
from cloudwright.billing.service.receiving import Receiving
from cloudwright.billing.service.refreshing import Refreshing, Selling
from cloudwright.billing.standing import standing
from cloudwright.billing.tasks import Bookkeeper
from cloudwright.config import BillingSettings
from cloudwright.database.engine import Database, on_commit
from cloudwright.notifications.models import NotificationRow
from cloudwright.organizations.models import OrganizationRow
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.scope import SCOPE, EveryTenant, tenant_of
from cloudwright.tenancy.work import UnitsOfWork

EVERYONE = EveryTenant("test")
PAGE = "https://app.example.com/billing"
TEAM: Mapping[str, int] = {"cloudwright_team_base_usd_month": 1, "cloudwright_team_seat_usd_month": 3}
BUSINESS: Mapping[str, int] = {
    "cloudwright_business_base_usd_month": 1,
    "cloudwright_business_seat_usd_month": 9,
}

Given = tuple[PlanId, int | None, PlanStatus]


@dataclass
class RememberedPlans:
    """What organisations were given by transactions that were committed, in order."""

    given: dict[str, list[Given]] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def sink(self, services: svcs.Container) -> PlanSink:
        return _Sink(services.get(AsyncSession), self)

    def of(self, organization_id: str) -> Given:
        return self.given.get(organization_id, [(PlanId.FREE, 1, PlanStatus.NONE)])[-1]


class _Sink:
    def __init__(self, db: AsyncSession, plans: RememberedPlans) -> None:
        self._db = db
        self._plans = plans

    async def set_plan(
        self, organization_id: str, plan: PlanId, *, seats: int | None, status: PlanStatus, by: str = BILLING
    ) -> None:
        assert by == BILLING
        assert tenant_of(self._db) == organization_id

        async def remember() -> None:
            self._plans.given.setdefault(organization_id, []).append((plan, seats, status))
            self._plans.changed.set()

        on_commit(self._db, remember)


@dataclass
class Till:
    """Everything of billing, and what a test asks of it."""

    database: Database
    books: Books
    provider: PaymentProvider
    settings: BillingSettings
    plans: RememberedPlans = field(default_factory=RememberedPlans)
    now: datetime = field(default_factory=lambda: datetime.fromtimestamp(NOW, UTC))

    @property
    def units(self) -> UnitsOfWork:
        registry = svcs.Registry()
        registry.register_factory(PlanSink, self.plans.sink)
        return UnitsOfWork(self.database, registry)

    def selling(self, provider: PaymentProvider | None = None) -> Selling:
        return Selling(provider or self.provider, catalogue(), self.settings, PAGE)

    def refreshing(self, provider: PaymentProvider | None = None) -> Refreshing:
        return Refreshing(self.units, self.selling(provider), clock=self.clock)

    def bookkeeper(self, provider: PaymentProvider | None = None) -> Bookkeeper:
        refreshing = self.refreshing(provider)
        return Bookkeeper(self.units, refreshing, selling=self.selling(provider), clock=self.clock)

    def receiving(self) -> Receiving:
        return Receiving(self.units, self.provider, clock=self.clock)

    def payments(self) -> Payments:
        return Payments(self.units, self.refreshing(), selling=self.selling(), clock=self.clock)

    def clock(self) -> datetime:
        return self.now

    def later(self, **duration: float) -> None:
        self.now += timedelta(**duration)
        self.books.now = int(self.now.timestamp())

    async def organization(self, organization_id: str) -> Principal:
        async with self.database.write({SCOPE: EVERYONE}) as db:
            db.add(OrganizationRow(id=organization_id, name=organization_id, created_at=self.now))
        return Principal(f"usr_{organization_id}", organization_id, Role.OWNER, "sgn_1")

    async def deliver(self, *events: Thing) -> None:
        for event in events:
            await self.receiving().receive(*signed(event))

    async def settle(self) -> None:
        """Let everything that can wait be settled: leases end, pauses pass."""
        for _ in range(4):
            self.later(seconds=self.settings.turn_seconds + 1)
            await self.bookkeeper().settle_due()

    async def truth(self, customer_id: str) -> Standing:
        """Return what follows from what Stripe says now."""
        return standing(await self.provider.subscriptions(customer_id), catalogue(), now=self.now)

    async def stored(self, organization_id: str) -> list[Subscription]:
        async with self.database.read({SCOPE: EVERYONE}) as db:
            rows = await db.scalars(
                select(SubscriptionRow).where(SubscriptionRow.organization_id == organization_id)
            )
            return [Subscription.model_validate(row.snapshot) for row in rows]

    async def inbox(self) -> list[WebhookRow]:
        async with self.database.read({SCOPE: EVERYONE}) as db:
            return list(await db.scalars(select(WebhookRow).order_by(WebhookRow.external_id)))

    async def told(self, organization_id: str) -> list[str]:
        async with self.database.read({SCOPE: EVERYONE}) as db:
            rows = await db.scalars(
                select(NotificationRow)
                .where(NotificationRow.organization_id == organization_id)
                .order_by(NotificationRow.id)
            )
            return [row.template for row in rows]


@asynccontextmanager
async def a_till(directory: Path) -> AsyncIterator[Till]:
    """Billing with Stripe, whose account has our catalogue."""
    with a_stripe_server() as server:
        settings = BillingSettings(
            api_key=SecretStr(KEY),
            webhook_secrets=[SecretStr(SECRET)],
            api_base=server.url,
            retries=0,
            turn_seconds=60,
        )
        provider = StripePayments(settings)
        await provider.sync(products(catalogue()))
        try:
            async with a_database(directory) as database:
                yield Till(database, server.books, provider, settings)
        finally:
            await provider.close()
