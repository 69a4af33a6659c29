"""Numbers as people write them: `10,000`, `1.5M`, `10 000`, `2k`, `three`, `a hundred`."""

import re
from decimal import Decimal

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "twenty": 20, "thirty": 30, "fifty": 50, "a hundred": 100,
    "hundred": 100, "a thousand": 1_000, "thousand": 1_000, "a million": 1_000_000, "million": 1_000_000,
}  # fmt: skip
_SCALES = {
    "": 1, "k": 1_000, "thousand": 1_000, "thousands": 1_000, "m": 1_000_000, "mio": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip

NUMBER = (
    r"(?P<digits>\d{1,3}(?:[,\u00a0 '’]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)\s?"
    r"(?P<scale>(?:k|thousands?|mio|m|millions?|bn|b|billion)(?![A-Za-z]))?(?!\d)"
)
_SPELLED = r"(?P<word>" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
QUANTITY = rf"(?:{NUMBER}|\b{_SPELLED}\b)"


def quantity(match: re.Match[str]) -> Decimal:
    """Return the number that QUANTITY or NUMBER found in `match`."""
    groups = match.groupdict()
    if groups.get("word"):
        return Decimal(_WORDS[groups["word"].lower()])
    return _plain(groups["digits"]) * _SCALES[(groups["scale"] or "").lower()]


def _plain(digits: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}([,\u00a0 '’]\d{3})+(\.\d+)?", digits):
        return Decimal(re.sub(r"[,\u00a0 '’]", "", digits))
    return Decimal(digits.replace(",", "."))
