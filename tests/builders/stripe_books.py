"""What a Stripe account holds, and what happens in it: every happening leaves signed events."""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

SECRET = "whsec_test"
KEY = "sk_test_1"
MONTH = 30 * 24 * 3_600
NOW = 1_800_000_000

Thing = dict[str, Any]  # an object of Stripe's, in JSON


class Refusal(Exception):
    """An answer that is an error of Stripe's."""

    def __init__(
        self, status: int, message: str, *, code: str = "", kind: str = "invalid_request_error"
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"type": kind, "message": message, **({"code": code} if code else {})}


@dataclass
class Books:
    """The objects of one account by id; `down` makes every call fail."""

    now: int = NOW
    down: bool = False
    products: dict[str, Thing] = field(default_factory=dict)
    prices: dict[str, Thing] = field(default_factory=dict)
    customers: dict[str, Thing] = field(default_factory=dict)
    subscriptions: dict[str, Thing] = field(default_factory=dict)
    invoices: dict[str, Thing] = field(default_factory=dict)
    sessions: dict[str, Thing] = field(default_factory=dict)
    events: list[Thing] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._numbers):05d}"

    def subscribe(
        self, customer: str, *, prices: Mapping[str, int], status: str = "active", trial_days: int = 0
    ) -> Thing:
        """Make a subscription as a paid Checkout does; prices by lookup key or id."""
        made: Thing = {
            "id": self.new_id("sub"),
            "object": "subscription",
            "customer": customer,
            "status": "trialing" if trial_days else status,
            "currency": "usd",
            "created": self.now,
            "cancel_at": None,
            "cancel_at_period_end": False,
            "trial_end": self.now + trial_days * 86_400 if trial_days else None,
            "items": {"object": "list", "has_more": False, "data": []},
            "metadata": {},
        }
        made["items"]["data"] = [self._item(key, quantity) for key, quantity in prices.items()]
        made["currency"] = made["items"]["data"][0]["price"]["currency"]
        self.subscriptions[made["id"]] = made
        self.emit("customer.subscription.created", made)
        self._invoice(made, paid=status == "active")
        return made

    def complete(self, session_id: str) -> Thing:
        """Pay in Checkout."""
        session = self.sessions[session_id]
        quantities = {line["price"]: int(line["quantity"]) for line in session["line_items"]}
        days = int(session["subscription_data"].get("trial_period_days", 0))
        made = self.subscribe(session["customer"], prices=quantities, trial_days=days)
        self.emit("checkout.session.completed", {**_public(session), "subscription": made["id"]})
        return made

    def become(self, subscription_id: str, status: str) -> None:
        """Change the status: as a payment that failed, one that came in, or a cancellation does."""
        subscription = self.subscriptions[subscription_id]
        subscription["status"] = status
        match status:
            case "past_due":
                self._invoice(subscription, paid=False)
            case "active":
                self._invoice(subscription, paid=True)
            case "canceled":
                self.emit("customer.subscription.deleted", subscription)
                return
            case _:
                pass
        self.emit("customer.subscription.updated", subscription)

    def set_quantity(self, subscription_id: str, item_id: str, quantity: int) -> Thing:
        subscription = self.subscriptions[subscription_id]
        for item in subscription["items"]["data"]:
            if item["id"] == item_id:
                item["quantity"] = quantity
        self.emit("customer.subscription.updated", subscription)
        return subscription

    def emit(self, event_type: str, about: Thing) -> None:
        """Note an event with the object as it is at this moment."""
        self.events.append(
            {
                "id": self.new_id("evt"),
                "object": "event",
                "type": event_type,
                "created": self.now,
                "livemode": False,
                "api_version": "2026-10-28.endive",
                "pending_webhooks": 1,
                "data": {"object": json.loads(json.dumps(about))},
            }
        )

    def price(self, key: str) -> Thing:
        """Return a price by lookup key or id."""
        found = self.prices.get(key) or next(
            (each for each in self.prices.values() if each["lookup_key"] == key and each["active"]), None
        )
        if found is None:
            raise Refusal(404, f"No such price: {key}", code="resource_missing")
        return found

    def _item(self, key: str, quantity: int) -> Thing:
        return {
            "id": self.new_id("si"),
            "object": "subscription_item",
            "quantity": quantity,
            "price": self.price(key),
            "current_period_start": self.now,
            "current_period_end": self.now + MONTH,
        }

    def _invoice(self, subscription: Thing, *, paid: bool) -> None:
        total = sum(i["quantity"] * i["price"]["unit_amount"] for i in subscription["items"]["data"])
        made: Thing = {
            "id": self.new_id("in"),
            "object": "invoice",
            "customer": subscription["customer"],
            "number": f"CW-{len(self.invoices) + 1:04d}",
            "status": "paid" if paid else "open",
            "currency": subscription["currency"],
            "total": total,
            "amount_due": 0 if paid else total,
            "created": self.now,
            "period_end": self.now + MONTH,
            "hosted_invoice_url": "https://invoice.stripe.com/i/1",
            "invoice_pdf": "https://pay.stripe.com/invoice/1/pdf",
        }
        self.invoices[made["id"]] = made
        subscription["latest_invoice"] = made["id"]
        self.emit("invoice.paid" if paid else "invoice.payment_failed", made)


def signed(event: Thing, *, secret: str = SECRET, at: float | None = None) -> tuple[bytes, str]:
    """Return the body of a webhook and its signature header: https://docs.stripe.com/webhooks#verify-manually."""
    body = json.dumps(event)
    seconds = int(time.time() if at is None else at)
    mac = hmac.new(secret.encode(), f"{seconds}.{body}".encode(), hashlib.sha256).hexdigest()
    return body.encode(), f"t={seconds},v1={mac}"


def _public(session: Thing) -> Thing:
    return {key: value for key, value in session.items() if key not in {"line_items", "subscription_data"}}
