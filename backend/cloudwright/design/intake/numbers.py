"""Numbers as people write them: `10,000`, `1.5M`, `10 000`, `1.000.000`, `2k`, `three`, `two million`."""

import re
from decimal import Decimal

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "a dozen": 12, "a hundred": 100, "hundred": 100, "a thousand": 1_000, "thousand": 1_000,
    "half a million": 500_000, "a million": 1_000_000, "million": 1_000_000, "a billion": 1_000_000_000,
}  # fmt: skip
_SCALES = {
    "": 1, "k": 1_000, "hundred": 100, "thousand": 1_000, "thousands": 1_000, "m": 1_000_000, "mio": 1_000_000,
    "mil": 1_000_000, "mill": 1_000_000, "milion": 1_000_000, "millon": 1_000_000, "million": 1_000_000,
    "millions": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip

# A run of digits is entered at its start only and has at most fifteen, so that matching stays linear.
NUMBER = (
    r"(?<!\d)(?<!\d[.,])(?P<digits>\d{1,3}(?:[,\u00a0 '’]\d{3}){1,4}(?:\.\d{1,9})?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,9})?(?![\d])|\d{1,15}(?:[.,]\d{1,9})?)(?!\d)(?![.,]\d)\s?"
    r"(?P<scale>(?:k|thousands?|mio|mill?|m|mill?ions?|millon|bn|b|billion)(?![A-Za-z]))?(?!\d)"
)
_SPELLED = (
    r"(?P<word>" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
    r"(?:\s(?P<times>hundred|thousand|mill?ion|billion)(?![A-Za-z]))?"
)
QUANTITY = rf"(?:{NUMBER}|\b{_SPELLED}\b)"
# The lower end of a range, whose upper end follows: `10-`, `between 10k and`, `10 to`.
RANGE = r"(?:(?:between |from )?(?<![\d.,])\d{1,9}(?:[.,]\d{1,3})?\s?(?:k|m|thousand|million)?\s?(?:-|–|to|and)\s?)?"
LARGEST = Decimal(10) ** 13


def quantity(match: re.Match[str]) -> Decimal:
    """Return the number that QUANTITY or NUMBER found in `match`."""
    groups = match.groupdict()
    if groups.get("word"):
        return Decimal(_WORDS[groups["word"].lower()]) * _SCALES[(groups["times"] or "").lower()]
    return _plain(groups["digits"]) * _SCALES[(groups["scale"] or "").lower()]


def _plain(digits: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}([,\u00a0 '’]\d{3})+(\.\d+)?", digits):
        return Decimal(re.sub(r"[,\u00a0 '’]", "", digits))
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?", digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    return Decimal(digits.replace(",", "."))
