"""Periods, holds as text, and what people are told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.admission import NOON, ORGANIZATION, SCOPES, a_budget, a_rate, calls_at_once
from builders.bars import FULL
from cloudwright.gateway.admission.gcra import Wait
from cloudwright.gateway.admission.holds import packed, unpacked
from cloudwright.gateway.admission.periods import span_of, spans_of
from cloudwright.gateway.admission.refusals import refusal_of
from cloudwright.gateway.admission.schemas import (
    MOST_NANO_USD,
    Budget,
    Counted,
    Held,
    Level,
    Period,
    Rate,
    Want,
)
from cloudwright.gateway.admission.thresholds import reached
from cloudwright.gateway.admission.verdicts import no_money, no_place, no_rate

ZONES = ("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Africa/Cairo", "Australia/Lord_Howe")


@settings(max_examples=1000 if FULL else 60)
@given(
    moment=st.datetimes(datetime(2011, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # hypothesis wants naive bounds
    zone=st.sampled_from(ZONES),
    period=st.sampled_from(Period),
)
def test_every_moment_lies_in_its_period_and_periods_follow_each_other(
    moment: datetime, zone: str, period: Period
) -> None:
    span = span_of(period, moment, zone=zone)

    assert span.starts_at <= moment < span.ends_at
    following = span_of(period, span.ends_at, zone=zone)
    assert following.starts_at == span.ends_at
    assert following.key > span.key


def test_a_day_of_the_change_of_clocks_is_as_long_as_it_is() -> None:
    day = span_of(Period.DAY, datetime(2026, 3, 29, 12, tzinfo=UTC), zone="Europe/Berlin")

    assert (day.key, day.ends_at - day.starts_at) == ("2026-03-29", timedelta(hours=23))


def test_a_zone_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone 'Mars/Olympus'"):
        span_of(Period.DAY, NOON, zone="Mars/Olympus")


def test_a_hold_comes_back_from_its_text() -> None:
    limits = (a_budget(MOST_NANO_USD), a_budget(5, hard=False), a_rate(60, burst=2), calls_at_once(3))
    hold = Held("hold_1", ORGANIZATION, MOST_NANO_USD, 12, limits, spans_of(limits, NOON, zone="UTC"), 7)

    assert unpacked(packed(hold)) == hold


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        a_budget(MOST_NANO_USD + 1)
    with pytest.raises(ValueError, match="less than nothing"):
        Want(ORGANIZATION, -1, 0, ())
    with pytest.raises(ValueError, match="at least one"):
        a_rate(0)
    with pytest.raises(ValueError, match="one rate of each kind"):
        Want(ORGANIZATION, 1, 0, (a_rate(1), a_rate(2)))


@pytest.mark.parametrize(
    ("spent", "percent"), [(0, 0), (49, 0), (50, 50), (79, 50), (94, 80), (95, 95), (500, 100)]
)
def test_shares_of_a_budget_are_reached_from_their_first_unit_on(spent: int, percent: int) -> None:
    assert reached(spent, 100) == percent


def test_people_are_told_what_is_used_up_and_what_to_do() -> None:
    budget = Budget(SCOPES[Level.TEAM], Period.MONTH, 50_000_000_000)
    spans = spans_of([budget], NOON, zone="UTC")
    tokens = Rate(SCOPES[Level.USER], Counted.TOKENS, 90_000, 9_000)
    said = [
        refusal_of(refused).message
        for refused in (
            no_money(budget, left=12_300_000, spans=spans, moment=NOON),
            no_rate(tokens, Wait(1_500_000, 0)),
            no_rate(tokens, Wait(None, 9_000)),
            no_place(calls_at_once(4)),
        )
    ]

    assert said[0] == (
        "The budget of $50.00 a month for the team has $0.0123 left, which is less than this call may cost. "
        "Ask for fewer tokens, or ask an admin for a higher budget."
    )
    assert said[1:3] == [
        f"The limit of 90,000 tokens a minute for this user is reached. {then}"
        for then in (
            "Send it again in 1.5 seconds.",
            "This call alone is larger than the limit lets through at once: make it shorter.",
        )
    ]
    assert said[3].endswith("is reached. Send it again once another call has ended.")
