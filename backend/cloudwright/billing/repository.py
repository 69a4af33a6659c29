"""SQL of billing. The tenant filter is the session's own."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.billing.models import BillingCustomerRow, SubscriptionRow, WebhookRow
from cloudwright.billing.schemas import Event, Hint, Settled, Standing, Subscription

_KEY = (WebhookRow.source, WebhookRow.external_id)
_UNSYNCHRONISED = {"synchronize_session": False}

Insert = sqlite.Insert | postgresql.Insert


class Customers:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self) -> BillingCustomerRow | None:
        """Return the customer of the organisation that this session works for."""
        found: BillingCustomerRow | None = await self._db.scalar(select(BillingCustomerRow))
        return found

    async def add(
        self, organization_id: str, customer_id: str, *, email: str, standing: Standing, at: datetime
    ) -> None:
        """Add a customer; an organisation that has one keeps it."""
        row = {
            "organization_id": organization_id,
            "customer_id": customer_id,
            "email": email,
            "standing": standing.model_dump(mode="json"),
            "created_at": at,
        }
        await self._db.execute(_insert(self._db, BillingCustomerRow).on_conflict_do_nothing(), [row])

    async def knows(self, customer_id: str) -> bool:
        """Say whether a customer of the payment provider is one of ours."""
        found = select(BillingCustomerRow.customer_id).where(BillingCustomerRow.customer_id == customer_id)
        return await self._db.scalar(found) is not None

    async def take_turn(
        self, customer_id: str, lease: str, *, now: datetime, until: datetime
    ) -> BillingCustomerRow | None:
        """Take the turn of a customer, unless somebody has it."""
        taken: BillingCustomerRow | None = await self._db.scalar(
            update(BillingCustomerRow)
            .where(
                BillingCustomerRow.customer_id == customer_id,
                or_(BillingCustomerRow.lease_until.is_(None), BillingCustomerRow.lease_until < now),
            )
            .values(lease_owner=lease, lease_until=until)
            .returning(BillingCustomerRow)
            .execution_options(**_UNSYNCHRONISED)
        )
        return taken

    async def end_turn(self, customer_id: str, lease: str, *, standing: Standing | None = None) -> bool:
        """End a turn, and note what the organisation was given; say whether the turn was still ours."""
        given = {"standing": standing.model_dump(mode="json")} if standing else {}
        ended = await self._db.scalar(
            update(BillingCustomerRow)
            .where(BillingCustomerRow.customer_id == customer_id, BillingCustomerRow.lease_owner == lease)
            .values(lease_owner=None, lease_until=None, **given)
            .returning(BillingCustomerRow.customer_id)
            .execution_options(**_UNSYNCHRONISED)
        )
        return ended is not None

    async def settled(self) -> list[Settled]:
        """Return what is held about every customer."""
        snapshots: dict[str, list[Subscription]] = defaultdict(list)
        for row in await self._db.scalars(select(SubscriptionRow)):
            snapshots[row.customer_id].append(Subscription.model_validate(row.snapshot))
        return [
            Settled(
                customer_id=row.customer_id,
                standing=Standing.model_validate(row.standing),
                subscriptions=tuple(snapshots[row.customer_id]),
            )
            for row in await self._db.scalars(select(BillingCustomerRow))
        ]


class Subscriptions:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def all(self) -> list[Subscription]:
        """Return the stored snapshots of the organisation that this session works for."""
        rows = await self._db.scalars(select(SubscriptionRow))
        return [Subscription.model_validate(row.snapshot) for row in rows]

    async def save(
        self, organization_id: str, subscriptions: Sequence[Subscription], *, at: datetime
    ) -> None:
        """Make the snapshots what was fetched: new, changed and gone."""
        known = [each.id for each in subscriptions]
        await self._db.execute(
            delete(SubscriptionRow)
            .where(
                SubscriptionRow.organization_id == organization_id, SubscriptionRow.stripe_id.not_in(known)
            )
            .execution_options(**_UNSYNCHRONISED)
        )
        rows = [
            {
                "organization_id": organization_id,
                "stripe_id": each.id,
                "customer_id": each.customer_id,
                "snapshot": each.model_dump(mode="json"),
                "fetched_at": at,
            }
            for each in subscriptions
        ]
        if rows:
            insert = _insert(self._db, SubscriptionRow)
            newest = {"snapshot": insert.excluded.snapshot, "fetched_at": insert.excluded.fetched_at}
            await self._db.execute(
                insert.on_conflict_do_update(index_elements=["organization_id", "stripe_id"], set_=newest),
                rows,
            )


class WebhookInbox:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, source: str, event: Event, *, at: datetime) -> None:
        """Keep an event; one that was there already stays as it is."""
        row = {
            "source": source,
            "external_id": event.id,
            "type": event.type,
            "customer_id": event.customer_id,
            "payload": event.payload,
            "received_at": at,
            "due_at": at,
            "attempts": 0,
        }
        await self._db.execute(_insert(self._db, WebhookRow).on_conflict_do_nothing(), [row])

    async def anything_due(self, now: datetime) -> bool:
        return await self._db.scalar(select(WebhookRow.external_id).where(_due(now)).limit(1)) is not None

    async def claim(self, lease: str, *, now: datetime, until: datetime) -> Hint | None:
        """Take the event that is due longest and that nobody holds."""
        due = select(*_KEY).where(_due(now)).order_by(WebhookRow.due_at, WebhookRow.external_id).limit(1)
        claimed: WebhookRow | None = await self._db.scalar(
            update(WebhookRow)
            .where(tuple_(*_KEY).in_(due.scalar_subquery()), _due(now))
            .values(lease_owner=lease, lease_until=until, attempts=WebhookRow.attempts + 1)
            .returning(WebhookRow)
            .execution_options(**_UNSYNCHRONISED)
        )
        if claimed is None:
            return None
        return Hint(
            source=claimed.source,
            external_id=claimed.external_id,
            customer_id=claimed.customer_id,
            lease=lease,
            attempt=claimed.attempts,
        )

    async def waiting(self, customer_id: str) -> tuple[str, ...]:
        """Return the ids of all events of a customer that are not settled, parked ones too."""
        found = await self._db.scalars(
            select(WebhookRow.external_id).where(
                WebhookRow.customer_id == customer_id, WebhookRow.handled_at.is_(None)
            )
        )
        return tuple(found.all())

    async def settle(self, source: str, external_ids: Collection[str], *, at: datetime) -> None:
        """Note that nothing is left to be done for these events."""
        await self._db.execute(
            update(WebhookRow)
            .where(WebhookRow.source == source, WebhookRow.external_id.in_(external_ids))
            .values(handled_at=at, lease_owner=None, lease_until=None, parked_at=None, error=None)
            .execution_options(**_UNSYNCHRONISED)
        )

    async def postpone(self, hint: Hint, *, due_at: datetime, error: str | None, attempts: int) -> None:
        """Let an event wait."""
        await self._change(hint, {"due_at": due_at, "error": error, "attempts": attempts})

    async def park(self, hint: Hint, *, at: datetime, error: str) -> None:
        """Put an event aside for an operator; the next event or reconcile of its customer settles it too."""
        await self._change(hint, {"parked_at": at, "error": error})

    async def forget(self, *, before: datetime) -> None:
        """Remove what was settled before a moment."""
        await self._db.execute(
            delete(WebhookRow).where(WebhookRow.handled_at < before).execution_options(**_UNSYNCHRONISED)
        )

    async def _change(self, hint: Hint, values: dict[str, object]) -> None:
        await self._db.execute(
            update(WebhookRow)
            .where(
                WebhookRow.source == hint.source,
                WebhookRow.external_id == hint.external_id,
                WebhookRow.lease_owner == hint.lease,
            )
            .values(**values, lease_owner=None, lease_until=None)
            .execution_options(**_UNSYNCHRONISED)
        )


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(
        WebhookRow.handled_at.is_(None),
        WebhookRow.parked_at.is_(None),
        WebhookRow.due_at <= now,
        or_(WebhookRow.lease_until.is_(None), WebhookRow.lease_until < now),
    )


def _insert(db: AsyncSession, table: type[BillingCustomerRow | SubscriptionRow | WebhookRow]) -> Insert:
    if db.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
