"""What a payment provider promises: Stripe through its own library against a server that speaks Stripe."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr

from builders.stripe_books import KEY, NOW, SECRET, Books, signed
from builders.stripe_server import StripeServer, a_stripe_server
from cloudwright.adapters.stripe import API_VERSION, StripePayments
from cloudwright.billing.catalogue import catalogue, lines, plan, products
from cloudwright.billing.errors import (
    BillingOff,
    PaymentsMisconfigured,
    PaymentsRefused,
    PaymentsUnavailable,
    SameKeyOtherRequest,
    WebhookRefused,
)
from cloudwright.billing.schemas import Currency, Order, PlanId, SeatChange, Synced
from cloudwright.billing.self_hosted import NoPayments
from cloudwright.config import BillingSettings

OFFERS = products(catalogue())
TEAM = lines(plan(catalogue(), PlanId.TEAM), seats=3, currency=Currency.EUR)


@pytest.fixture
def stripe() -> Iterator[StripeServer]:
    with a_stripe_server() as server:
        yield server


@pytest.fixture
async def payments(stripe: StripeServer) -> AsyncIterator[StripePayments]:
    opened = StripePayments(some_settings(stripe))
    yield opened
    await opened.close()


def some_settings(
    stripe: StripeServer, *, key: str = KEY, secrets: tuple[str, ...] = (SECRET,)
) -> BillingSettings:
    return BillingSettings(
        api_key=SecretStr(key),
        webhook_secrets=[SecretStr(each) for each in secrets],
        api_base=stripe.url,
        retries=0,
        timeout_seconds=10,
    )


def an_order(customer_id: str, *, key: str | None = None, trial_days: int = 0) -> Order:
    return Order(
        organization_id="org_1",
        customer_id=customer_id,
        lines=TEAM,
        trial_days=trial_days,
        success_url="https://app.example.com/billing?checkout=done",
        cancel_url="https://app.example.com/billing",
        key=key,
    )


async def test_the_catalogue_is_written_once_and_repeating_it_changes_nothing(
    payments: StripePayments, stripe: StripeServer
) -> None:
    first = await payments.sync(OFFERS)
    before = len(stripe.books.requests)
    second = await payments.sync(OFFERS)

    assert len(first.created) == 3 + 12
    assert second == Synced(kept=second.kept)
    assert len(second.kept) == 15
    assert all(request.startswith("GET") for request in stripe.books.requests[before:])


async def test_another_amount_is_a_new_price_that_takes_the_key_and_archives_the_old_one(
    payments: StripePayments, stripe: StripeServer
) -> None:
    await payments.sync(OFFERS)
    key = OFFERS[0].prices[0].lookup_key
    old = stripe.books.price(key)
    dearer = OFFERS[0].prices[0].model_copy(update={"amount": 3_100})
    changed = OFFERS[0].model_copy(update={"prices": (dearer, *OFFERS[0].prices[1:]), "name": "Crew"})

    synced = await payments.sync([changed])

    assert synced.changed == (changed.id, key)
    assert (stripe.books.price(key)["unit_amount"], old["active"]) == (3_100, False)
    assert stripe.books.products[changed.id]["name"] == "Crew"


async def test_an_order_becomes_a_checkout_with_seats_as_quantity_and_a_trial(
    payments: StripePayments, stripe: StripeServer
) -> None:
    await payments.sync(OFFERS)
    customer = await payments.create_customer("org_1", name="Shop", email="ada@example.com")

    hosted = await payments.checkout(an_order(customer, trial_days=14))

    (session,) = stripe.books.sessions.values()
    assert hosted.url == session["url"]
    bought = {
        stripe.books.prices[line["price"]]["lookup_key"]: line["quantity"] for line in session["line_items"]
    }
    assert bought == {"cloudwright_team_base_eur_month": "1", "cloudwright_team_seat_eur_month": "3"}
    assert session["subscription_data"]["trial_period_days"] == "14"
    (found,) = [await payments.subscriptions(customer)][0:1]
    assert found == ()
    made = stripe.books.complete(session["id"])
    (found,) = [await payments.subscriptions(customer)]
    assert [(each.id, each.status, each.currency) for each in found] == [(made["id"], "trialing", "eur")]


async def test_the_same_key_has_one_effect_and_another_order_under_it_is_refused(
    payments: StripePayments, stripe: StripeServer
) -> None:
    await payments.sync(OFFERS)
    customer = await payments.create_customer("org_1", name="Shop", email="ada@example.com")
    same = [payments.checkout(an_order(customer, key="key-00001")) for _ in range(5)]

    async with asyncio.TaskGroup() as group:
        answers = [group.create_task(each) for each in same]

    assert len({answer.result().url for answer in answers}) == 1
    assert len(stripe.books.sessions) == 1
    with pytest.raises(SameKeyOtherRequest):
        await payments.checkout(an_order(customer, key="key-00001", trial_days=3))


async def test_a_customer_that_is_made_twice_is_one(payments: StripePayments, stripe: StripeServer) -> None:
    made = {await payments.create_customer("org_1", name="Shop", email="ada@example.com") for _ in range(3)}

    assert len(made) == 1
    assert stripe.books.customers[made.pop()]["metadata"] == {"organization_id": "org_1"}


async def test_a_change_of_seats_is_previewed_with_its_proration_and_then_made(
    payments: StripePayments, stripe: StripeServer
) -> None:
    await payments.sync(OFFERS)
    customer = await payments.create_customer("org_1", name="Shop", email="ada@example.com")
    stripe.books.subscribe(customer, prices=dict(TEAM))
    stripe.books.now += 15 * 24 * 3_600
    (subscription,) = await payments.subscriptions(customer)
    seat = next(each for each in subscription.items if each.part == "seat")
    change = SeatChange(customer_id=customer, subscription_id=subscription.id, item_id=seat.id, seats=5)

    previewed = await payments.preview(change)
    await payments.change_seats(change, key="key-00001")

    assert (previewed.currency, previewed.prorated) == ("eur", 1_400)
    assert previewed.next_total == 2_700 + 5 * 1_400 + 1_400
    (after,) = await payments.subscriptions(customer)
    assert [each.quantity for each in after.items] == [1, 5]


async def test_every_subscription_is_found_on_any_number_of_pages(
    payments: StripePayments, stripe: StripeServer
) -> None:
    await payments.sync(OFFERS)
    customer = await payments.create_customer("org_1", name="Shop", email="ada@example.com")
    made = [stripe.books.subscribe(customer, prices=dict(TEAM))["id"] for _ in range(205)]

    assert {each.id async for each in payments.every_subscription()} == {*made}
    assert len(await payments.subscriptions(customer)) == 205


async def test_a_customer_who_is_gone_has_no_subscriptions(payments: StripePayments) -> None:
    assert await payments.subscriptions("cus_gone") == ()


async def test_invoices_and_the_portal_are_those_of_the_customer(
    payments: StripePayments, stripe: StripeServer
) -> None:
    await payments.sync(OFFERS)
    own, other = [
        await payments.create_customer(each, name=each, email="a@b.com") for each in ("org_1", "org_2")
    ]
    for customer in (own, other):
        stripe.books.subscribe(customer, prices=dict(TEAM))

    (invoice,) = await payments.invoices(own)

    assert (invoice.total, invoice.status, invoice.currency) == (2_700 + 3 * 1_400, "paid", "eur")
    assert (await payments.portal(own, return_url="https://app.example.com")).url.startswith(
        "https://billing."
    )


async def test_failures_of_the_provider_are_told_apart(
    payments: StripePayments, stripe: StripeServer
) -> None:
    with pytest.raises(PaymentsRefused):
        await payments.portal("cus_gone", return_url="https://app.example.com")
    with pytest.raises(PaymentsMisconfigured, match="billing sync"):
        await payments.checkout(an_order("cus_1"))
    stripe.books.down = True
    with pytest.raises(PaymentsUnavailable):
        await payments.subscriptions("cus_1")
    stranger = StripePayments(some_settings(stripe, key="sk_test_other"))
    stripe.books.down = False
    with pytest.raises(PaymentsMisconfigured):
        await stranger.subscriptions("cus_1")
    await stranger.close()
    nobody = StripePayments(some_settings(stripe).model_copy(update={"api_base": "http://127.0.0.1:9"}))
    with pytest.raises(PaymentsUnavailable):
        await nobody.subscriptions("cus_1")
    await nobody.close()


async def test_only_what_was_signed_for_us_and_lately_is_an_event(
    payments: StripePayments, stripe: StripeServer
) -> None:
    await payments.create_customer("org_1", name="Shop", email="ada@example.com")
    (event,) = stripe.books.events
    body, signature = signed(event)

    assert payments.event(body, signature).customer_id == event["data"]["object"]["id"]
    forged = [
        (body, ""),
        (body, "t=1,v1=00"),
        (body, "nonsense"),
        (body.replace(b"Shop", b"Shoq"), signature),
        (b"\xff\xfe", signature),
        signed(event, secret="whsec_other"),
        signed(event, at=time.time() - 301),
    ]
    for payload, header in forged:
        with pytest.raises(WebhookRefused):
            payments.event(payload, header)


async def test_two_secrets_are_good_while_one_replaces_the_other(stripe: StripeServer) -> None:
    payments = StripePayments(some_settings(stripe, secrets=("whsec_new", SECRET)))
    books = Books()
    books.emit("customer.created", {"id": "cus_1", "object": "customer", "created": NOW})

    for secret in ("whsec_new", SECRET):
        assert payments.event(*signed(books.events[0], secret=secret)).customer_id == "cus_1"
    await payments.close()


def test_the_version_of_the_api_is_the_one_that_the_library_was_made_for(stripe: StripeServer) -> None:
    from stripe._api_version import _ApiVersion  # noqa: PLC0415  only here: the library does not say it aloud

    assert API_VERSION == _ApiVersion.CURRENT
    assert stripe.url


async def test_without_payments_nothing_can_be_bought_and_the_reason_is_said() -> None:
    nothing = NoPayments()

    with pytest.raises(BillingOff, match="operator"):
        await nothing.checkout(an_order("cus_1"))
    with pytest.raises(WebhookRefused):
        nothing.event(b"{}", "")
    assert nothing.live is None
    assert await nothing.invoices("cus_1") == ()
    assert [each async for each in nothing.every_subscription()] == []
