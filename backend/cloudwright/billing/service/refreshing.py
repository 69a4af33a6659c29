"""What an organisation pays for, fetched anew: whatever came before, what is so now is what counts."""

from dataclasses import dataclass
from datetime import timedelta

import structlog
import svcs
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.billing.announcing import announcements
from cloudwright.billing.ports import PaymentProvider, PlanSink
from cloudwright.billing.repository import Customers, Subscriptions, WebhookInbox
from cloudwright.billing.schemas import Catalogue, CustomerTurn, Refreshed, Standing, Subscription
from cloudwright.billing.service.receiving import STRIPE
from cloudwright.billing.standing import standing
from cloudwright.config import BillingSettings
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.errors import CloudwrightError
from cloudwright.kit.ids import new_id
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_TURNS = EveryTenant("a customer of the payment provider is looked up before its organisation is known")


@dataclass(frozen=True, slots=True)
class Selling:
    """What is sold, by whom, and where people see it."""

    provider: PaymentProvider
    catalogue: Catalogue
    settings: BillingSettings
    page: str


class Refreshing:
    """Settles one customer at a time.

    The turn is a lease in the database, so that no transaction is open while the provider answers. Who was
    so slow that another took the turn writes nothing.
    """

    def __init__(self, units: UnitsOfWork, selling: Selling, clock: Clock = utc_now) -> None:
        self._units = units
        self._selling = selling
        self._clock = clock

    async def refresh(self, customer_id: str) -> Refreshed:
        """Fetch the subscriptions of a customer and give the organisation what follows from them.

        Raises:
            PaymentsUnavailable, PaymentsRefused, PaymentsMisconfigured: nothing was changed.
        """
        turn = await self._begin(customer_id)
        if not isinstance(turn, CustomerTurn):
            return turn
        try:
            found = await self._selling.provider.subscriptions(customer_id)
            if not await self._apply(turn, found):
                return Refreshed.BUSY
        except CloudwrightError:
            await self._end(turn)
            raise
        async with self._units.write(_TURNS) as services:
            inbox = WebhookInbox(await services.aget(AsyncSession))
            await inbox.settle(STRIPE, turn.event_ids, at=self._clock())
        return Refreshed.DONE

    async def _begin(self, customer_id: str) -> CustomerTurn | Refreshed:
        now, lease = self._clock(), new_id("lse")
        until = now + timedelta(seconds=self._selling.settings.turn_seconds)
        async with self._units.write(_TURNS) as services:
            db = await services.aget(AsyncSession)
            customers = Customers(db)
            row = await customers.take_turn(customer_id, lease, now=now, until=until)
            if row is None:
                return Refreshed.BUSY if await customers.knows(customer_id) else Refreshed.NOT_OURS
            return CustomerTurn(
                organization_id=row.organization_id,
                customer_id=customer_id,
                email=row.email,
                lease=lease,
                standing=Standing.model_validate(row.standing),
                event_ids=await WebhookInbox(db).waiting(customer_id),
            )

    async def _apply(self, turn: CustomerTurn, found: tuple[Subscription, ...]) -> bool:
        """Write what was fetched in one transaction; return False when the turn was lost meanwhile."""
        after = standing(found, self._selling.catalogue, now=self._clock())
        async with self._units.write(OneTenant(turn.organization_id)) as services:
            db = await services.aget(AsyncSession)
            if not await Customers(db).end_turn(turn.customer_id, turn.lease, standing=after):
                return False
            await Subscriptions(db).save(turn.organization_id, found, at=self._clock())
            if _given(after) != _given(turn.standing):
                await self._give(turn, after, services=services)
        return True

    async def _give(self, turn: CustomerTurn, after: Standing, *, services: svcs.Container) -> None:
        sink: PlanSink = await services.aget(PlanSink)
        await sink.set_plan(turn.organization_id, after.plan, seats=after.seats, status=after.status)
        outbox = Outbox(await services.aget(AsyncSession), self._clock)
        for message in announcements(
            turn.standing, after, to=turn.email, catalogue=self._selling.catalogue, page=self._selling.page
        ):
            await outbox.add(message)
        log.info(
            "plan changed by payments",
            organization_id=turn.organization_id,
            plan=after.plan.value,
            seats=after.seats,
            status=after.status.value,
        )

    async def _end(self, turn: CustomerTurn) -> None:
        async with self._units.write(_TURNS) as services:
            await Customers(await services.aget(AsyncSession)).end_turn(turn.customer_id, turn.lease)


def _given(each: Standing) -> tuple[object, ...]:
    return each.plan, each.seats, each.status
