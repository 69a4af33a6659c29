"""Payments through Stripe, with Stripe's own library."""

import json
from collections.abc import AsyncIterator, Awaitable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NoReturn, TypeVar

import stripe
from stripe.params import (
    CustomerCreateParams,
    InvoiceCreatePreviewParams,
    PriceCreateParams,
    ProductCreateParams,
    SubscriptionListParams,
)
from stripe.params.checkout import SessionCreateParams

from cloudwright.adapters.stripe_transport import Transport
from cloudwright.billing.errors import (
    PaymentsMisconfigured,
    PaymentsRefused,
    PaymentsUnavailable,
    SameKeyOtherRequest,
    WebhookRefused,
)
from cloudwright.billing.schemas import (
    Event,
    Hosted,
    Invoice,
    Item,
    Order,
    Part,
    Preview,
    PriceOffer,
    ProductOffer,
    SeatChange,
    Subscription,
    Synced,
)
from cloudwright.config import BillingSettings

API_VERSION = "2026-10-28.endive"

_PAGE = 100
_PART = "part"
_ORGANIZATION = "organization_id"
_GONE = "resource_missing"
_THERE = "resource_already_exists"

T = TypeVar("T")


class StripePayments:
    """Stripe behind the port `PaymentProvider`."""

    def __init__(self, settings: BillingSettings) -> None:
        self._key = settings.api_key.get_secret_value()
        self._secrets = [secret.get_secret_value() for secret in settings.webhook_secrets]
        self._http = Transport(settings.timeout_seconds)
        self._client = stripe.StripeClient(
            self._key,
            stripe_version=API_VERSION,
            base_addresses={"api": settings.api_base},
            max_network_retries=settings.retries,
            http_client=self._http,
        )

    @property
    def live(self) -> bool | None:
        """Whether the key is one for real money: `sk_live_...` or `rk_live_...`."""
        return "_live_" in self._key[:8]

    async def sync(self, products: Sequence[ProductOffer]) -> Synced:
        """Write products by id and prices by lookup key.

        Prices cannot be changed: another amount is a new price, to which the key moves. Who subscribed to
        the old one keeps it.
        """
        done = Synced()
        for product in products:
            done = _added(done, product.id, what=await self._sync_product(product))
            for price in product.prices:
                done = _added(done, price.lookup_key, what=await self._sync_price(product, price))
        return done

    async def create_customer(self, organization_id: str, *, name: str, email: str) -> str:
        """Create a customer; the key makes a repetition within a day give the same one."""
        params: CustomerCreateParams = {
            "name": name,
            "email": email,
            "metadata": {_ORGANIZATION: organization_id},
        }
        digest = sha256(json.dumps([organization_id, name, email]).encode()).hexdigest()
        made = self._client.v1.customers.create_async(params, {"idempotency_key": f"customer-{digest}"})
        return (await _asked(made)).id

    async def checkout(self, order: Order) -> Hosted:
        """Create a Checkout session for a subscription."""
        prices = await self._price_ids([key for key, _ in order.lines])
        params: SessionCreateParams = {
            "mode": "subscription",
            "customer": order.customer_id,
            "client_reference_id": order.organization_id,
            "line_items": [{"price": prices[key], "quantity": quantity} for key, quantity in order.lines],
            "success_url": order.success_url,
            "cancel_url": order.cancel_url,
            "subscription_data": {"metadata": {_ORGANIZATION: order.organization_id}},
        }
        if order.trial_days:
            params["subscription_data"]["trial_period_days"] = order.trial_days
        options = _options(order.key and f"checkout-{order.organization_id}-{order.key}")
        session = await _asked(self._client.v1.checkout.sessions.create_async(params, options))
        return Hosted(url=session.url or "")

    async def portal(self, customer_id: str, *, return_url: str) -> Hosted:
        """Create a session of the customer portal."""
        made = self._client.v1.billing_portal.sessions.create_async(
            {"customer": customer_id, "return_url": return_url}
        )
        return Hosted(url=(await _asked(made)).url)

    async def invoices(self, customer_id: str) -> tuple[Invoice, ...]:
        """Return up to 100 invoices."""
        listed = self._client.v1.invoices.list_async({"customer": customer_id, "limit": _PAGE})
        return tuple(_invoice(each) for each in (await _asked(listed)).data if each.status != "draft")

    async def preview(self, change: SeatChange) -> Preview:
        """Preview the next invoice with the change in it."""
        params: InvoiceCreatePreviewParams = {
            "customer": change.customer_id,
            "subscription": change.subscription_id,
            "subscription_details": {
                "items": [{"id": change.item_id, "quantity": change.seats}],
                "proration_behavior": "create_prorations",
            },
        }
        previewed = await _asked(self._client.v1.invoices.create_preview_async(params))
        lines = [each async for each in previewed.lines.auto_paging_iter()]
        return Preview(
            currency=previewed.currency,
            prorated=sum(each.amount for each in lines if _is_proration(each)),
            next_total=previewed.total,
            next_at=_moment(previewed.next_payment_attempt or previewed.period_end),
        )

    async def change_seats(self, change: SeatChange, *, key: str | None) -> None:
        """Change the quantity of the seat line."""
        changed = self._client.v1.subscriptions.update_async(
            change.subscription_id,
            {
                "items": [{"id": change.item_id, "quantity": change.seats}],
                "proration_behavior": "create_prorations",
            },
            _options(key and f"seats-{change.subscription_id}-{key}"),
        )
        await _asked(changed)

    async def subscriptions(self, customer_id: str) -> tuple[Subscription, ...]:
        """Return every subscription of a customer."""
        try:
            return tuple([each async for each in self._listed({"customer": customer_id})])
        except _Gone:
            return ()

    def every_subscription(self) -> AsyncIterator[Subscription]:
        """Return every subscription of the account."""
        return self._listed({})

    def event(self, payload: bytes, signature: str) -> Event:
        """Check the signature against each secret, within five minutes."""
        for secret in self._secrets:
            try:
                found = self._client.construct_event(payload, signature, secret)
            except stripe.SignatureVerificationError:
                continue
            except (ValueError, KeyError):
                break
            return _event(found, payload)
        raise WebhookRefused("This webhook was not signed by our payment provider, or too long ago.")

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close_async()

    async def _sync_product(self, product: ProductOffer) -> str:
        params: ProductCreateParams = {
            "id": product.id,
            "name": product.name,
            "description": product.description,
        }
        try:
            found = await _asked(self._client.v1.products.retrieve_async(product.id))
        except _Gone:
            await _asked(self._client.v1.products.create_async(params))
            return "created"
        if (found.name, found.description, found.active) == (product.name, product.description, True):
            return "kept"
        changed = self._client.v1.products.update_async(
            product.id, {"name": product.name, "description": product.description, "active": True}
        )
        await _asked(changed)
        return "changed"

    async def _sync_price(self, product: ProductOffer, price: PriceOffer) -> str:
        listed = await _asked(
            self._client.v1.prices.list_async({"lookup_keys": [price.lookup_key], "active": True})
        )
        known = next(iter(listed.data), None)
        if known is not None and _is_same(known, price, product_id=product.id):
            return "kept"
        params: PriceCreateParams = {
            "product": product.id,
            "currency": price.currency.value,
            "unit_amount": price.amount,
            "recurring": {"interval": "month"},
            "lookup_key": price.lookup_key,
            "transfer_lookup_key": True,
            "metadata": {_PART: price.part.value},
        }
        await _asked(self._client.v1.prices.create_async(params))
        if known is None:
            return "created"
        await _asked(self._client.v1.prices.update_async(known.id, {"active": False}))
        return "changed"

    async def _price_ids(self, lookup_keys: list[str]) -> dict[str, str]:
        listed = self._client.v1.prices.list_async({"lookup_keys": lookup_keys, "active": True})
        found = {each.lookup_key or "": each.id for each in (await _asked(listed)).data}
        missing = [key for key in lookup_keys if key not in found]
        if missing:
            raise PaymentsMisconfigured(
                "This plan cannot be bought yet: its prices are not at the payment provider. "
                "An operator has to run `cloudwright billing sync`.",
                details={"missing": [*missing]},
            )
        return found

    async def _listed(self, narrowing: SubscriptionListParams) -> AsyncIterator[Subscription]:
        params: SubscriptionListParams = {
            **narrowing,
            "status": "all",
            "limit": _PAGE,
            "expand": ["data.latest_invoice"],
        }
        page = await _asked(self._client.v1.subscriptions.list_async(params))
        while True:
            for each in page.data:
                yield _subscription(each)
            if not page.has_more:
                return
            page = await _asked(
                self._client.v1.subscriptions.list_async({**params, "starting_after": page.data[-1].id})
            )


class _Gone(PaymentsRefused):
    """What was asked for is not there."""


async def _asked(answer: Awaitable[T]) -> T:
    """Wait for Stripe; its errors become ours."""
    try:
        return await answer
    except stripe.StripeError as error:
        _refuse(error)


def _refuse(error: stripe.StripeError) -> NoReturn:
    match error:
        case stripe.APIConnectionError() | stripe.RateLimitError() | stripe.APIError():
            raise PaymentsUnavailable(
                "The payment provider does not answer. Nothing was charged or changed; try again."
            ) from error
        case stripe.AuthenticationError() | stripe.PermissionError():
            raise PaymentsMisconfigured(
                "The payment provider does not accept our key. Nothing was charged or changed; "
                "an operator has to set another one."
            ) from error
        case stripe.IdempotencyError():
            raise SameKeyOtherRequest(
                "This Idempotency-Key was used for another request. Nothing was changed; use a new key."
            ) from error
        case _:
            kind = _Gone if error.code == _GONE else PaymentsRefused
            said = error.user_message or "it could not be done"
            raise kind(
                f"The payment provider refuses: {said} Nothing was charged or changed.",
                details={"code": error.code or ""},
            ) from error


def _options(key: str | None) -> stripe.RequestOptions:
    return {"idempotency_key": key} if key else {}


def _added(done: Synced, name: str, *, what: str) -> Synced:
    return Synced.model_validate({**done.model_dump(), what: (*getattr(done, what), name)})


def _is_same(known: stripe.Price, price: PriceOffer, *, product_id: str) -> bool:
    return (
        known.unit_amount == price.amount
        and known.currency == price.currency
        and _id(known.product) == product_id
        and known.metadata.to_dict().get(_PART) == price.part
        and known.recurring is not None
        and (known.recurring.interval, known.recurring.interval_count) == ("month", 1)
    )


def _subscription(found: stripe.Subscription) -> Subscription:
    lines = found.items.data
    ends = max((each.current_period_end for each in lines), default=None)
    invoice = found.latest_invoice
    return Subscription(
        id=found.id,
        customer_id=_id(found.customer),
        status=found.status,
        items=tuple(_item(each) for each in lines),
        currency=found.currency,
        created=datetime.fromtimestamp(found.created, UTC),
        period_start=_moment(min((each.current_period_start for each in lines), default=None)),
        period_end=_moment(ends),
        trial_end=_moment(found.trial_end),
        invoiced_at=_moment(invoice.created) if isinstance(invoice, stripe.Invoice) else None,
        ends_at=_moment(found.cancel_at or (ends if found.cancel_at_period_end else None)),
    )


def _item(line: stripe.SubscriptionItem) -> Item:
    part: object = line.price.metadata.to_dict().get(_PART)
    return Item(
        id=line.id,
        product_id=_id(line.price.product),
        price_id=line.price.id,
        part=next((each for each in Part if each == part), None),
        quantity=line.quantity or 0,
    )


def _invoice(found: stripe.Invoice) -> Invoice:
    return Invoice(
        id=found.id or "",
        number=found.number,
        status=found.status,
        currency=found.currency,
        total=found.total,
        due=found.amount_due,
        created=datetime.fromtimestamp(found.created, UTC),
        page=found.hosted_invoice_url,
        pdf=found.invoice_pdf,
    )


def _is_proration(line: stripe.InvoiceLineItem) -> bool:
    parent = line.parent
    if parent is None:
        return False
    details = parent.subscription_item_details or parent.invoice_item_details
    return details is not None and details.proration


def _event(found: stripe.Event, payload: bytes) -> Event:
    about = found.data.object.to_dict()
    customer: object = about.get("id") if about.get("object") == "customer" else about.get("customer")
    if isinstance(customer, dict):
        customer = customer.get("id")
    account = found.to_dict().get("account")
    return Event(
        id=found.id,
        type=found.type,
        customer_id=customer if isinstance(customer, str) else None,
        live=found.livemode,
        account=account if isinstance(account, str) else None,
        payload=payload.decode(),
    )


def _id(reference: str | stripe.StripeObject) -> str:
    """Return the id of an object that may be expanded or not."""
    return reference if isinstance(reference, str) else str(reference["id"])


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
