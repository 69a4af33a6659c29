"""Pools, tiers and shares of a bill."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cloudwright.design.catalog.kind import Usage
from cloudwright.design.facts.load import load_facts
from cloudwright.design.pricing.charges import Bill, bill
from cloudwright.design.pricing.tariff import Tariff, unit_price
from cloudwright.kit.money import Money

ARM, X86 = "lambda.gb_second.arm64", "lambda.gb_second.x86_64"


def _usage(element: str, dimension: str | None, quantity: str | int, *, region: str | None = None) -> Usage:
    return Usage(element, dimension, Decimal(quantity), "", region=region)


def _bill(*usages: Usage, region: str = "us-east-1") -> Bill:
    return bill(usages, Tariff(load_facts(), region))


def test_allowance_is_one_pool_for_all_dimensions_it_covers() -> None:
    computed = _bill(_usage("a", ARM, 300_000), _usage("b", X86, 100_000))
    assert computed.usd == 0
    assert all(charge.list_usd > 0 for charge in computed.charges)


def test_allowance_is_shared_in_proportion_to_usage() -> None:
    small, large = _bill(_usage("a", ARM, 1_000_000), _usage("b", ARM, 3_000_000)).charges
    assert small.list_usd - small.usd == Decimal("1.333340")
    assert large.list_usd - large.usd == 3 * (small.list_usd - small.usd)


def test_allowance_is_taken_once_however_many_elements_there_are() -> None:
    one = _bill(_usage("a", "sqs.standard.request", 9_000_000))
    nine = _bill(*(_usage(f"e{n}", "sqs.standard.request", 1_000_000) for n in range(9)))
    assert one.usd == nine.usd == Decimal("3.2")


def test_tiers_count_the_usage_of_the_whole_design() -> None:
    halves = _bill(*(_usage(e, "data_transfer.internet_out.gb", 6_144) for e in "ab"))
    assert Money(amount=halves.usd).rounded == Decimal("1087.18")
    assert halves.charges[0].usd == halves.charges[1].usd


def test_missing_figure_is_named_with_the_region() -> None:
    computed = _bill(_usage("a", "dynamodb.restore_gb", 5), region="eu-central-1")
    assert [missing.reason for missing in computed.missing] == ["no figure for eu-central-1"]
    assert computed.usd == 0


def test_usage_without_a_dimension_is_never_zero_but_missing() -> None:
    assert [missing.usage.element_id for missing in _bill(_usage("a", None, 0)).missing] == ["a"]


def test_usage_billed_elsewhere_takes_the_price_of_that_region() -> None:
    computed = _bill(_usage("acl", "waf.web_acl_month", 1, region="us-east-1"), region="us-west-2")
    assert computed.usd == 5


def test_unit_price_names_every_tier_that_applied() -> None:
    price = load_facts().price("us-east-1", "data_transfer.internet_out.gb")
    assert price is not None
    assert unit_price(price, Decimal(100)) == "USD 0.09 per GB"
    assert unit_price(price, Decimal(20_000)) == "per GB: USD 0.09 up to 10,240 GB, USD 0.085 above"


def test_unit_price_names_the_quantity_it_is_for() -> None:
    price = load_facts().price("us-east-1", "lambda.request")
    assert price is not None
    assert unit_price(price, Decimal(1)) == "USD 0.2 per 1,000,000 requests"


@given(st.lists(st.integers(min_value=1, max_value=10**12), min_size=1, max_size=12))
def test_lines_add_up_to_the_total_of_their_dimension(quantities: list[int]) -> None:
    lines = _bill(*(_usage(f"e{n}", ARM, quantity) for n, quantity in enumerate(quantities)))
    whole = _bill(_usage("all", ARM, sum(quantities)))
    assert abs(lines.usd - whole.usd) <= Decimal("0.000012")
    assert all(0 <= charge.usd <= charge.list_usd for charge in lines.charges)


@given(st.permutations(range(6)))
def test_order_of_elements_does_not_change_the_total(order: list[int]) -> None:
    usages = [_usage(f"e{n}", "sqs.standard.request", 777_777 * (n + 1)) for n in range(6)]
    assert _bill(*(usages[n] for n in order)).usd == _bill(*usages).usd
