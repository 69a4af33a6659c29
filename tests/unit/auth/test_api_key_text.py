"""The text of API keys: ours are told from all others without asking anybody."""

import re

import pytest

from builders.source_code import ROOT
from cloudwright.auth.api_keys.text import CHECKSUM_LENGTH, checksum, digest, new_key, parsed

KEY = new_key()
PEPPER = b"p" * 32


def test_a_key_says_whose_it_is_and_reads_back_as_itself() -> None:
    assert re.fullmatch(r"cw_live_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}", KEY.whole)
    assert parsed(KEY.whole) == KEY


def test_no_two_keys_have_anything_in_common() -> None:
    keys = [new_key() for _ in range(200)]

    assert len({key.prefix for key in keys}) == len({key.whole[-49:-6] for key in keys}) == 200


def test_every_single_changed_character_is_noticed() -> None:
    start = len("cw_live_")
    mistyped = [
        KEY.whole[:at] + ("a" if KEY.whole[at] != "a" else "b") + KEY.whole[at + 1 :]
        for at in range(start, len(KEY.whole))
    ]

    assert [text for text in mistyped if parsed(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cw_live_",
        KEY.whole[:-1],
        KEY.whole + "0",
        KEY.whole + "\n",
        " " + KEY.whole,
        KEY.whole.upper(),
        KEY.whole.replace("live", "test"),
        KEY.whole[:20] + "ä" + KEY.whole[21:],
        KEY.whole[:20] + "٣" + KEY.whole[21:],
        "x" * 100_000,
    ],
    ids=lambda _: "text",  # the key is a new one each time
)
def test_what_only_looks_like_a_key_is_none(text: str) -> None:
    assert parsed(text) is None


def test_the_checksum_is_the_one_that_is_documented() -> None:
    """CRC-32 of "123456789" is 0xCBF43926, by every table of check values."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    value = 0
    for digit in checksum("123456789"):
        value = value * 62 + digits.index(digit)

    assert value == 0xCBF43926
    assert checksum(KEY.whole[:-CHECKSUM_LENGTH]) == KEY.whole[-CHECKSUM_LENGTH:]


def test_the_pattern_in_the_documentation_finds_keys_in_any_file() -> None:
    page = (ROOT / "docs" / "reference" / "api-keys.md").read_text("utf-8")
    pattern = page.split("```\n")[1].strip()
    leaked = f'TOKEN="{KEY.whole}";\nurl=https://example.com/?key={KEY.whole}&x=1'

    assert re.findall(pattern, leaked) == [KEY.whole, KEY.whole]


def test_the_same_key_under_another_pepper_is_kept_as_something_else() -> None:
    assert digest(KEY, pepper=PEPPER) != digest(KEY, pepper=b"q" * 32)
    assert len(digest(KEY, pepper=PEPPER)) == 64
