"""Guessing gets slower and slower, and only for who guesses."""

from datetime import UTC, datetime, timedelta

import pytest

from cloudwright.adapters.attempts import MemoryCounters
from cloudwright.auth.account_names import account_name
from cloudwright.auth.next_page import own_page
from cloudwright.auth.throttle.buckets import LIMITS, Bucket, Kind, caller_of, counted, wait_seconds

START = datetime(2026, 11, 22, 3, tzinfo=UTC)
LIMIT = LIMITS[Kind.PAIR]


def after(attempts: int, *, apart: timedelta = timedelta()) -> tuple[Bucket | None, datetime]:
    bucket: Bucket | None = None
    now = START
    for _ in range(attempts):
        bucket = counted(bucket, LIMIT, now=now)
        now += apart
    return bucket, now


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    waits = []
    for attempts in range(LIMIT.free - 1, LIMIT.free + 11):
        bucket, now = after(attempts)
        waits.append(wait_seconds(bucket, LIMIT, now=now))

    assert waits == [0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_quiet_while_is_forgotten() -> None:
    bucket, now = after(12)
    later = now + timedelta(seconds=LIMIT.forget_seconds + 1)

    assert wait_seconds(bucket, LIMIT, now=later) == 0
    assert counted(bucket, LIMIT, now=later).count == 1


@pytest.mark.parametrize(
    ("address", "caller"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("not an address", "unknown"),
    ],
)
def test_a_caller_is_an_address_or_the_network_of_one_subscriber(address: str, caller: str) -> None:
    assert caller_of(address) == caller


@pytest.mark.parametrize(
    "typed", [" ada@example.com", "Ada@Example.COM", "\uff41da@example.com", "a\u200bda@exam\u00adple.com"]
)
def test_spellings_of_one_address_are_one_name(typed: str) -> None:
    assert account_name(typed) == "ada@example.com"


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/projects/prj_1?tab=bundle", "/projects/prj_1?tab=bundle"),
        ("https://evil.example", "/designs"),
        ("//evil.example", "/designs"),
        ("/\\evil.example", "/designs"),
        ("/\tevil", "/designs"),
        ("/api/v1/sign-in", "/designs"),
        ("/sign-in?next=/x", "/designs"),
        ("", "/designs"),
    ],
)
def test_sign_in_leads_to_pages_of_ours_only(asked: str, page: str) -> None:
    assert own_page(asked) == page


async def test_memory_forgets_the_oldest_when_it_is_full() -> None:
    counters = MemoryCounters(most=2)
    bucket = Bucket(1, since=START, last_at=START)
    for name in ("a", "b", "c"):
        await counters.change([name], lambda _, name=name: {name: bucket})  # type: ignore[misc]  # bound early
    found: dict[str, Bucket] = {}

    await counters.change(["a", "b", "c"], lambda known: found.update(known) or {})

    assert sorted(found) == ["b", "c"]
