"""What an organisation has follows from its subscriptions alone."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise, permutations

import pytest
import yaml

from cloudwright.billing.announcing import announcements
from cloudwright.billing.catalogue import catalogue, lines, plan, products, read
from cloudwright.billing.entitlements import entitlements
from cloudwright.billing.schemas import Currency, Item, Part, PlanId, PlanStatus, Standing, Subscription
from cloudwright.billing.standing import nothing, standing
from cloudwright.quotas.schemas import Metric

NOW = datetime(2026, 3, 20, tzinfo=UTC)
WHOLE = catalogue()


def a_subscription(
    status: str = "active",
    *,
    plan_id: str = "team",
    seats: int = 3,
    number: int = 1,
    created: datetime = NOW,
    invoiced_at: datetime | None = NOW,
) -> Subscription:
    product = f"cloudwright_{plan_id}"
    return Subscription(
        id=f"sub_{number}",
        customer_id="cus_1",
        status=status,
        items=(
            Item(id="si_1", product_id=product, price_id="price_1", part=Part.BASE, quantity=1),
            Item(id="si_2", product_id=product, price_id="price_2", part=Part.SEAT, quantity=seats),
        ),
        currency="usd",
        created=created,
        invoiced_at=invoiced_at,
        period_end=NOW + timedelta(days=30),
        trial_end=NOW + timedelta(days=14),
    )


def given(found: Standing) -> tuple[PlanId, int | None, PlanStatus]:
    return found.plan, found.seats, found.status


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("trialing", (PlanId.TEAM, 3, PlanStatus.TRIALING)),
        ("active", (PlanId.TEAM, 3, PlanStatus.ACTIVE)),
        ("past_due", (PlanId.TEAM, 3, PlanStatus.PAST_DUE)),
        ("unpaid", (PlanId.FREE, 1, PlanStatus.SUSPENDED)),
        ("paused", (PlanId.FREE, 1, PlanStatus.SUSPENDED)),
        ("canceled", (PlanId.FREE, 1, PlanStatus.ENDED)),
        ("incomplete", (PlanId.FREE, 1, PlanStatus.NONE)),
        ("incomplete_expired", (PlanId.FREE, 1, PlanStatus.NONE)),
        ("something Stripe thinks of later", (PlanId.FREE, 1, PlanStatus.NONE)),
    ],
)
def test_every_status_of_a_subscription_means_one_thing(
    status: str, expected: tuple[PlanId, int, PlanStatus]
) -> None:
    assert given(standing([a_subscription(status)], WHOLE, now=NOW)) == expected


def test_a_plan_outlives_a_failed_payment_by_the_days_of_grace_and_not_a_moment_longer() -> None:
    failed = a_subscription("past_due", invoiced_at=NOW)
    end = NOW + timedelta(days=WHOLE.grace_days)

    before = standing([failed], WHOLE, now=end - timedelta(microseconds=1))
    after = standing([failed], WHOLE, now=end)

    assert (given(before), before.kept_until) == ((PlanId.TEAM, 3, PlanStatus.PAST_DUE), end)
    assert given(after) == (PlanId.FREE, 1, PlanStatus.SUSPENDED)


def test_the_best_subscription_decides_in_whatever_order_they_come() -> None:
    found = [
        a_subscription("canceled", number=1, plan_id="enterprise"),
        a_subscription("past_due", number=2, plan_id="business"),
        a_subscription("active", number=3, seats=4),
        a_subscription("active", number=4, seats=5, created=NOW + timedelta(days=1)),
        a_subscription("incomplete", number=5, plan_id="business"),
    ]

    results = {standing(order, WHOLE, now=NOW) for order in permutations(found)}

    assert [(given(each), each.subscription_id) for each in results] == [
        ((PlanId.TEAM, 5, PlanStatus.ACTIVE), "sub_4")
    ]


def test_a_subscription_to_something_else_counts_for_nothing() -> None:
    assert standing([a_subscription(plan_id="mug")], WHOLE, now=NOW) == nothing(WHOLE)
    assert given(nothing(WHOLE)) == (PlanId.FREE, 1, PlanStatus.NONE)


def test_who_pays_is_told_of_another_plan_and_of_a_failed_payment_only() -> None:
    team = standing([a_subscription()], WHOLE, now=NOW)
    more = standing([a_subscription(seats=9)], WHOLE, now=NOW)
    failed = standing([a_subscription("past_due")], WHOLE, now=NOW)
    steps = [(nothing(WHOLE), team), (team, more), (more, failed), (failed, failed), (failed, nothing(WHOLE))]

    told = [
        [
            message.content.template
            for message in announcements(before, after, to="a@b.com", catalogue=WHOLE, page="https://a.b")
        ]
        for before, after in steps
    ]

    assert told == [["plan_changed"], [], ["payment_failed"], [], ["plan_changed"]]


def test_every_plan_on_sale_has_prices_in_every_currency_and_keys_that_are_alike_nowhere() -> None:
    keys = [price.lookup_key for product in products(WHOLE) for price in product.prices]

    assert len(keys) == len(set(keys)) == 12
    assert lines(plan(WHOLE, PlanId.BUSINESS), seats=7, currency=Currency.USD) == (
        ("cloudwright_business_base_usd_month", 1),
        ("cloudwright_business_seat_usd_month", 7),
    )


def test_each_plan_gives_at_least_what_the_one_before_it_gives() -> None:
    amounts = [each.allowances.model_dump(exclude={"models"}) for each in WHOLE.plans]

    for smaller, larger in pairwise(amounts):
        assert all(larger[name] is None or larger[name] > most for name, most in smaller.items() if most)


@pytest.mark.parametrize("damage", ["missing plan", "missing price", "unknown field"])
def test_a_catalogue_with_a_gap_is_refused(damage: str) -> None:
    raw = yaml.safe_load(files("cloudwright.billing").joinpath("plans.yaml").read_text("utf-8"))
    match damage:
        case "missing plan":
            raw["plans"].pop()
        case "missing price":
            del raw["plans"][1]["prices"]["eur"]
        case _:
            raw["plans"][1]["discount"] = 10

    with pytest.raises(ValueError, match=r"plan|price|discount"):
        read(yaml.safe_dump(raw))


def test_every_allowance_of_a_plan_is_a_limit_that_quotas_count_and_nothing_else_is() -> None:
    team = entitlements(plan(WHOLE, PlanId.TEAM), seats=5)
    enterprise = entitlements(plan(WHOLE, PlanId.ENTERPRISE), seats=None)

    assert set(team.limits) == set(Metric) - {Metric.RUNS, Metric.COST_NANO_USD}  # money is their own budget
    assert (team.plan, team.seats, team.limits[Metric.TOKENS].most) == ("team", 5, 20_000_000)
    assert set(enterprise.limits) == {Metric.CONCURRENT_RUNS}
