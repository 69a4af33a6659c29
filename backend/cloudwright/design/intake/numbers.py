"""Numbers as people write them: `10,000`, `1.5M`, `10 000`, `1.000.000`, `2 lakh`, `half a million`, `twenty-five`."""

import re
from collections.abc import Iterable
from decimal import Decimal

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORDS = {
    "a": 1, "an": 1, **_UNITS, **_TENS, "zero": 0, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "a dozen": 12, "two dozen": 24, "a hundred": 100, "hundred": 100, "a thousand": 1_000, "thousand": 1_000,
    "half a million": 500_000, "a million": 1_000_000, "million": 1_000_000, "a billion": 1_000_000_000,
    "a lakh": 100_000, "a crore": 10_000_000,
}  # fmt: skip
# Parts of one, and words for some: what is meant by them when a scale or a unit follows.
_PARTS = {
    "half a": Decimal("0.5"), "half an": Decimal("0.5"), "a quarter of a": Decimal("0.25"), "a quarter": Decimal("0.25"),
    "quarter of a": Decimal("0.25"), "three quarters of a": Decimal("0.75"), "a quarter of an": Decimal("0.25"), "quarter of an": Decimal("0.25"),
    "three quarters of an": Decimal("0.75"), "half of a": Decimal("0.5"), "half of an": Decimal("0.5"), "one and a half": Decimal("1.5"),
    "a couple of": Decimal(2), "a couple": Decimal(2), "a few": Decimal(3), "several": Decimal(3),
    "a good": Decimal(1), "two and a half": Decimal("2.5"),
}  # fmt: skip
_SCALES = {
    "": 1, "k": 1_000, "hundred": 100, "hundreds": 100, "thousand": 1_000, "thousands": 1_000, "m": 1_000_000, "mn": 1_000_000,
    "mio": 1_000_000, "mln": 1_000_000, "mrd": 1_000_000_000, "tsd": 1_000, "mil": 1_000_000, "mill": 1_000_000, "milion": 1_000_000, "milions": 1_000_000, "millon": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
    "dozen": 12,
}  # fmt: skip
_SPACES = "\u00a0\u202f "

# A run of digits is entered at its start only and has at most fifteen, so that matching stays linear.
NUMBER = (
    rf"(?<![\dpP])(?<!\d[.,])(?P<digits>\d{{1,2}}(?:[,{_SPACES}]\d{{2}}){{1,4}}[,{_SPACES}]\d{{3}}(?!\d)"
    rf"|\d{{1,3}}(?:[,{_SPACES}'’]\d{{3}}){{1,4}}(?:\.\d{{1,9}})?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,9})?(?![\d])|\d{1,15}(?:[.,]\d{1,9})?)(?!\d)(?![.,]\d)\s?"
    r"(?P<scale>(?:k|hundred|thousands?|(?:mio|mln|mrd|tsd)\.?|mn|mill?|m|mill?ions?|millon|bn|b|billion|lakhs?|lacs?|crores?|dozen)(?![^\W\d_]))?(?!\d)"
)
_PIECES = r"requests?|calls?|hits?|events?|messages?|quer(?:y|ies)|orders?|visits?"
_TIMES = r"hundred|thousand|mill?ion|billion|lakh|crore|dozen"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.sub(" ", "[ -]", word) for word in sorted(words, key=len, reverse=True))


_SPELLED = (
    rf"(?P<word>(?:{_any(_PARTS)})(?=\s(?:{_TIMES}|{_PIECES}|seconds?|minutes?|hours?|days?|weeks?|[kmgt]i?b|\w{{4}}bytes?)s?\b)"
    rf"|(?:{_any(_TENS)})(?:[ -](?:{_any(_UNITS)}))?|{_any(_WORDS.keys() - _TENS.keys())})(?:\s(?P<times>{_TIMES})(?![A-Za-z]))?"
)
QUANTITY = rf"(?:{NUMBER}|\b{_SPELLED}\b)"
SPELLED = rf"\b{_SPELLED}\b"
# The lower end of a range, whose upper end follows: `10-`, `between 10k and`, `10 to`.
RANGE = r"(?:(?:between |from )?(?<![\d.,])\d{1,9}(?:[.,]\d{1,3})?\s?(?:k|m|thousand|million)?\s?(?:-|–|to|and|or)\s?)?"
LARGEST = Decimal(10) ** 13


def quantity(match: re.Match[str]) -> Decimal:
    """Return the number that QUANTITY or NUMBER found in `match`."""
    groups = match.groupdict()
    if groups.get("word"):
        return spelled(groups["word"]) * _scale(groups["times"])
    return _plain(groups["digits"]) * _scale(groups["scale"])


def _scale(word: str | None) -> int:
    return _SCALES[(word or "").lower().rstrip(".")]


def spelled(word: str) -> Decimal:
    """Return the number that a word or some words stand for; raises KeyError for others."""
    plain = re.sub(r"[\s-]", " ", word.lower())
    if plain in _PARTS:
        return _PARTS[plain]
    return Decimal(_WORDS[plain] if plain in _WORDS else sum(_WORDS[part] for part in plain.split()))


def _plain(digits: str) -> Decimal:
    if re.fullmatch(rf"\d{{1,3}}([,{_SPACES}'’]\d{{2,3}})*[,{_SPACES}'’]\d{{3}}(\.\d+)?", digits):
        return Decimal(re.sub(rf"[,{_SPACES}'’]", "", digits))
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?", digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    return Decimal(digits.replace(",", "."))
