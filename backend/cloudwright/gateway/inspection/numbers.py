"""Whether a candidate is a card, an account, an address of a network: by check digits, lengths and ranges.

Each judge returns what belongs to the finding, or nothing.
"""

import ipaddress
import re

from cloudwright.gateway.inspection.finding import Span

_DIGITS = b"0123456789"
_ALNUM = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NO_DIGIT = re.compile(rb"[^0-9]")
_NO_ALNUM = re.compile(rb"[^0-9A-Za-z]")

# Issuer ranges and lengths, ISO/IEC 7812: https://en.wikipedia.org/wiki/Payment_card_number (2026-11-22).
_ISSUERS = tuple(
    (re.compile(prefix), frozenset(lengths))
    for prefix, lengths in (
        (rb"4", (13, 16, 19)),
        (rb"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)),
        (rb"3[47]", (15,)),
        (rb"30[0-5]|3[689]", (14, 16, 17, 18, 19)),
        (rb"6011|64[4-9]|65|35(?:2[89]|[3-8])|62|220[0-4]", (16, 17, 18, 19)),
        (rb"50|5[6-8]|6", (13, 14, 15, 16, 17, 18, 19)),
    )
)
_SHORTEST_CARD = 13

# Length of the account numbers of each country: https://www.swift.com/standards/data-standards/iban,
# release 97 (2026-11-22).
_IBAN_LENGTHS = {
    country.encode(): int(length)
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU XK MN",
        21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM TL SO", 24:
        "AD CZ ES MD PK RO SA SE SK TN VG", 25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM FK",
        28: "AL AZ BY CY DO GT HU LB NI PL SV", 29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC",
        32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip

# Numbers that were printed in advertisements and belong to nobody: https://www.ssa.gov/history/ssn/misused.html
_SSN_NOBODYS = frozenset({b"078051120", b"219099999"})
_WEIGHTS = (7, 3, 1)


def payment_card(text: bytes, start: int, end: int) -> Span | None:
    """Return the longest part, ending between groups, that an issuer could have given out."""
    while end > start:
        if _stands_alone(text, end) and _is_card(_NO_DIGIT.sub(b"", text[start:end])):
            return start, end
        end = _without_last_group(text, start, end)
    return None


def iban(text: bytes, start: int, end: int) -> Span | None:
    """Return as much as the country's account numbers have, when the two check digits agree (ISO 7064)."""
    length = _IBAN_LENGTHS.get(text[start : start + 2].upper())
    if length is None:
        return None
    stop = start
    for _ in range(length):
        while stop < end and text[stop] not in _ALNUM:
            stop += 1
        stop += 1
    if stop > end or not _stands_alone(text, stop):
        return None
    number = _NO_ALNUM.sub(b"", text[start:stop]).decode().upper()
    turned = number[4:] + number[:4]
    return (start, stop) if int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1 else None


def us_ssn(text: bytes, start: int, end: int) -> Span | None:
    """Return the number without what announces it."""
    digits = _NO_DIGIT.sub(b"", text[start:end])
    while text[start] not in _DIGITS:
        start += 1
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    given = area not in {b"000", b"666"} and area < b"900" and group != b"00" and serial != b"0000"
    return (start, end) if given and digits not in _SSN_NOBODYS and _stands_alone(text, end) else None


def ip_address(text: bytes, start: int, end: int) -> Span | None:
    """Return an address that could be somebody's: not a loopback, not "any"."""
    while end > start and text[end - 1] in b".:" and text[end - 2 : end] != b"::":
        end -= 1
    written = text[start:end]
    goes_on = text[start - 1] in b".:" or not _stands_alone(text, end)
    if goes_on or not _has_all_groups(written):
        return None
    try:
        address = ipaddress.ip_address(written.decode())
    except ValueError:
        return None
    return None if address.is_loopback or int(address) < 1 << 16 else (start, end)


def passport(text: bytes, start: int, end: int) -> Span | None:
    """Return the second line of a passport (ICAO 9303 part 4) whose three check digits agree."""
    line = text[start:end].decode()
    fields = (line[0:9], line[9]), (line[13:19], line[19]), (line[21:27], line[27])
    agree = all(str(_check_digit(field)) == digit for field, digit in fields)
    return (start, end) if agree and _stands_alone(text, end) else None


def _has_all_groups(written: bytes) -> bool:
    if b":" not in written:
        return written.count(b".") == 3
    if b"::" not in written:
        return written.count(b":") >= 6
    groups = [group for group in re.split(rb"[.:]", written) if group]
    return len(groups) > 2 or any(len(group) > 2 for group in groups)  # and not a name in code: a::b


def _is_card(digits: bytes) -> bool:
    issued = any(p.match(digits) and len(digits) in lengths for p, lengths in _ISSUERS)
    return issued and len(set(digits)) > 1 and _luhn(digits)


def _luhn(digits: bytes) -> bool:
    values = [digit - 48 for digit in reversed(digits)]
    doubled = (sum(divmod(2 * value, 10)) for value in values[1::2])
    return (sum(values[::2]) + sum(doubled)) % 10 == 0


def _without_last_group(text: bytes, start: int, end: int) -> int:
    while end > start and text[end - 1] in _DIGITS:
        end -= 1
    while end > start and text[end - 1] not in _DIGITS:
        end -= 1
    return end if end - start >= _SHORTEST_CARD else start


def _stands_alone(text: bytes, end: int) -> bool:
    """Say whether neither letters nor digits go on."""
    return end >= len(text) or text[end] not in _ALNUM


def _check_digit(field: str) -> int:
    return sum((0 if s == "<" else int(s, 36)) * _WEIGHTS[i % 3] for i, s in enumerate(field)) % 10
