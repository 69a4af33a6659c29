"""Whether a candidate made of letters is what it looks like. Each judge returns what belongs to it."""

import math
import re
from collections import Counter

from cloudwright.gateway.inspection.finding import Span

_ALNUM = re.compile(rb"[0-9A-Za-z]")
_NO_ENDING = frozenset(
    b"png jpg jpeg gif svg webp avif ico css js mjs ts tsx jsx py rb go rs html htm json yaml yml md".split()
)  # endings of files that are named like addresses: icon@2x.png
_LABEL = re.compile(rb"(?:[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?\.)+[A-Za-z]+")
_ASSIGNMENT = re.compile(rb"(?:[=:>]|[Bb][Ee][Aa][Rr][Ee][Rr]|[Bb][Aa][Ss][Ii][Cc])[ \t\"'`=>]*")
_EXAMPLE = re.compile(rb"(?i:example|placeholder|changeme|your|xxxx|\*\*\*|dummy|insert|replace|redacted)")
_DIGIT, _LETTER, _WORDS = re.compile(rb"[0-9]"), re.compile(rb"[A-Za-z]"), re.compile(rb"[a-z]+|[A-Z]+")
_HEX = re.compile(rb"[0-9a-fA-F]+")

_LEAST_BITS, _LEAST_BITS_OF_HEX, _LEAST_BITS_WITHOUT_DIGITS = 3.3, 2.7, 4.0
_LEAST_CHANGES = 5


def whole(text: bytes, start: int, end: int) -> Span | None:
    """Take a candidate at its word."""
    del text
    return start, end


def whole_word(text: bytes, start: int, end: int) -> Span | None:
    return None if _ALNUM.match(text, end) else (start, end)


def email(text: bytes, start: int, end: int) -> Span | None:
    """Return an address whose domain is written as domains are, without what follows its last label."""
    local, _, domain = text[start:end].partition(b"@")
    if not _LABEL.fullmatch(domain) or b".." in local:
        return None
    ending = domain.rpartition(b".")[2].lower()
    return None if ending in _NO_ENDING or _ALNUM.match(text, end) else (start, end)


def assigned(text: bytes, start: int, end: int) -> Span | None:
    """Return the value alone, when it looks like chance."""
    sign = _ASSIGNMENT.search(text, start, end)
    if sign is None:
        return None
    value = text[sign.end() : end]
    return (sign.end(), end) if looks_random(value) else None


def password_in_address(text: bytes, start: int, end: int) -> Span | None:
    """Return what stands between the name and the host of an address: `postgres://name:password@host`."""
    colon = text.index(b":", text.index(b"://", start) + 3)
    password = text[colon + 1 : end - 1]
    return None if _EXAMPLE.search(password) or password.lower() in _OFTEN_SHOWN else (colon + 1, end - 1)


_OFTEN_SHOWN = frozenset({b"password", b"pass", b"pwd", b"secret", b"pw"})


def looks_random(value: bytes) -> bool:
    """Say whether a value has the entropy of a key, and is no placeholder, path, number or name."""
    if _EXAMPLE.search(value) or not _LETTER.search(value):
        return False
    bits = entropy_bits(value)
    if _HEX.fullmatch(value):
        return bits >= _LEAST_BITS_OF_HEX and _DIGIT.search(value) is not None
    changes = len(_WORDS.findall(value))
    if _DIGIT.search(value) is None:
        return bits >= _LEAST_BITS_WITHOUT_DIGITS and changes > len(value) // 3
    return bits >= _LEAST_BITS and changes >= _LEAST_CHANGES


def entropy_bits(value: bytes) -> float:
    """Return Shannon's entropy for a character."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())
