"""Each kind is found where it stands and only there, and hostile texts cost time by their length."""

import json
import time
from pathlib import Path

import pytest
import re2

from cloudwright.gateway.inspection.finding import Finder
from cloudwright.gateway.inspection.folding import folded
from cloudwright.gateway.inspection.inspecting import inspect
from cloudwright.gateway.inspection.kinds import Action, Direction, Kind
from cloudwright.gateway.inspection.patterns import PATTERNS
from cloudwright.gateway.inspection.profiles import BALANCED, BUILT_IN, OBSERVE, OFF, STRICT, Profile
from cloudwright.gateway.inspection.scanning import MOST_REJECTED
from cloudwright.gateway.inspection.shapes import END
from cloudwright.gateway.inspection.tails import Tail
from cloudwright.gateway.inspection.verdicts import Verdict, joined
from cloudwright.gateway.wire.ask import Speaker, Text

TEXTS: list[str] = json.loads(
    (Path(__file__).parents[3] / "fixtures" / "inspection" / "texts.json").read_text(encoding="utf-8")
)
REDACT_ALL = Profile("all", prompt=dict.fromkeys(Kind, Action.REDACT))
JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"


def verdict(text: str, profile: Profile = REDACT_ALL) -> Verdict:
    return inspect([Text(("t",), text, Speaker.USER)], profile)


def redacted(text: str, profile: Profile = REDACT_ALL) -> str:
    return verdict(text, profile).redactions.get(("t",), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bob@example.com", "[email]"),
        ("<bob.b+x@sub.example.co.uk>.", "<[email]>."),
        ("_bob@example.com_ icon@2x.png a@b bob@localhost", "[email]_ icon@2x.png a@b bob@localhost"),
        ("4111111111111111", "[payment_card]"),
        ("4111-1111-1111-1112 4111111111111112", "4111-1111-1111-1112 4111111111111112"),
        ("4111 1111 1111 1111 12/27 123", "[payment_card] 12/27 123"),
        ("5501 4111 1111 1111 1111", "5501 [payment_card]"),
        ("378282246310005 6011111111111117", "[payment_card] [payment_card]"),
        ("3530111333300000, 30569309025904", "[payment_card], [payment_card]"),
        ("id 41111111111111110000000 x4111111111111111", "id 41111111111111110000000 x4111111111111111"),
        ("card_4111111111111111_end", "card_[payment_card]_end"),
        ("DE89 3704 0044 0532 0130 00 AND MORE", "[iban] AND MORE"),
        ("GB29NWBK60161331926819", "[iban]"),
        ("GB29NWBK60161331926818 ZZ29NWBK60161331926819", "GB29NWBK60161331926818 ZZ29NWBK60161331926819"),
        ("123-45-6789 666-45-6789 219-09-9999", "[us_ssn] 666-45-6789 219-09-9999"),
        ("SSN: 123456789", "SSN: [us_ssn]"),
        ("8.8.8.8, 2001:db8::1, fe80::1%eth0", "[ip_address], [ip_address], [ip_address]%eth0"),
        ("127.0.0.1 ::1 12:30:45 1.2.3 300.1.1.1 a::b", "127.0.0.1 ::1 12:30:45 1.2.3 300.1.1.1 a::b"),
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10", "[passport]"),
        ("L898902C37UTO7408122F1204159ZE184226B<<<<<10", "L898902C37UTO7408122F1204159ZE184226B<<<<<10"),
        ("AKIAIOSFODNN7EXAMPLE AKIAIOSFODNN7EXAMPLES", "[aws_access_key] AKIAIOSFODNN7EXAMPLES"),
        (f"Bearer {JWT}. Next", "Bearer [jwt]. Next"),
        ("ghp_0123456789abcdefghijABCDEFGHIJ012345, x", "[api_key], x"),
        ('{"api_key": "sk-proj-abcdefghijklmnopqrstuvwxyz"}', '{"api_key": "[api_key]"}'),
        ('client_secret = "aB3dE5fG7hI9jK1lM3nO"', 'client_secret = "[secret]"'),
        ("password: hunter2, token=your-token-goes-here", "password: hunter2, token=your-token-goes-here"),
        ("postgres://bob:s3cretPw@db.example.com/x", "postgres://bob:[secret]/x"),
        ("+1 415 555 2671 or (415) 555-2671 or 020 7946 0958", "[phone] or [phone] or [phone]"),
        ("+1 415 555 0 or 1234-5678 or 2024-11-22 10:00", "+1 415 555 0 or 1234-5678 or 2024-11-22 10:00"),
        ("-----BEGIN PRIVATE KEY----- is how it begins", "-----BEGIN PRIVATE KEY----- is how it begins"),
    ],
)  # fmt: skip
def test_a_kind_is_found_as_far_as_it_goes_and_only_where_it_is_valid(text: str, expected: str) -> None:
    assert redacted(text) == expected


@pytest.mark.parametrize("text", TEXTS)
def test_a_redacted_text_has_nothing_left_to_redact(text: str) -> None:
    once = redacted(text)
    assert redacted(once) == once


WIDE_CARD = "4111 1111 1111 1111".translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def test_findings_say_where_in_characters_of_the_text_that_came() -> None:
    text = f"é{WIDE_CARD} 😀 bob@example.com"
    assert [text[f.start : f.end] for f in verdict(text).findings] == [WIDE_CARD, "bob@example.com"]
    assert redacted("é" + text) == "éé[payment_card] 😀 [email]"


@pytest.mark.parametrize("zero", [0x660, 0x966, 0xFF10, 0x1D7CE])
def test_digits_of_other_scripts_are_digits(zero: int) -> None:
    card = "".join(chr(zero + int(digit)) for digit in "4111111111111111")
    assert redacted(f"— {card} —") == "— [payment_card] —"


def test_lone_surrogates_and_null_characters_pass_unchanged() -> None:
    assert redacted("\ud800 bob@example.com \x00\udfff") == "\ud800 [email] \x00\udfff"


def test_folding_keeps_the_number_of_characters() -> None:
    text = "a\u200bé\uff14\ud800😀\u2011z"
    assert len(folded(text)) == len(text)


def test_a_private_key_ends_with_its_last_line_its_fence_or_after_sixteen_thousand_characters() -> None:
    begin, body = "-----BEGIN EC PRIVATE KEY-----\n", "MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY\n"
    assert redacted(f"a {begin}{body}-----END EC PRIVATE KEY----- z") == "a [private_key] z"
    assert redacted(f"```\n{begin}{body}``` z") == "```\n[private_key] z"
    assert redacted(begin + body * 400).startswith("[private_key]")
    assert len(redacted(begin + body * 400)) == len("[private_key]") + len(begin + body * 400) - 16_384


def test_the_stronger_action_counts_where_kinds_overlap() -> None:
    profile = Profile("mixed", prompt={Kind.EMAIL: Action.OBSERVE, Kind.PAYMENT_CARD: Action.BLOCK})
    found = verdict("4111111111111111@example.com", profile)
    assert found.blocked_by == (Kind.PAYMENT_CARD,)
    assert found.redactions[("t",)] == "[payment_card]@example.com"


def test_a_verdict_counts_and_never_holds_a_value() -> None:
    found = joined([verdict("bob@example.com and ann@example.com"), verdict("nothing"), verdict(JWT, STRICT)])
    assert found.counts == {Kind.EMAIL: 2, Kind.JWT: 1}
    assert found.blocked_by == (Kind.JWT,)
    assert "bob" not in repr(found.findings)


def test_observing_changes_nothing_and_a_profile_that_is_off_finds_nothing() -> None:
    assert verdict(" ".join(TEXTS), OBSERVE).redactions == {}
    assert verdict(" ".join(TEXTS), OBSERVE).findings
    assert verdict(" ".join(TEXTS), OFF) == Verdict()
    assert set(BUILT_IN) == {"off", "observe", "balanced", "strict"}


HOSTILE = {
    "letters": "a", "at signs": "a@", "dotted": "1.", "colons": "::", "groups": "4111 ", "names": "key=",
    "accounts": "ab12 ABCD ", "openings": "-----BEGIN ", "headers": "eyJ", "phones": "+49 30 123 ",
    "wide": "\uff14 ", "spread": "1 ", "urls": "a://b:", "hexadecimal": "1:1",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_cost_time_in_proportion_to_their_length(piece: str) -> None:
    begun = time.process_time()
    verdict(piece * (100_000 // len(piece)))
    assert time.process_time() - begun < 1.0


def test_ten_megabytes_of_prose_are_read_in_one_go() -> None:
    prose = "The quick brown fox jumps over the lazy dog, 42 times a day. "
    text = prose * (10_000_000 // len(prose)) + "bob@example.com"
    begun = time.process_time()
    found = verdict(text)
    assert time.process_time() - begun < 1.0
    assert [finding.kind for finding in found.findings] == [Kind.EMAIL]


def test_after_too_many_empty_candidates_only_what_overlaps_them_is_left_out_in_streams_too() -> None:
    text = "2222 " * (MOST_REJECTED + 500) + "5501 4111 1111 1111 1111, 4111 1111 1111 1111"
    tail = Tail(BALANCED)
    said = [tail.feed("c", text[start : start + 997]) for start in range(0, len(text), 997)]
    assert "".join((*said, tail.end("c"))) == redacted(text, BALANCED)
    assert redacted(text).endswith(", [payment_card]")


def test_very_many_phone_numbers_are_taken_at_their_word_and_read_quickly() -> None:
    text = " ".join(
        f"+{20 + number % 70} {100 + number % 900} {1_000_000 + number}" for number in range(10_000)
    )
    begun = time.process_time()
    found = verdict(text)
    assert time.process_time() - begun < 2.0
    assert found.counts[Kind.PHONE] > 8_000


def test_every_shape_knows_its_own_beginnings() -> None:
    samples = {
        Kind.EMAIL: "bob@example.com", Kind.IBAN: "DE89370400440532013000", Kind.JWT: JWT,
        Kind.API_KEY: "glpat-abcdefghij0123456789", Kind.US_SSN: "123-45-6789",
    }  # fmt: skip
    for pattern in PATTERNS:
        sample = samples.get(pattern.kind, "")
        whole = Finder(pattern.opening.pattern).match(sample.encode())
        begins = Finder(f"(?:{pattern.opening.beginning}){END}")
        if whole is None:
            continue
        assert pattern.opening.shortest <= whole[1] <= pattern.opening.longest
        assert all(begins.match(sample[:end].encode()) for end in range(whole[1] + 1))


def test_offsets_of_the_library_are_bytes_and_its_word_borders_are_ascii() -> None:
    assert Finder("q").search("éq".encode()) == (2, 3)
    assert re2.search("q", "éq").span() == (1, 2)
    assert re2.search(r"\bq", "éq") is not None


def test_answers_are_looked_at_by_the_rules_for_answers() -> None:
    texts = [Text(("t",), "sk-proj-abcdefghijklmnopqrstuvwxyz", Speaker.ASSISTANT)]
    assert inspect(texts, STRICT).blocked_by == (Kind.API_KEY,)
    assert inspect(texts, STRICT, direction=Direction.ANSWER).blocked_by == ()
