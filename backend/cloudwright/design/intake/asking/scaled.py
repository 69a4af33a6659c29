"""What-ifs that count what was stated: 'and if it were 2,200 firms?' after '220 firms with 9 people each'."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from cloudwright.design.intake.asking.cues import asks, imagines
from cloudwright.design.intake.asking.topic import Sum
from cloudwright.design.intake.changes.sketch import Pinned
from cloudwright.design.intake.changes.what_ifs import OtherLoad
from cloudwright.design.intake.extract.periods import PER_MONTH, period_named
from cloudwright.design.intake.numbers import QUANTITY, quantity

_LOADS = ("traffic", "users")
_COUNTED = re.compile(
    rf"{QUANTITY}\s(?:of (?P<them>them|these|those)|(?P<noun>(?!(?:of|a|an|the|per)\b)[a-z]{{3,16}}))",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"^\W*(?:(?:and|but|or|so|what|how|about|if|it|is|was|were|at|with|then|now|say)\W+)*{QUANTITY}\s?(?:per|an?|each|every|/)\s?(?P<period>second|sec|s|minute|min|hour|h|day|week|month)\b\W*(?:then|instead)?\W*$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"(?<![\w.,]){QUANTITY} of (?:the|our|my|those|these) (?P<whole>\d[\d.,]*)", re.IGNORECASE
)
_ARTICLES = frozenset(("a", "an", "one"))
_MOST_TIMES = Decimal(100_000)


def scaled_load(text: str, stated: Sequence[Pinned]) -> OtherLoad | None:
    """Return the load of another number of what was counted, or of another rate, or None."""
    if not (asks(text) or imagines(text)):
        return None
    rate = _RATE.match(text)
    if rate is not None:
        return OtherLoad(requests_per_month=quantity(rate) * PER_MONTH[period_named(rate["period"])])
    quotes = [p.quote for p in stated if p.kind in _LOADS and p.quote]
    counted = [m for m in _COUNTED.finditer(text) if (m["word"] or "").lower() not in _ARTICLES]
    for match in counted:
        for quote in quotes:
            known = _count_of(match["noun"] or "", quote)
            times = quantity(match) / known if known else Decimal(1)
            if times != 1 and 0 < times <= _MOST_TIMES:
                return OtherLoad(times=times)
    return None


def share_of_budget(text: str, stated: Iterable[Pinned]) -> Sum | None:
    """Return the sum of 'only 10 of the 30', where 30 is the budget that was stated."""
    match = _PART_OF.search(text) if asks(text) or imagines(text) else None
    if match is None:
        return None
    whole = Decimal(match["whole"].replace(",", "").rstrip("."))
    for pinned in stated:
        if pinned.kind == "budget" and Decimal(str(pinned.value)) == whole:
            return Sum(amount=quantity(match), currency=pinned.unit[:3] or "USD")
    return None


def _count_of(noun: str, quote: str) -> Decimal | None:
    """Return how many of a thing a phrase counts; 'of them' in it may be anything that is counted now."""
    for match in _COUNTED.finditer(quote):
        same = match["them"] or (noun and _stem(noun) == _stem(match["noun"]))
        if same and quantity(match) > 1:
            return quantity(match)
    return None


def _stem(noun: str) -> str:
    return noun.lower().removesuffix("s")
