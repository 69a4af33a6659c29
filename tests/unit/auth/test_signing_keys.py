"""Keys change without a moment at which a good token is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudwright.auth.schemas import SigningKeySettings
from cloudwright.auth.signing_keys import KeyState, KeyTimes, next_signs_from, published, signer, state_of

START = datetime(2026, 1, 1, tzinfo=UTC)
SETTINGS = SigningKeySettings(sign_days=1, publish_seconds=7_200, retire_seconds=1_800)
CACHED = timedelta(seconds=SETTINGS.publish_seconds / 2)
TOKEN_LIFE = timedelta(seconds=600)


def _days_of_rotation(wake_ups: list[int]) -> list[KeyTimes]:
    """Run the job at these minutes after the start and return every key that it made."""
    keys: list[KeyTimes] = []
    for minute in sorted({0, *wake_ups}):
        now = START + timedelta(minutes=minute)
        signs_from = next_signs_from(keys, now=now, settings=SETTINGS)
        if signs_from is not None:
            keys.append(KeyTimes(kid=f"key{len(keys)}", published_at=now, signs_from=signs_from))
    return keys


def _seen(keys: list[KeyTimes], now: datetime) -> set[str]:
    known = [key for key in keys if key.published_at <= now]
    return {key.kid for key in published(known, now=now, settings=SETTINGS)}


@pytest.mark.parametrize(
    ("minutes", "states"),
    [
        (0, ("active", "next")),
        (59, ("active", "next")),
        (60, ("retiring", "active")),
        (89, ("retiring", "active")),
        (90, ("gone", "active")),
    ],
)
def test_a_key_is_announced_signs_retires_and_is_gone(minutes: int, states: tuple[str, str]) -> None:
    keys = [KeyTimes("a", START, START), KeyTimes("b", START, START + timedelta(hours=1))]
    now = START + timedelta(minutes=minutes)

    assert tuple(state_of(key, keys, now=now, settings=SETTINGS) for key in keys) == states


@pytest.mark.bar("B9", "random histories of rotation refused a live token", 100)
@given(
    wake_ups=st.lists(st.integers(0, 6 * 1_440), max_size=40),
    signed_at=st.integers(0, 6 * 1_440 * 60),
    age=st.integers(0, int(TOKEN_LIFE.total_seconds())),
    cached=st.integers(0, int(CACHED.total_seconds())),
)
def test_every_live_token_verifies_with_every_set_that_may_be_cached(
    wake_ups: list[int], signed_at: int, *, age: int, cached: int
) -> None:
    keys = _days_of_rotation(wake_ups)
    signed = START + CACHED + timedelta(seconds=signed_at)
    signing = signer([key for key in keys if key.published_at <= signed], now=signed, settings=SETTINGS)
    read = signed + timedelta(seconds=age) - timedelta(seconds=cached)

    assert signing is not None
    assert signing.kid in _seen(keys, read)


@pytest.mark.bar("B9", "random histories of rotation had a moment without one key that signs", 100)
@given(wake_ups=st.lists(st.integers(0, 6 * 1_440), max_size=40), minute=st.integers(0, 7 * 1_440))
def test_one_key_signs_at_every_moment(wake_ups: list[int], minute: int) -> None:
    keys = _days_of_rotation(wake_ups)
    now = START + timedelta(minutes=minute)

    states = [state_of(key, keys, now=now, settings=SETTINGS) for key in keys]

    assert states.count(KeyState.ACTIVE) == 1


def test_a_successor_is_announced_in_time_and_once() -> None:
    first = KeyTimes("a", START, START)
    due = START + timedelta(days=1) - timedelta(seconds=SETTINGS.publish_seconds)

    assert next_signs_from([first], now=due - timedelta(seconds=1), settings=SETTINGS) is None
    assert next_signs_from([first], now=due, settings=SETTINGS) == START + timedelta(days=1)
    second = KeyTimes("b", due, START + timedelta(days=1))
    assert next_signs_from([first, second], now=due, settings=SETTINGS) is None


def test_a_late_job_still_announces_before_it_signs() -> None:
    late = START + timedelta(days=3)

    signs_from = next_signs_from([KeyTimes("a", START, START)], now=late, settings=SETTINGS)

    assert signs_from == late + timedelta(seconds=SETTINGS.publish_seconds)


def test_a_withdrawn_key_is_gone_at_once_and_replaced_at_once() -> None:
    now = START + timedelta(hours=2)
    stolen = KeyTimes("a", START, START, withdrawn_at=now)

    assert signer([stolen], now=now, settings=SETTINGS) is None
    assert published([stolen], now=now, settings=SETTINGS) == ()
    assert next_signs_from([stolen], now=now, settings=SETTINGS) == now


def test_the_key_before_a_withdrawn_one_signs_again() -> None:
    now = START + timedelta(hours=2)
    keys = [KeyTimes("a", START, START), KeyTimes("b", START, START + timedelta(hours=1), withdrawn_at=now)]

    assert signer(keys, now=now, settings=SETTINGS) == keys[0]
