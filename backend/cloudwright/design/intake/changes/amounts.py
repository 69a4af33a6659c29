"""Amounts in an order: `2 minutes`, `one gigabyte`, `1.5 GB`, `512`, `60 %`, and the unit a setting is kept in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cloudwright.design.intake.numbers import spelled

_COUNT: Mapping[str, Decimal] = {}
_TIME = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), Decimal("0.001")),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), Decimal(1)),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), Decimal(60)),
    **dict.fromkeys(("h", "hour", "hours"), Decimal(3600)),
    **dict.fromkeys(("day", "days", "d"), Decimal(86_400)),
    **dict.fromkeys(("week", "weeks"), Decimal(7 * 86_400)),
    **dict.fromkeys(("month", "months"), Decimal(30 * 86_400)),
    **dict.fromkeys(("year", "years"), Decimal(365 * 86_400)),
}
_SIZE = {
    **dict.fromkeys(("m", "mb", "mib", "megabyte", "megabytes", "meg", "megs"), Decimal(1)),
    **dict.fromkeys(("g", "gb", "gib", "gigabyte", "gigabytes", "gig", "gigs"), Decimal(1024)),
    **dict.fromkeys(("tb", "tib", "terabyte", "terabytes"), Decimal(1024 * 1024)),
}


class Measure(StrEnum):
    """What a setting counts, with the unit that it is kept in."""

    COUNT = "count"
    PERCENT = "percent"
    MEGABYTES = "MB"
    GIGABYTES = "GB"
    MILLISECONDS = "milliseconds"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


_BY_SUFFIX = (
    ("per_5_minutes", Measure.COUNT),
    ("_mb", Measure.MEGABYTES),
    ("_gb", Measure.GIGABYTES),
    ("_ms", Measure.MILLISECONDS),
    ("per_second", Measure.COUNT),
    ("_seconds", Measure.SECONDS),
    ("_minutes", Measure.MINUTES),
    ("_hours", Measure.HOURS),
    ("_days", Measure.DAYS),
    ("_percent", Measure.PERCENT),
)
# For each measure the words for its units, and how many of the base unit one of the measure is.
_UNITS: Mapping[Measure, tuple[Mapping[str, Decimal], Decimal]] = {
    Measure.COUNT: (_COUNT, Decimal(1)),
    Measure.PERCENT: ({"%": Decimal(1), "percent": Decimal(1)}, Decimal(1)),
    Measure.MEGABYTES: (_SIZE, Decimal(1)),
    Measure.GIGABYTES: (_SIZE, Decimal(1024)),
    Measure.MILLISECONDS: (_TIME, Decimal("0.001")),
    Measure.SECONDS: (_TIME, Decimal(1)),
    Measure.MINUTES: (_TIME, Decimal(60)),
    Measure.HOURS: (_TIME, Decimal(3600)),
    Measure.DAYS: (_TIME, Decimal(86_400)),
}
_ALL_UNITS = frozenset((*_TIME, *_SIZE, "%", "percent"))
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
_UNIT = r"(?:milli)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|(?:mega|giga|tera)bytes?|gig"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}}(?:[.,]\d{{1,2}})?)(?P<kilo>k(?![a-z]))?|\b(?P<word>{_WORDS}|(?:half )?an?(?=[\s-](?:{_UNIT}))|every(?=\s(?:{_UNIT})))(?=[\s-]|$))"
    r"[\s-]?(?P<unit>%|[a-z]{1,12})?(?!\w)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:to|at|for|of|with|after|than|least|most|by)\s?$|=\s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` in the measure asked for; `unit` is the word that was written, when it is none of the measure."""

    value: Decimal
    unit: str = ""


def measure_of(setting: str) -> Measure:
    """Return what a setting counts, from the end of its name."""
    return next((measure for suffix, measure in _BY_SUFFIX if setting.endswith(suffix)), Measure.COUNT)


def units_of(measure: Measure) -> tuple[str, ...]:
    """Return the words for units that the measure is given in."""
    return tuple(_UNITS[measure][0])


def amount(text: str, measure: Measure) -> Amount | None:
    """Return the amount that an order gives: the last with a unit of the measure, else the last that is told.

    'Told' is what stands behind 'to', 'at', 'for' and the like; a number word counts only with a unit.
    """
    units, one = _UNITS[measure]
    read = [(m, _number(m)) for m in _AMOUNT.finditer(text)]
    fitting = [(m, n) for m, n in read if (m["unit"] or "").lower() in units]
    if fitting:
        match, number = fitting[-1]
        return Amount(number * units[match["unit"].lower()] / one)
    bare = [(m, n) for m, n in read if m["digits"] or measure is Measure.COUNT]
    told = [(m, n) for m, n in bare if _TOLD.search(text[: m.start()][-7:])]
    if not bare:
        return None
    match, number = (told or bare)[-1]
    return Amount(number, unit=(match["unit"] or "").lower())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was written, with the word of its unit and, of a rate, its period; both in lower case."""

    value: Decimal
    unit: str
    per: str


_PER = re.compile(
    r"\s?(?:(?:\w+ )?(?:\b(?:per|an?|each|every|in|within)\s|/\s?)(?:the )?(?P<count>five |5 )?(?P<period>second|sec|s|minutes?|min|hour|day|month)\b)",
    re.IGNORECASE,
)
_PERIODS = {
    "second": "second",
    "sec": "second",
    "s": "second",
    "min": "minute",
    "minute": "minute",
    "minutes": "minute",
}
_RATES = (("per_second", "second"), ("per_day", "day"), ("per_5_minutes", "5 minutes"))
_A_UNIT = re.compile(
    rf"(?<![\w-])(?P<word>half an?|a quarter of an?|an?) (?P<unit>{_UNIT}|core|v?cpu)\b", re.IGNORECASE
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return every amount of the text; 'a week' and 'half a gig' are some, a number in a name is none."""
    found: dict[int, Quantity] = {}
    taken: list[tuple[int, int]] = []
    for match in (*_AMOUNT.finditer(text), *_A_UNIT.finditer(text)):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        per = _period_of(match)
        value = spelled(match["word"].lower()) if match.re is _A_UNIT else _number(match)
        unit = (match["unit"] or "").lower()
        alone = value <= 1 and unit not in ("is", "as", "will", "suffices")
        if match.re is _AMOUNT and match["word"] and alone and not per and unit not in _ALL_UNITS:
            continue
        taken.append((match.start(), per.end() if per else match.end()))
        found[match.start()] = Quantity(value, unit, _per(per))
    return tuple(found[start] for start in sorted(found))


def _period_of(match: re.Match[str]) -> re.Match[str] | None:
    """Return the period behind an amount: 'a second' behind 'five calls', 'a day' behind '20000'."""
    if match.re is not _AMOUNT:
        return None
    joined = (match["unit"] or "").lower() in ("a", "an", "per", "in", "each", "every", "within")
    return _PER.match(match.string, match.start("unit") if joined else match.end())


def fitted(quantity: Quantity, setting: str) -> Decimal | None:
    """Return the amount in the unit of a setting; None where its unit or its period is another."""
    rate = next((period for suffix, period in _RATES if setting.endswith(suffix)), "")
    if rate or quantity.per:
        return quantity.value if rate == quantity.per else None
    measure = measure_of(setting)
    units, one = _UNITS[measure]
    if quantity.unit in units:
        return quantity.value * units[quantity.unit] / one
    return quantity.value if measure is Measure.COUNT and quantity.unit not in _ALL_UNITS else None


def _per(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    period = _PERIODS.get(match["period"].lower(), match["period"].lower())
    return f"5 {period}s" if match["count"] else period


def _number(match: re.Match[str]) -> Decimal:
    if match["word"]:
        return spelled("one" if match["word"].lower() == "every" else match["word"])
    digits = match["digits"]
    plain = (
        digits.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits) else digits.replace(",", ".")
    )
    return Decimal(plain) * (1000 if match["kilo"] else 1)
