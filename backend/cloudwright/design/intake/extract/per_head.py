"""Loads that are said of each one and each time: '140 messages per driver and shift', with both counted elsewhere."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cloudwright.design.intake.extract.periods import PER_MONTH, PERIOD, UNIT, period_named
from cloudwright.design.intake.extract.product import Product
from cloudwright.design.intake.numbers import LARGEST, QUANTITY, quantity

_PER_HEAD = re.compile(
    rf"{QUANTITY}\s(?:[a-z]{{2,12}} )?(?P<noun>[a-z]{{3,14}})\s(?:per|for each|for every|from each|from every)\s(?P<head>[a-z]{{3,16}}),?\s(?:and|per|each|every|an?)\s(?:(?:per|each|every)\s)?(?P<turn>[a-z]{{1,12}})\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"{QUANTITY}(?P<what>(?:\s(?!(?:per|and|or|of|in|with|for|each|every|an?)\b)[a-z]{{2,16}}){{1,3}})\b",
    re.IGNORECASE,
)
_TURNS = re.compile(rf"{QUANTITY}\s(?P<what>[a-z]{{3,12}})\s(?:{PERIOD})", re.IGNORECASE)


def per_head(text: str) -> Iterator[Product]:
    """Yield the month's load of each such phrase whose heads, and turns, the text counts."""
    found = tuple(_PER_HEAD.finditer(text))
    if not found:
        return
    counted, turns = _counted(text), {_singular(m["what"]): m for m in _TURNS.finditer(text)}
    for match in found:
        heads, often = counted.get(_singular(match["head"])), _often(match["turn"], turns)
        if heads is None or often is None:
            continue
        monthly = (quantity(heads) * quantity(match) * often[0]).quantize(Decimal(1))
        if 0 < monthly <= LARGEST:
            arithmetic = f"{quantity(match):,f} x {quantity(heads):,f} x {often[0].normalize():,f} a month"
            yield Product(match, monthly, arithmetic, (match.span(), *often[1]))


def _counted(text: str) -> dict[str, re.Match[str]]:
    """Return the first number of each thing that the text counts, by its name in the singular."""
    found: dict[str, re.Match[str]] = {}
    for match in _COUNTED.finditer(text):
        for word in match["what"].split():
            found.setdefault(_singular(word), match)
    return found


def _often(
    turn: str, counted: Mapping[str, re.Match[str]]
) -> tuple[Decimal, tuple[tuple[int, int], ...]] | None:
    """Return how often a turn is in a month, and where the text says so; None when it is no time and not counted."""
    if re.fullmatch(UNIT, turn, re.IGNORECASE):
        return PER_MONTH[period_named(turn)], ()
    match = counted.get(_singular(turn))
    if match is None:
        return None
    return quantity(match) * PER_MONTH[period_named(match["period"] or match["adverb"])], (match.span(),)


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")
