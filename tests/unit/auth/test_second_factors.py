"""Codes of apps and recovery codes: right ones once, wrong ones never."""

from base64 import b32decode
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudwright.auth.recovery_codes import COUNT, RecoveryCodes, new_codes, without
from cloudwright.auth.totp import (
    STEP_SECONDS,
    accepted_step,
    code_at,
    new_secret,
    provisioning_uri,
    spelled,
    step_at,
)

RFC_SECRET = b"12345678901234567890"
NOW = datetime(2026, 3, 1, 12, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "eight_digits"),
    [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, eight_digits: str) -> None:
    step = step_at(datetime.fromtimestamp(seconds, UTC))

    assert code_at(RFC_SECRET, step) == eight_digits[2:]


@pytest.mark.parametrize(("off", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_good_one_step_to_either_side(off: int, accepted: bool) -> None:  # noqa: FBT001 - a table
    step = step_at(NOW) + off
    found = accepted_step(RFC_SECRET, code_at(RFC_SECRET, step), now=NOW, last_step=None)

    assert found == (step if accepted else None)


def test_a_step_is_used_once_and_none_before_it_afterwards() -> None:
    now, before = (code_at(RFC_SECRET, step_at(NOW) + off) for off in (0, -1))
    used = accepted_step(RFC_SECRET, now, now=NOW, last_step=None)

    assert used == step_at(NOW)
    assert accepted_step(RFC_SECRET, now, now=NOW, last_step=used) is None
    assert accepted_step(RFC_SECRET, before, now=NOW, last_step=used) is None
    later = NOW + timedelta(seconds=STEP_SECONDS)
    assert accepted_step(RFC_SECRET, code_at(RFC_SECRET, used + 1), now=later, last_step=used) == used + 1


@pytest.mark.parametrize(
    "odd", ["", "00000", "1234567", "\u0661\u0662\u0663\u0664\u0665\u0666", "12e456", "\ud800", "-12345"]
)
def test_what_is_no_code_is_not_accepted(odd: str) -> None:
    assert accepted_step(RFC_SECRET, odd, now=NOW, last_step=None) is None


def test_a_code_may_be_typed_with_a_space() -> None:
    code = code_at(RFC_SECRET, step_at(NOW))

    assert accepted_step(RFC_SECRET, f" {code[:3]} {code[3:]}", now=NOW, last_step=None) == step_at(NOW)


def test_an_app_reads_the_secret_from_the_picture() -> None:
    secret = new_secret()

    uri = urlsplit(provisioning_uri(secret, issuer="Cloud & Wright", account="ada+x@example.com"))

    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert uri.path == "/Cloud%20%26%20Wright:ada%2Bx@example.com"
    asked = parse_qs(uri.query, strict_parsing=True)
    assert b32decode(asked["secret"][0]) == secret
    assert asked["issuer"] == ["Cloud & Wright"]
    assert len(spelled(secret)) == 32
    assert new_secret() != secret


def test_each_recovery_code_works_once_and_in_any_order() -> None:
    codes, left = new_codes("person_1")
    for number, code in enumerate(reversed(codes), start=1):
        after = without(left, code, person_id="person_1")
        assert after is not None
        assert len(after.unused) == COUNT - number
        assert without(after, code, person_id="person_1") is None
        left = after

    assert left == RecoveryCodes(frozenset())


def test_codes_are_different_and_not_stored_as_they_are() -> None:
    codes, kept = new_codes("person_1")

    assert len(set(codes)) == len(kept.unused) == COUNT
    assert not any(code in kept.unused or code.replace("-", "") in kept.unused for code in codes)


def test_a_recovery_code_may_be_typed_as_it_is_read() -> None:
    codes, kept = new_codes("person_1")
    typed = " " + codes[0].upper().replace("-", " ").replace("0", "O").replace("1", "l") + " "

    assert without(kept, typed, person_id="person_1") is not None


def test_codes_of_one_person_are_nothing_for_another() -> None:
    codes, kept = new_codes("person_1")

    assert without(kept, codes[0], person_id="person_2") is None


@given(st.text(max_size=30))
def test_what_is_guessed_is_refused(guess: str) -> None:
    _, kept = new_codes("person_1")

    assert without(kept, guess, person_id="person_1") is None
