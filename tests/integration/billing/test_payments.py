"""Buying, changing and losing a plan, from the request to what the organisation has."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from builders.paying import PAGE, TEAM, Till, a_till
from builders.stripe_books import Thing
from cloudwright.adapters.stripe import StripePayments
from cloudwright.billing.errors import AlreadySubscribed, NotSubscribed, PlanNotOnSale
from cloudwright.billing.schemas import (
    CheckoutRequest,
    Currency,
    Payer,
    PlanId,
    PlanStatus,
    Reconciled,
    Refreshed,
    Subscription,
)
from cloudwright.tenancy.principal import Principal

PAYER = Payer(organization="Shop", email="ada@example.com")
TEAM_OF_THREE = CheckoutRequest(plan=PlanId.TEAM, seats=3)


@pytest.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    async with a_till(tmp_path) as opened:
        yield opened


async def bought(till: Till, principal: Principal) -> Thing:
    """Buy the Team plan, and let the webhooks of it be settled."""
    await till.payments().checkout(principal, TEAM_OF_THREE, payer=PAYER)
    session = [*till.books.sessions.values()][-1]
    made = till.books.complete(session["id"])
    await till.deliver(*till.books.events)
    await till.bookkeeper().settle_due()
    return made


async def test_a_checkout_that_is_paid_gives_the_plan_with_its_trial(till: Till) -> None:
    shop = await till.organization("org_shop")

    hosted = await till.payments().checkout(shop, TEAM_OF_THREE, payer=PAYER)
    (session,) = till.books.sessions.values()
    before = await till.payments().overview(shop)
    till.books.complete(session["id"])
    await till.deliver(*till.books.events)
    await till.bookkeeper().settle_due()
    after = await till.payments().overview(shop)

    assert hosted.url == session["url"]
    assert session["success_url"] == f"{PAGE}?checkout=done"
    assert (before.standing.status, before.plan.id, before.payments) == (PlanStatus.NONE, PlanId.FREE, True)
    assert (after.standing.status, after.plan.id, after.standing.seats) == (
        PlanStatus.TRIALING,
        PlanId.TEAM,
        3,
    )
    assert after.currency is Currency.USD
    assert till.plans.given == {"org_shop": [(PlanId.TEAM, 3, PlanStatus.TRIALING)]}


async def test_checkouts_that_begin_together_make_one_customer(till: Till) -> None:
    shop = await till.organization("org_shop")

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for number in range(6):
            payer = Payer(organization="Shop", email=f"person{number}@example.com")
            group.create_task(till.payments().checkout(shop, TEAM_OF_THREE, payer=payer))

    assert len(till.books.sessions) == 6
    assert len({session["customer"] for session in till.books.sessions.values()}) == 1


async def test_who_has_a_subscription_buys_no_second_one_and_tries_for_free_only_once(till: Till) -> None:
    shop = await till.organization("org_shop")
    made = await bought(till, shop)
    with pytest.raises(AlreadySubscribed):
        await till.payments().checkout(shop, TEAM_OF_THREE, payer=PAYER)

    till.books.become(made["id"], "canceled")
    await till.deliver(till.books.events[-1])
    await till.bookkeeper().settle_due()
    await till.payments().checkout(shop, TEAM_OF_THREE, payer=PAYER)

    first, second = till.books.sessions.values()
    assert first["subscription_data"]["trial_period_days"] == "14"
    assert "trial_period_days" not in second["subscription_data"]
    assert till.plans.of("org_shop") == (PlanId.FREE, 1, PlanStatus.ENDED)


@pytest.mark.parametrize(
    "request_",
    [
        CheckoutRequest(plan=PlanId.FREE, seats=1),
        CheckoutRequest(plan=PlanId.ENTERPRISE, seats=1),
        CheckoutRequest(plan=PlanId.TEAM, seats=26),
    ],
)
async def test_what_is_not_on_sale_is_refused_before_anybody_becomes_a_customer(
    till: Till, request_: CheckoutRequest
) -> None:
    shop = await till.organization("org_shop")

    with pytest.raises(PlanNotOnSale):
        await till.payments().checkout(shop, request_, payer=PAYER)
    assert till.books.customers == {}


async def test_seats_are_previewed_and_changed_at_once_without_waiting_for_a_webhook(till: Till) -> None:
    shop = await till.organization("org_shop")
    await bought(till, shop)

    preview = await till.payments().preview(shop, 5)
    after = await till.payments().change_seats(shop, 5, key="key-00001")

    assert preview.prorated == 2 * 1_500
    assert preview.next_total == 2_900 + 5 * 1_500 + 2 * 1_500
    assert after.standing.seats == 5
    assert till.plans.of("org_shop") == (PlanId.TEAM, 5, PlanStatus.TRIALING)
    with pytest.raises(PlanNotOnSale):
        await till.payments().change_seats(shop, 26)


async def test_organisations_see_and_change_only_what_is_theirs(till: Till) -> None:
    shop, stranger = await till.organization("org_shop"), await till.organization("org_other")
    await bought(till, shop)

    assert (await till.payments().overview(stranger)).standing.status is PlanStatus.NONE
    assert await till.payments().invoices(stranger) == ()
    assert len(await till.payments().invoices(shop)) == 1
    for asked in (
        till.payments().portal(stranger),
        till.payments().preview(stranger, 5),
        till.payments().change_seats(stranger, 5),
    ):
        with pytest.raises(NotSubscribed):
            await asked
    assert (await till.payments().portal(shop)).url.startswith("https://billing.stripe.com/")


async def test_a_payment_that_fails_is_told_once_and_its_plan_goes_when_the_grace_ends(till: Till) -> None:
    shop = await till.organization("org_shop")
    made = await bought(till, shop)
    till.books.become(made["id"], "past_due")
    await till.deliver(*till.books.events)
    await till.bookkeeper().settle_due()
    assert till.plans.of("org_shop") == (PlanId.TEAM, 3, PlanStatus.PAST_DUE)

    till.later(days=13)
    assert await till.bookkeeper().reconcile() == Reconciled(customers=1, repaired=0)
    till.later(days=1)
    assert await till.bookkeeper().reconcile() == Reconciled(customers=1, repaired=1)

    assert till.plans.of("org_shop") == (PlanId.FREE, 1, PlanStatus.SUSPENDED)
    assert sorted(await till.told("org_shop")) == ["payment_failed", "plan_changed", "plan_changed"]


async def test_the_nightly_comparison_repairs_what_webhooks_never_told_and_forgets_what_is_old(
    till: Till,
) -> None:
    shop, silent = await till.organization("org_shop"), await till.organization("org_silent")
    await bought(till, shop)
    await till.payments().checkout(silent, TEAM_OF_THREE, payer=PAYER)
    till.books.subscribe([*till.books.customers][-1], prices=TEAM)
    till.later(days=31)

    assert await till.bookkeeper().reconcile() == Reconciled(customers=2, repaired=1)
    assert await till.bookkeeper().reconcile() == Reconciled(customers=2, repaired=0)
    assert till.plans.of("org_silent") == (PlanId.TEAM, 3, PlanStatus.ACTIVE)
    assert await till.inbox() == []


class _Slow:
    """A Stripe whose answer is old by the time it arrives."""

    def __init__(self, till: Till, found: tuple[Subscription, ...]) -> None:
        self._till = till
        self._found = found

    async def subscriptions(self, customer_id: str) -> tuple[Subscription, ...]:
        self._till.later(seconds=61)
        assert await self._till.refreshing().refresh(customer_id) is Refreshed.DONE
        return self._found


async def test_an_answer_that_came_after_the_turn_ended_is_not_written(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = await till.organization("org_shop")
    made = await bought(till, shop)
    (customer,) = till.books.customers
    old = await till.provider.subscriptions(customer)
    till.books.become(made["id"], "canceled")
    assert isinstance(till.provider, StripePayments)
    slow = StripePayments(till.settings)
    monkeypatch.setattr(slow, "subscriptions", _Slow(till, old).subscriptions)

    assert await till.refreshing(slow).refresh(customer) is Refreshed.BUSY

    assert till.plans.of("org_shop") == (PlanId.FREE, 1, PlanStatus.ENDED)
    assert [each.status for each in await till.stored("org_shop")] == ["canceled"]
    await slow.close()
