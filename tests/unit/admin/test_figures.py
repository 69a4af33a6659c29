"""Figures of runs follow from counts and times alone."""

from datetime import UTC, datetime, timedelta

import pytest

from cloudwright.admin.figures.summary import Count, Timed, by_mode, percentile, points
from cloudwright.admin.paging import cursor_at, place_of
from cloudwright.projects.errors import BadCursor

START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_run(milliseconds: int, *, status: str = "succeeded", after: timedelta = timedelta()) -> Timed:
    return Timed("implement", status, started_at=START + after, milliseconds=milliseconds)


@pytest.mark.parametrize(("percent", "value"), [(50, 50), (95, 95), (99, 99), (100, 100), (1, 1)])
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(percent: int, value: int) -> None:
    assert percentile([*range(100, 0, -1)], percent) == value


def test_without_a_value_there_is_no_percentile() -> None:
    assert percentile([], 95) is None


def test_a_stopped_run_is_no_error_and_says_nothing_about_latency() -> None:
    counts = [
        Count("implement", "succeeded", 7),
        Count("implement", "stopped", 1),
        Count("implement", "interrupted", 2),
    ]
    (figures,) = by_mode(counts, [a_run(900), a_run(9, status="stopped"), a_run(9, status="failed")])

    assert (figures.runs, figures.failed, figures.error_percent) == (10, 2, 20.0)
    assert figures.p95_milliseconds == 900


def test_slices_without_runs_are_there_too() -> None:
    sliced = points(
        [a_run(5), a_run(7, status="failed", after=2 * HOUR)], since=START, slice_length=HOUR, slices=3
    )

    assert [(each.runs, each.failed, each.p95_milliseconds) for each in sliced] == [
        (1, 0, 5),
        (0, 0, None),
        (1, 1, None),
    ]


def test_a_cursor_leads_back_to_its_place_and_nothing_else_does() -> None:
    assert place_of(cursor_at(("Ünal & Söhne", "org_1"))) == ("Ünal & Söhne", "org_1")
    for text in ("x", "e30", cursor_at(("a", "b"))[:-2], "ä"):
        with pytest.raises(BadCursor):
            place_of(text)
