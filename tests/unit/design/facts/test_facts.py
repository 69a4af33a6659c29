"""The dated facts as shipped."""

from datetime import date
from decimal import Decimal

import pytest

from cloudwright.design.facts.freshness import dated, stale
from cloudwright.design.facts.load import load_facts
from cloudwright.design.facts.rows import Limit, Price, Sla, Standing, Version

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1")


def test_facts_are_parsed_once_and_shared() -> None:
    assert load_facts() is load_facts()


def test_price_of_one_region_is_not_used_for_another() -> None:
    assert load_facts().price("us-east-1", "dynamodb.restore_gb") is not None
    assert load_facts().price("ap-southeast-1", "dynamodb.restore_gb") is None


def test_global_price_counts_in_every_region() -> None:
    zones = [load_facts().price(region, "route53.hosted_zone_month") for region in REGIONS]
    assert len({id(zone) for zone in zones}) == 1
    assert zones[0] is not None


def test_tiers_of_every_price_start_at_zero_touch_and_end_open() -> None:
    for price in load_facts().prices.values():
        ends = [tier.end for tier in price.tiers]
        assert price.tiers[0].start == 0
        assert ends[-1] is None
        assert ends[:-1] == [tier.start for tier in price.tiers[1:]]


def test_twelve_month_offers_are_not_always_free() -> None:
    assert load_facts().allowance("apigateway.http.request") is None
    assert load_facts().allowance("lambda.request") is not None


def test_one_pool_covers_both_processor_architectures() -> None:
    facts = load_facts()
    assert facts.allowance("lambda.gb_second.arm64") is facts.allowance("lambda.gb_second.x86_64")


def test_default_python_runtime_is_a_supported_one() -> None:
    facts = load_facts()
    runtime = facts.version("lambda_runtime", facts.default_runtime("lambda.python"))
    assert runtime is not None
    assert runtime.id == "python3.13"
    assert runtime.current


def test_retired_runtime_is_not_current() -> None:
    runtime = load_facts().version("lambda_runtime", "python3.9")
    assert runtime is not None
    assert not runtime.current


def test_every_family_has_a_default() -> None:
    assert all(load_facts().default_runtimes().values())


def test_unknown_limit_raises() -> None:
    with pytest.raises(KeyError):
        load_facts().limit("Lambda", "no_such_limit")


def test_limits_are_numbers_with_their_unit() -> None:
    limit = load_facts().limit("Lambda", "concurrent_executions")
    assert (limit.number, limit.unit, limit.adjustable) == (Decimal(1000), "executions", True)


def test_limit_that_is_a_rule_has_no_number() -> None:
    assert load_facts().limit("SQS", "standard_tps").number is None
    with pytest.raises(KeyError):
        load_facts().limit_number("SQS", "standard_tps")


def test_limit_kept_per_region_is_found_by_region() -> None:
    slower = load_facts().regional_limit("EventBridge", "put_events_tps", region="eu-central-1")
    assert slower is not None
    assert slower.number == 2400


def test_type_that_a_region_lacks_is_not_available_there() -> None:
    facts = load_facts()
    missing = [
        (row.cfn_type, region)
        for row in facts.regions.values()
        for region in REGIONS
        if region not in row.regions
    ]
    assert missing
    assert all(not facts.available(cfn_type, region) for cfn_type, region in missing)
    assert facts.available("AWS::Lambda::Function", "eu-west-1")


def test_unverified_rows_are_flagged() -> None:
    unverified = load_facts().unverified
    assert unverified
    assert {row.provenance.standing for row in unverified} == {Standing.UNVERIFIED}


def test_every_verified_row_has_source_and_date() -> None:
    facts = load_facts()
    rows: list[Price | Limit | Sla | Version] = [
        *facts.prices.values(),
        *facts.limits.values(),
        *facts.slas.values(),
        *facts.versions.values(),
    ]
    verified = [row.provenance for row in rows if row.provenance.standing.verified]
    assert all(provenance.source and dated(provenance.as_of) for provenance in verified)


@pytest.mark.parametrize(
    ("as_of", "first_day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-09", date(2026, 9, 1)),
        ("2026-Q1", date(2026, 1, 1)),
        ("2026-09-11", date(2026, 9, 11)),
        ("", None),
    ],
)
def test_partial_dates_mean_their_first_day(as_of: str, first_day: date | None) -> None:
    assert dated(as_of) == first_day


def test_figure_is_stale_after_ninety_days_and_when_nothing_dates_it() -> None:
    today = date(2026, 11, 21)
    assert not stale("2026-08-23", today)
    assert stale("2026-08-22", today)
    assert stale("", today)
