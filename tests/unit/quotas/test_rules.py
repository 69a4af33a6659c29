"""The rules of quotas that need no database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from cloudwright.quotas.caps import Cap, caps, subjects
from cloudwright.quotas.periods import period_of, resets_at
from cloudwright.quotas.refusal import quota_reached
from cloudwright.quotas.schemas import Enforcement, Entitlements, Limit, Metric, OwnLimit, Refused, Use
from cloudwright.quotas.thresholds import reached

PLAN = Entitlements(plan="team", limits={Metric.RUNS: Limit(most=100)})
SOFT = Enforcement.SOFT


def own(subject: str, most: int, enforcement: Enforcement = Enforcement.HARD) -> OwnLimit:
    return OwnLimit(subject=subject, metric=Metric.RUNS, limit=Limit(most=most, enforcement=enforcement))


def met(*limits: OwnLimit, person_id: str | None = "usr_1", mode: str | None = "analyze") -> tuple[Cap, ...]:
    return caps(Metric.RUNS, subjects(person_id, mode), entitlements=PLAN, own=limits)


def test_without_own_limits_only_the_plan_counts() -> None:
    assert met() == (
        Cap("organization", hard=100, soft=None),
        Cap("member:usr_1", hard=None, soft=None),
        Cap("mode:analyze", hard=None, soft=None),
    )


def test_a_limit_for_one_member_stands_in_place_of_the_one_for_each() -> None:
    limits = own("member:*", 5), own("member:usr_1", 20)

    assert met(*limits)[1].hard == 20
    assert met(*limits, person_id="usr_2")[1].hard == 5


@pytest.mark.parametrize(("most", "hard"), [(40, 40), (400, 100)])
def test_an_organisation_can_only_lower_what_its_plan_gives(most: int, hard: int) -> None:
    assert met(own("organization", most))[0].hard == hard


def test_a_soft_limit_stands_beside_a_hard_one_and_is_met_first() -> None:
    cap = met(own("organization", 80, SOFT))[0]

    assert (cap.hard, cap.soft) == (100, 80)
    assert cap.nearest == Limit(most=80, enforcement=SOFT)


def test_limits_of_another_metric_do_not_count() -> None:
    other = OwnLimit(subject="organization", metric=Metric.TOKENS, limit=Limit(most=1))

    assert met(other) == met()


@pytest.mark.parametrize(
    "subject", ["", "member:", "everyone", "member:usr 1", "mode:Analyze", "member:" + "x" * 41]
)
def test_a_limit_needs_a_subject_that_is_counted(subject: str) -> None:
    with pytest.raises(ValidationError):
        own(subject, 1)


@pytest.mark.parametrize(
    ("used", "limit", "percent"),
    [
        (0, 100, 0),
        (79, 100, 0),
        (80, 100, 80),
        (99, 100, 80),
        (100, 100, 100),
        (250, 100, 100),
        (0, 0, 0),
        (1, 0, 100),
        (3, 4, 0),
        (4, 5, 80),
    ],
)
def test_people_are_warned_at_eighty_and_a_hundred_percent(used: int, limit: int, percent: int) -> None:
    assert reached(used, limit) == percent


@pytest.mark.parametrize(
    ("moment", "key", "until"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-01", datetime(2026, 2, 1, tzinfo=UTC)),
        (datetime(2026, 1, 31, 23, 59, 59, 999_999, tzinfo=UTC), "2026-01", datetime(2026, 2, 1, tzinfo=UTC)),
        (datetime(2026, 12, 31, 12, tzinfo=UTC), "2026-12", datetime(2027, 1, 1, tzinfo=UTC)),
        (
            datetime(2026, 2, 1, 1, tzinfo=timezone(timedelta(hours=2))),
            "2026-01",
            datetime(2026, 2, 1, tzinfo=UTC),
        ),
    ],
)
def test_a_period_is_a_calendar_month_in_utc(moment: datetime, key: str, until: datetime) -> None:
    period = period_of(Metric.RUNS, moment)

    assert (period.key, period.resets_at) == (key, until)
    assert resets_at(key) == until


def test_what_goes_down_again_never_resets() -> None:
    period = period_of(Metric.PROJECTS, datetime(2026, 1, 1, tzinfo=UTC))

    assert (period.resets_at, resets_at(period.key)) == (None, None)


def test_a_refusal_says_what_is_used_up_what_was_kept_and_when_there_is_room() -> None:
    refused = Refused(
        metric=Metric.RUNS,
        subject="mode:analyze",
        limit=1000,
        used=1000,
        resets_at=datetime(2026, 2, 1, tzinfo=UTC),
    )

    assert quota_reached(refused).message == (
        "The limit of 1,000 runs for the mode analyze is reached (1,000 runs used). Nothing was started, "
        "everything is kept. There is room again on 1 February 2026; an admin can give more before."
    )


def test_less_than_nothing_cannot_be_used() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        Use(Metric.RUNS, -1)
