"""Webhooks in any order, any number of times, with workers that die: the end is what Stripe says."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders.bars import FULL, Telling
from builders.killing import Killed, dying_at
from builders.paying import BUSINESS, TEAM, Till, a_till
from builders.stripe_books import Thing, signed
from cloudwright.billing.errors import WebhookRefused
from cloudwright.billing.schemas import CheckoutRequest, Payer, PlanId, PlanStatus, Standing
from cloudwright.tenancy.principal import Principal

PAYER = Payer(organization="Shop", email="ada@example.com")
HAPPENINGS = ("pays", "fails", "recovers", "adds seats", "cancels", "changes plan", "gives up")
EXAMPLES = 200 if FULL else 10


@dataclass
class Shop:
    """An organisation that has begun a checkout, and whatever happens to it at Stripe."""

    till: Till
    principal: Principal
    customer_id: str

    @property
    def organization_id(self) -> str:
        return self.principal.organization_id

    @property
    def events(self) -> list[Thing]:
        books = self.till.books
        return [e for e in books.events if self.customer_id in (_about(e).get("customer"), _about(e)["id"])]

    def happens(self, what: str) -> None:
        books = self.till.books
        own = [s for s in books.subscriptions.values() if s["customer"] == self.customer_id]
        if what == "pays" or not own:
            books.subscribe(self.customer_id, prices=TEAM)
            return
        newest = own[-1]
        match what:
            case "fails":
                books.become(newest["id"], "past_due")
            case "recovers":
                books.become(newest["id"], "active")
            case "gives up":
                books.become(newest["id"], "unpaid")
            case "cancels":
                books.become(newest["id"], "canceled")
            case "changes plan":
                books.become(newest["id"], "canceled")
                books.subscribe(self.customer_id, prices=BUSINESS)
            case _:
                seat = newest["items"]["data"][-1]
                books.set_quantity(newest["id"], seat["id"], seat["quantity"] + 1)

    async def is_right(self) -> None:
        """Check that everything we hold is what Stripe says."""
        truth = await self.till.truth(self.customer_id)
        assert self.till.plans.of(self.organization_id) == _given(truth)
        stored = {each.id: each for each in await self.till.stored(self.organization_id)}
        assert stored == {each.id: each for each in await self.till.provider.subscriptions(self.customer_id)}
        assert (await self.till.payments().overview(self.principal)).standing == truth
        waiting = [
            r for r in await self.till.inbox() if r.customer_id == self.customer_id and not r.handled_at
        ]
        assert waiting == []


def _about(event: Thing) -> Thing:
    found: Thing = event["data"]["object"]
    return found


def _given(found: Standing) -> tuple[PlanId, int | None, PlanStatus]:
    return found.plan, found.seats, found.status


async def a_shop(till: Till, name: str = "org_shop") -> Shop:
    principal = await till.organization(name)
    await till.payments().checkout(principal, CheckoutRequest(plan=PlanId.TEAM, seats=3), payer=PAYER)
    return Shop(till, principal, [*till.books.customers][-1])


@pytest.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    async with a_till(tmp_path) as opened:
        yield opened


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """A loop for generated cases, which are not asynchronous."""
    with asyncio.Runner() as opened:
        yield opened


@pytest.mark.bar("B13", "orders, repetitions and deaths ended in another state than Stripe's", EXAMPLES)
def test_any_order_and_any_repetition_of_events_and_deaths_end_in_what_stripe_says(
    tmp_path: Path, runner: asyncio.Runner
) -> None:
    opened = a_till(tmp_path)
    till = runner.run(opened.__aenter__())
    shops = iter(range(10_000))

    async def play(happenings: list[str], data: st.DataObject) -> None:
        shop = await a_shop(till, f"org_{next(shops)}")
        for each in happenings:
            shop.happens(each)
            if data.draw(st.booleans(), label="settled in between"):
                await till.deliver(*data.draw(st.permutations(shop.events)))
                await till.bookkeeper().settle_due()
        repeated = data.draw(st.lists(st.sampled_from(shop.events), max_size=4), label="repeated")
        for event in data.draw(st.permutations([*shop.events, *repeated]), label="order"):
            await till.deliver(event)
            if step := data.draw(st.integers(0, 14), label="dies at step"):
                with dying_at(till.database, step):
                    await _die(till)
        await till.settle()
        await shop.is_right()

    @given(st.lists(st.sampled_from(HAPPENINGS), min_size=1, max_size=4), st.data())
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    def judged(happenings: list[str], data: st.DataObject) -> None:
        runner.run(play(happenings, data))

    try:
        judged()
    finally:
        runner.run(opened.__aexit__(None, None, None))


async def _die(till: Till) -> None:
    try:
        await till.bookkeeper().settle_due()
    except Killed:
        return


@pytest.mark.bar("B13", "orders of a beginning ended in another state than Stripe's", 6)
async def test_every_order_of_a_beginning_gives_the_plan(till: Till) -> None:
    for number, order in enumerate(permutations(range(3))):
        shop = await a_shop(till, f"org_{number}")
        shop.happens("pays")
        events = shop.events
        assert len(events) == 3
        for place in (*order, order[0]):
            await till.deliver(events[place])
            await till.bookkeeper().settle_due()
        await shop.is_right()
        assert till.plans.given[shop.organization_id] == [(PlanId.TEAM, 3, PlanStatus.ACTIVE)]


@pytest.mark.bar
async def test_a_worker_may_die_at_every_step_and_the_plan_is_given_once(till: Till, bar: Telling) -> None:
    first = await a_shop(till, "org_first")
    first.happens("pays")
    await till.deliver(first.events[-1])
    with dying_at(till.database, 0) as steps:
        await till.bookkeeper().settle_due()
    assert steps.taken >= 12

    for step in range(1, steps.taken + 1):
        shop = await a_shop(till, f"org_{step}")
        shop.happens("pays")
        await till.deliver(shop.events[-1])
        with dying_at(till.database, step), pytest.raises(Killed):
            await till.bookkeeper().settle_due()
        await till.settle()

        await shop.is_right()
        assert len(till.plans.given[shop.organization_id]) == 1, f"died at step {step}"
        assert await till.told(shop.organization_id) == ["plan_changed"]
    bar("B13", "deaths at a step gave the plan twice, or lost it", wrong=0, of=steps.taken)


@pytest.mark.bar("B14", "webhooks were answered before they were kept, or kept twice", 8)
async def test_a_webhook_is_kept_before_it_is_answered_and_kept_once(till: Till) -> None:
    shop = await a_shop(till)
    shop.happens("pays")
    event = shop.events[-1]

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for _ in range(8):
            group.create_task(till.deliver(event))

    assert [row.external_id for row in await till.inbox()] == [event["id"]]


@pytest.mark.bar("B13", "forged or foreign events had an effect", 5)
async def test_what_is_forged_or_foreign_has_no_effect(till: Till) -> None:
    shop = await a_shop(till)
    shop.happens("pays")
    event = shop.events[-1]
    with pytest.raises(WebhookRefused):
        await till.receiving().receive(*signed(event, secret="whsec_other"))
    await till.deliver({**event, "account": "acct_other"})
    await till.deliver({**event, "livemode": True})
    await till.deliver({**event, "data": {"object": {"id": "pm_1", "object": "payment_method"}}})
    assert await till.inbox() == []

    await till.deliver({**event, "data": {"object": {**_about(event), "customer": "cus_stranger"}}})
    await till.settle()

    (row,) = await till.inbox()
    assert row.handled_at is not None
    assert till.plans.given == {}


@pytest.mark.bar("B14", "events that cannot be settled were lost")
async def test_what_cannot_be_settled_is_parked_with_its_error_and_the_next_event_settles_it(
    till: Till,
) -> None:
    shop = await a_shop(till)
    shop.happens("pays")
    first, second = shop.events[-2:]
    await till.deliver(first)
    till.books.down = True
    for _ in range(till.settings.attempts):
        await till.bookkeeper().settle_due()
        till.later(hours=2)
    (row,) = await till.inbox()
    assert (row.attempts, row.parked_at is not None, row.handled_at) == (10, True, None)
    assert "does not answer" in (row.error or "")

    till.books.down = False
    await till.bookkeeper().settle_due()
    assert till.plans.given == {}
    await till.deliver(second)
    await till.bookkeeper().settle_due()
    await shop.is_right()


async def test_workers_that_start_together_settle_one_customer_one_after_the_other(till: Till) -> None:
    shop = await a_shop(till)
    for each in ("pays", "adds seats", "adds seats", "fails", "recovers"):
        shop.happens(each)
    await till.deliver(*shop.events)
    barrier = asyncio.Barrier(5)

    async def work() -> None:
        await barrier.wait()
        await till.bookkeeper().settle_due()

    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(work())
    till.later(seconds=3)
    await till.bookkeeper().settle_due()

    await shop.is_right()
    assert len(till.plans.given[shop.organization_id]) == 1


async def test_the_running_worker_settles_what_comes_in_meanwhile(till: Till) -> None:
    shop = await a_shop(till)
    till.settings = till.settings.model_copy(update={"poll_seconds": 0.001})
    async with asyncio.timeout(20), till.bookkeeper().running():
        shop.happens("pays")
        await till.deliver(*shop.events)
        await till.plans.changed.wait()

    assert till.plans.of(shop.organization_id) == (PlanId.TEAM, 3, PlanStatus.ACTIVE)
