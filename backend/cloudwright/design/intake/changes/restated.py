"""Corrections with a story around them: '9m was the sales deck. Our log says 900k', 'Uh, 70. My keyboard repeats zeros'.

The words around the numbers tell that something stated does not hold; what is left is one number, or an old and a
new one, or the same one in another period. The stated phrase is returned with that in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.intake.changes.corrections import Corrected
from cloudwright.design.intake.changes.plain import LONGEST_ORDER
from cloudwright.design.intake.numbers import QUANTITY, quantity

_NUMBER = re.compile(QUANTITY, re.IGNORECASE)
# What says that something stated was not so.
_WRONG = re.compile(
    r"\b(?:wrong\w*|mistak\w+|typo\w*|mis(?:typed|read|spoke|counted|heard|calculated)|fault|my bad|error|oops|uh+|argh|sorry|sry|pardon|keyboard|slipped|correction|correct(?:ed|ing)|actually|in fact|rather|btw|by the way"
    r"|meant|mean to say|i told you|should (?:have )?(?:be|been|said|read)|more like|closer to|not quite|hang on|one moment|hold on|wait|looked (?:it|that) up|checked|counted again|read (?:the|them|it) [\w ]{1,20}again|turns out|new figures?|updated?|now (?:it'?s|we have|there are)|so it'?s|which makes|that makes|left us|quit\b|resigned|notice|joined|hired|i forgot|forgot to|come to think|after all|new hall|there will be|grown? to|promised)\b",
    re.IGNORECASE,
)
# What stands beside the number that does not hold any more.
_PAST = re.compile(
    r"\b(?:was|were|had|is only|are only|is just|alone|only|last (?:year|month|week)|used to|before|old|without|not|isn'?t|wasn'?t|aren'?t|weren'?t|never|no longer|instead of|rather than|from the (?:slides|deck|brochure)|included|excluding|says|said)\b",
    re.IGNORECASE,
)
_PERIOD_WORD = r"(?:second|minute|hour|day|night|week|month|quarter|year)"
_PERIOD = re.compile(
    rf"\b(?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually)\b"
    rf"|\b(?:per|an?|each|every) (?P<unit>{_PERIOD_WORD})\b|/ ?(?P<short>s|min|h|d|day|week|month|year)\b",
    re.IGNORECASE,
)
_NOT_PERIOD = re.compile(
    rf",?\s*(?:and |but )?\b(?:not|instead of|rather than)\b (?:per|an?|each|every) {_PERIOD_WORD}\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"\s?(?:%|(?:[a-z]{{1,12}}\s)?(?:per|an?|each|every|/)\s?(?:{_PERIOD_WORD}|s|min|h|d)\b|[kmgt]i?b\b|(?:ms|secs?|seconds?|mins?|minutes?|hours?|days?|weeks?|months?|years?|dollars?|euros?|bucks|usd|eur)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.!;:?])\s+|\n+|\s[-–]\s|,\s+(?!\d{3}\b)|\s(?:but|so|because)\s", re.IGNORECASE)
_RATE_BEHIND = re.compile(rf"\s(?:[a-z]+\s)?(?:per|an?|each|every)\s{_PERIOD_WORD}", re.IGNORECASE)
_ARTICLES = frozenset(("a", "an"))
_MOST = 3  # numbers in one message


@dataclass(frozen=True, slots=True)
class _Said:
    """A number, the unit behind it as it was written, where both stand, and the clause that they stand in."""

    value: Decimal
    words: str
    tail: str
    start: int
    clause: str

    @property
    def unit(self) -> str:
        found = re.search(r"[a-z%]+", self.tail.lower())
        unit = found.group().removesuffix("s") if found else ""
        return {"min": "minute", "sec": "second"}.get(unit, unit)


def restated(text: str, quotes: Sequence[str]) -> Corrected | None:
    """Return a stated phrase with the number in it that the text says instead of one that it names, or None."""
    said = _corrects(text)
    if said is None:
        return None
    again = _other_period(text, said, quotes)
    if again is not None:
        return again
    known = {each.value for quote in quotes for each in _numbers(quote)}
    old = [each for each in said if each.value in known]
    new = [each for each in said if each.value not in known]
    if len(old) != 1 or len({each.value for each in new}) != 1:
        return None
    if not (_PAST.search(old[0].clause) or _WRONG.search(text)):
        return None
    return next(_put(new[0], old[0].value, quotes), None)


def renumbered(text: str, before: str, quotes: Sequence[str]) -> Corrected | None:
    """Return the stated phrase whose number is meant by the one that the text says to be right, or None.

    It is one in the same unit; else the only number of the message before; else the nearest in size.
    """
    said = _corrects(text)
    if said is None or len(said) != 1 or _WRONG.search(text) is None:
        return None
    new = said[0]
    phrases = [(quote, each) for quote in quotes for each in _numbers(quote)]
    alike = [(q, each) for q, each in phrases if each.unit == new.unit] if new.unit else phrases
    here = [(q, each) for q, each in alike if q in before]
    among = here or alike
    if not among:
        return None
    words = _stems(text)
    quote, old = min(
        among, key=lambda pair: (-len(words & _stems(pair[0])), abs(_size(pair[1].value) - _size(new.value)))
    )
    return next(_put(new, old.value, [quote]), None)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", text.lower()))


def _corrects(text: str) -> list[_Said] | None:
    if len(text) > LONGEST_ORDER or text.rstrip().endswith("?"):
        return None
    said = list(_numbers(text))
    return said if 0 < len(said) <= _MOST else None


def _put(new: _Said, old: Decimal, quotes: Sequence[str]) -> Iterator[Corrected]:
    """Yield each phrase with the new number, and its unit where it is said, in the place of the old one."""
    for quote in quotes:
        for each in _numbers(quote):
            if each.value == old:
                end = each.start + len(each.words) + (len(each.tail) if new.tail else 0)
                yield Corrected(f"{quote[: each.start]}{_like(new, each)}{new.tail}{quote[end:]}", quote)


def _other_period(text: str, said: Sequence[_Said], quotes: Sequence[str]) -> Corrected | None:
    """'1.5M was the figure per quarter, not per month': the same number in another period."""
    if len({each.value for each in said}) != 1 or not (_PAST.search(text) or _WRONG.search(text)):
        return None
    period = _PERIOD.search(_NOT_PERIOD.sub("", _NUMBER.sub(" ", text, count=1)))
    for quote in quotes if period else ():
        stands = next(reversed(list(_PERIOD.finditer(quote))), None)
        same = any(each.value == said[0].value for each in _numbers(quote))
        if period and stands and same and stands.group().lower() != period.group().lower():
            return Corrected(
                f"{quote[: stands.start()]}{period.group().lower()}{quote[stands.end() :]}", quote
            )
    return None


def _numbers(text: str) -> Iterator[_Said]:
    at = 0
    for clause in _CLAUSE.split(text):
        start = text.find(clause, at)
        at = start + len(clause)
        for match in _NUMBER.finditer(clause):
            word = (match["word"] or "").lower()
            if word in _ARTICLES or (word == "one" and _counts_nothing(clause, match)):
                continue
            words = match.group().rstrip()
            tail = _TAIL.match(clause, match.start() + len(words))
            yield _Said(quantity(match), words, tail.group() if tail else "", start + match.start(), clause)


def _counts_nothing(clause: str, match: re.Match[str]) -> bool:
    """'One of them' and 'in one month' count nothing; 'one a minute' does, and 'so it is one'."""
    end = match.start() + len(match.group().rstrip())
    return _RATE_BEHIND.match(clause, end) is None and bool(clause[end:].strip(" .!"))


def _like(new: _Said, old: _Said) -> str:
    """Return the new number with the scale of the old one where it is said without: '8 bn ... this year 12'."""
    scaled, plain = _NUMBER.match(old.words), _NUMBER.match(new.words)
    if scaled is None or plain is None or not scaled["scale"] or plain["scale"] or not plain["digits"]:
        return new.words
    return new.words if new.value * 1000 > old.value else f"{new.words} {scaled['scale']}"


def _size(value: Decimal) -> float:
    return float(value.log10()) if value > 0 else 0.0
