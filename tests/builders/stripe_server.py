"""A server on the loopback that speaks as much of Stripe's API as we use, over the books of an account."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from builders.loopback import JsonCalls, served
from builders.stripe_books import KEY, MONTH, Books, Refusal, Thing

Route = Callable[[Books, "Call"], Thing]


@dataclass(frozen=True)
class Call:
    """What was asked: the id in the path, and the parameters."""

    id: str
    params: Thing


@dataclass
class StripeServer:
    """Where it is, its books, and the answers that idempotency keys have had."""

    books: Books
    url: str = ""
    answers: dict[str, tuple[str, Thing]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)


@contextmanager
def a_stripe_server(books: Books | None = None) -> Iterator[StripeServer]:
    """Serve the books."""
    stripe = StripeServer(books or Books())
    server = _Server(("127.0.0.1", 0), _Calls)
    server.stripe = stripe
    with served(server) as port:
        stripe.url = f"http://127.0.0.1:{port}"
        yield stripe


class _Server(ThreadingHTTPServer):
    stripe: StripeServer
    request_queue_size = 128


class _Calls(JsonCalls):
    server: _Server

    def do_GET(self) -> None:  # noqa: N802  the name is the library's
        self._serve("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:  # noqa: N802  the name is the library's
        self._serve("POST", self.body().decode())

    def _serve(self, method: str, form: str) -> None:
        stripe = self.server.stripe
        with stripe.lock:
            stripe.books.requests.append(f"{method} {self.path}")
            try:
                self._authenticate()
                answer = self._answered(method, form)
            except Refusal as refusal:
                self.answer(refusal.status, {"error": refusal.error})
                return
        self.answer(200, answer)

    def _authenticate(self) -> None:
        if self.server.stripe.books.down:
            raise Refusal(503, "down", kind="api_error")
        if self.headers["authorization"] != f"Bearer {KEY}":
            raise Refusal(401, "Invalid API Key provided")
        if not self.headers["stripe-version"]:
            raise Refusal(400, "the version is not pinned")

    def _answered(self, method: str, form: str) -> Thing:
        stripe, path = self.server.stripe, urlsplit(self.path).path
        key = self.headers.get("idempotency-key")
        if method == "POST" and key in stripe.answers:
            asked, before = stripe.answers[key]
            if asked != f"{path}?{form}":
                raise Refusal(
                    400, "Keys for idempotent requests can only be used ...", kind="idempotency_error"
                )
            return before
        for verb, pattern, route in ROUTES:
            if verb == method and (match := re.fullmatch(pattern, path)):
                answer: Thing = json.loads(json.dumps(route(stripe.books, Call(match[1], nested(form)))))
                if method == "POST" and key:
                    stripe.answers[key] = (f"{path}?{form}", answer)
                return answer
        raise Refusal(404, f"Unrecognized request URL ({method}: {path})")


def nested(form: str) -> Thing:
    """Return `a[b][0]=c` as {"a": {"b": ["c"]}}."""
    found: Thing = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        first, *rest = re.findall(r"[^\[\]]+", name)
        place = found
        for part in (first, *rest)[:-1]:
            place = place.setdefault(part, {})
        place[(first, *rest)[-1]] = value
    return {name: _listed(value) for name, value in found.items()}


def _listed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(each) for name, each in value.items()}
    return [*inner.values()] if inner and all(name.isdigit() for name in inner) else inner


def _page(things: Sequence[Thing], call: Call) -> Thing:
    after, limit = call.params.get("starting_after"), int(call.params.get("limit", 10))
    ids = [each["id"] for each in things]
    rest = things[ids.index(after) + 1 :] if after else things
    return {"object": "list", "url": "/v1", "has_more": len(rest) > limit, "data": rest[:limit]}


def _one(things: Mapping[str, Thing], thing_id: str) -> Thing:
    if thing_id not in things:
        raise Refusal(404, f"No such object: '{thing_id}'", code="resource_missing")
    return things[thing_id]


def _create_product(books: Books, call: Call) -> Thing:
    if call.params["id"] in books.products:
        raise Refusal(400, "Product already exists.", code="resource_already_exists")
    made = {"object": "product", "active": True, **call.params}
    books.products[made["id"]] = made
    return made


def _update_product(books: Books, call: Call) -> Thing:
    _one(books.products, call.id)
    return _kept(books.products, call, {"active": call.params["active"] == "true"})


def _kept(things: dict[str, Thing], call: Call, typed: Thing) -> Thing:
    things[call.id].update({**call.params, **typed})
    return things[call.id]


def _create_price(books: Books, call: Call) -> Thing:
    key = call.params["lookup_key"]
    _one(books.products, call.params["product"])
    for other in books.prices.values():
        if other["lookup_key"] == key:
            if call.params.get("transfer_lookup_key") != "true":
                raise Refusal(400, "A price already uses that lookup key.")
            other["lookup_key"] = None
    made = {
        "id": books.new_id("price"),
        "object": "price",
        "active": True,
        "product": call.params["product"],
        "currency": call.params["currency"],
        "unit_amount": int(call.params["unit_amount"]),
        "recurring": {"interval": call.params["recurring"]["interval"], "interval_count": 1},
        "lookup_key": key,
        "metadata": call.params.get("metadata", {}),
    }
    books.prices[made["id"]] = made
    return made


def _list_prices(books: Books, call: Call) -> Thing:
    keys = call.params.get("lookup_keys", [])
    return _page([p for p in books.prices.values() if p["active"] and p["lookup_key"] in keys], call)


def _archive_price(books: Books, call: Call) -> Thing:
    _one(books.prices, call.id)
    return _kept(books.prices, call, {"active": call.params["active"] == "true"})


def _create_customer(books: Books, call: Call) -> Thing:
    made = {"id": books.new_id("cus"), "object": "customer", **call.params}
    books.customers[made["id"]] = made
    books.emit("customer.created", made)
    return made


def _list_subscriptions(books: Books, call: Call) -> Thing:
    customer = call.params.get("customer")
    if customer and customer not in books.customers:
        raise Refusal(404, f"No such customer: '{customer}'", code="resource_missing")
    found = [each for each in books.subscriptions.values() if customer in (None, each["customer"])]
    expanded = [
        {**each, "latest_invoice": books.invoices[each["latest_invoice"]]} for each in reversed(found)
    ]
    return _page(expanded, call)


def _update_subscription(books: Books, call: Call) -> Thing:
    _one(books.subscriptions, call.id)
    for item in call.params["items"]:
        books.set_quantity(call.id, item["id"], int(item["quantity"]))
    return books.subscriptions[call.id]


def _create_session(books: Books, call: Call) -> Thing:
    _one(books.customers, call.params["customer"])
    session_id = books.new_id("cs")
    made = {
        "id": session_id,
        "object": "checkout.session",
        "url": f"https://checkout.stripe.com/c/{session_id}",
        **call.params,
    }
    books.sessions[session_id] = made
    return {key: value for key, value in made.items() if key != "line_items"}


def _create_portal(books: Books, call: Call) -> Thing:
    _one(books.customers, call.params["customer"])
    return {
        "id": books.new_id("bps"),
        "object": "billing_portal.session",
        "url": "https://billing.stripe.com/p/1",
    }


def _list_invoices(books: Books, call: Call) -> Thing:
    found = [each for each in books.invoices.values() if each["customer"] == call.params["customer"]]
    return _page([*reversed(found)], call)


def _preview(books: Books, call: Call) -> Thing:
    subscription = _one(books.subscriptions, call.params["subscription"])
    asked = {each["id"]: int(each["quantity"]) for each in call.params["subscription_details"]["items"]}
    lines, total = [], 0
    for item in subscription["items"]["data"]:
        price, wanted = item["price"]["unit_amount"], asked.get(item["id"], item["quantity"])
        left = (item["current_period_end"] - books.now) / MONTH
        difference = round((wanted - item["quantity"]) * price * left)
        total += wanted * price + difference
        lines += [_line(books, difference, proration=True)] if difference else []
        lines.append(_line(books, wanted * price, proration=False))
    return {
        "object": "invoice",
        "currency": subscription["currency"],
        "total": total,
        "next_payment_attempt": None,
        "period_end": books.now + MONTH,
        "lines": {"object": "list", "url": "/v1/lines", "has_more": False, "data": lines},
    }


def _line(books: Books, amount: int, *, proration: bool) -> Thing:
    details = {"proration": proration, "subscription_item": "si"}
    parent = {
        "type": "subscription_item_details",
        "subscription_item_details": details,
        "invoice_item_details": None,
    }
    return {"id": books.new_id("il"), "object": "line_item", "amount": amount, "parent": parent}


ROUTES: Sequence[tuple[str, str, Route]] = (
    ("GET", r"/v1/products/(\w+)", lambda books, call: _one(books.products, call.id)),
    ("POST", r"()/v1/products", _create_product),
    ("POST", r"/v1/products/(\w+)", _update_product),
    ("GET", r"()/v1/prices", _list_prices),
    ("POST", r"()/v1/prices", _create_price),
    ("POST", r"/v1/prices/(\w+)", _archive_price),
    ("POST", r"()/v1/customers", _create_customer),
    ("GET", r"()/v1/subscriptions", _list_subscriptions),
    ("POST", r"/v1/subscriptions/(\w+)", _update_subscription),
    ("POST", r"()/v1/checkout/sessions", _create_session),
    ("POST", r"()/v1/billing_portal/sessions", _create_portal),
    ("GET", r"()/v1/invoices", _list_invoices),
    ("POST", r"()/v1/invoices/create_preview", _preview),
)
