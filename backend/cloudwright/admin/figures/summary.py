"""Figures from counts and times. Pure: the same runs give the same answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cloudwright.admin.schemas import ModeFigures, TimeSlice
from cloudwright.conversations.schemas import RunStatus

FAILURES = frozenset({RunStatus.FAILED.value, RunStatus.INTERRUPTED.value})
TIMED = frozenset({RunStatus.SUCCEEDED.value, RunStatus.WAITING.value})
"""What ended by itself: a stop or a crash says nothing about how long an answer takes."""

OPEN = frozenset({RunStatus.QUEUED.value, RunStatus.RUNNING.value})


@dataclass(frozen=True, slots=True)
class Count:
    """So many runs of one mode and status."""

    mode: str
    status: str
    runs: int


@dataclass(frozen=True, slots=True)
class Timed:
    """One run that ended."""

    mode: str
    status: str
    started_at: datetime
    milliseconds: int


def percentile(values: Sequence[int], percent: int) -> int | None:
    """Return the nearest-rank percentile: the smallest value that `percent` of all do not exceed."""
    if not values:
        return None
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(1, rank) - 1]


def by_mode(counts: Iterable[Count], sample: Iterable[Timed]) -> tuple[ModeFigures, ...]:
    """Return the figures of each mode, by name; runs that have not ended count, but not as failures."""
    runs: defaultdict[str, int] = defaultdict(int)
    failed: defaultdict[str, int] = defaultdict(int)
    for count in counts:
        runs[count.mode] += count.runs
        failed[count.mode] += count.runs if count.status in FAILURES else 0
    times: defaultdict[str, list[int]] = defaultdict(list)
    for each in sample:
        if each.status in TIMED:
            times[each.mode].append(each.milliseconds)
    return tuple(
        ModeFigures(
            mode=mode,
            runs=runs[mode],
            failed=failed[mode],
            error_percent=round(100 * failed[mode] / runs[mode], 1),
            p50_milliseconds=percentile(times[mode], 50),
            p95_milliseconds=percentile(times[mode], 95),
            p99_milliseconds=percentile(times[mode], 99),
        )
        for mode in sorted(runs)
    )


def points(
    sample: Iterable[Timed], *, since: datetime, slice_length: timedelta, slices: int
) -> tuple[TimeSlice, ...]:
    """Return the sample in slices of time, the oldest first; slices without runs are there, too."""
    grouped: defaultdict[int, list[Timed]] = defaultdict(list)
    for each in sample:
        grouped[(each.started_at - since) // slice_length].append(each)
    return tuple(
        TimeSlice(
            at=since + number * slice_length,
            runs=len(grouped[number]),
            failed=sum(each.status in FAILURES for each in grouped[number]),
            p95_milliseconds=percentile(
                [each.milliseconds for each in grouped[number] if each.status in TIMED], 95
            ),
        )
        for number in range(slices)
    )
