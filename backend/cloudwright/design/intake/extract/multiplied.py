"""Loads that are said in two numbers: '350 people, each makes 60 calls a day', '900 sensors every 10 seconds'."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Generic, TypeVar

from cloudwright.design.intake.extract.people import NOUNS as PEOPLE
from cloudwright.design.intake.extract.people import Crowd
from cloudwright.design.intake.extract.periods import PERIOD, months_worth, period_named
from cloudwright.design.intake.extract.product import Product
from cloudwright.design.intake.extract.rate import Rate
from cloudwright.design.intake.extract.spans import Covered
from cloudwright.design.intake.numbers import LARGEST, QUANTITY, quantity

_MAKES = (
    r"(?:makes?|making|sends?|sending|does|do|has|have|creates?|causes?|triggers?|produces?|calls?|generates?|writes?|emits?|uploads?|opens?|posts?|asks?|gets?|loads?|views?|clicks?|reads?|"
    r"needs?|consists? of|contains?|means|leads? to|comes? with|results? in|is|are|submits?|places?|performs?|fires?|reports?|issues?|looks? at|takes?|about)"
)
_ABOUT = r"(?:\s(?:on average|in average|about|around|roughly|maybe|perhaps|approx\.?|circa|some|up to|at most|typically|usually|~|an average of|just|only|of)){0,3}"
_COUNTED = r"(?P<noun>(?!per\b)[a-z]{3,14}(?: (?!(?:per|each|every|and|during|with|which|that|from|the|for)\b)[a-z]{3,12})?)"
_EACH_MAKES = re.compile(
    rf"\b(?:each|every|everyone|everybody|they each|apiece)(?: (?:of them|one|[a-z]{{3,14}}))?(?: (?:will|would|can|may|typically|usually|on average))? {_MAKES}{_ABOUT}\s{QUANTITY}\s{_COUNTED}?\s?(?:{PERIOD})?",
    re.IGNORECASE,
)
_N_EACH = re.compile(
    rf"\b(?:with|of|at|making|sending|and|,|have|has|make|send|do|,)?{_ABOUT}\s?{QUANTITY}\s(?:(?:api|http|page|web|small|short|gps|sensor|data) )?(?P<noun>[a-z]{{3,14}})\s(?:each|apiece|(?:per|a|/) ?(?:person|head|user|customer|visitor|member|player|student|employee|patient|device|sensor|conversation|order|session|visit))\b(?:(?: on average)?,? ?{PERIOD})?",
    re.IGNORECASE,
)
_EACH_DONE = re.compile(
    rf"\b(?:each|every one|all)(?: of (?:them|which))?(?: (?:is|are|gets?|being|has to be|must be|will be))? (?P<noun>[a-z]{{3,12}}(?:ed|en|nt|ad)){_ABOUT}\s{QUANTITY} times\b",
    re.IGNORECASE,
)
# What each does, with words between: 'each person stamps in and out, makes 4 calls a day'.
_OF_EACH = re.compile(
    rf"\b(?:each|every|everyone|everybody)\b(?! (?:second|minute|hour|day|night|week|month|year|time))[^.;!?\n\d]{{3,64}}?\b{_MAKES}{_ABOUT}\s{QUANTITY}\s{_COUNTED}\s?(?:{PERIOD})",
    re.IGNORECASE,
)
_AND_MORE = re.compile(rf" and (?:[a-z]{{2,12}} ){{1,4}}{QUANTITY} times\b", re.IGNORECASE)
_ONE_PER = re.compile(
    r"\bone (?:[a-z]{3,12} )?(?:per|for (?:each|every)) (?:[a-z]{3,12})(?: and (?:another |also )?one (?:per|for (?:each|every)) [a-z]{3,12})?\b",
    re.IGNORECASE,
)
_DEVICES = (
    r"(?:sensors?|devices?|stations?|meters?|scooters?|vehicles?|trucks?|cars?|vans?|buses|machines?|pumps?|turbines?|trackers?|gateways?|cameras?|thermostats?|bikes?|bicycles|boxes|"
    r"probes?|beacons?|terminals?|readers?|fridges?|freezers?|lamps?|lights?|elevators?|lifts?|inverters?|panels?|chargers?|charging points?|charge ?points?|tags?|robots?|drones?|tractors?|"
    r"boats?|ships?|containers?|wearables?|watches|bracelets?|hives?|tanks?|valves?|printers?|kiosks?|registers?|tills?|clients?|agents?|nodes?|units?|homes?|buildings?|plants?|buoys?)"
)
_FLEET = re.compile(
    rf"{QUANTITY}\s(?:[a-z]{{2,12}} ){{0,2}}(?P<devices>{_DEVICES}|{PEOPLE}(?= (?:who )?(?:each )?(?:sends?|reports?|pings?|posts?|uploads?|transmits?|submits?|polls?)))\b",
    re.IGNORECASE,
)
_SENDING = r"(?:sends?|sending|reports?|reporting|posts?|posting|uploads?|uploading|transmits?|transmitting|pushes|pushing|pings?|polls?|submits?|publish(?:es)?|emits?|delivers?|measures?|writes?|calls? in|checks? in)"
_SENDERS = re.compile(
    rf"{QUANTITY}\s(?P<devices>of (?:them|these|those)|(?!(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|bytes?|percent|times)\b)(?:[a-z]{{2,14}} ){{0,2}}[a-z]{{3,14}})(?=[^.;!?\n\d]{{0,40}}\b{_SENDING}\b)",
    re.IGNORECASE,
)
_PART = r"(?P<part>quarter(?: of an)?|half(?: an?)?|other|second)\s"
_INTERVAL = re.compile(
    rf"\b(?:(?:once )?(?:every|each|per|once an?|once per)\s(?:{_PART}|{QUANTITY}[\s-])?(?P<unit>seconds?|sec|s|minutes?|mins?|hours?|days?)|(?P<adverb>hourly|daily|nightly))\b",
    re.IGNORECASE,
)
_PARTS = {"quarter": Decimal("0.25"), "half": Decimal("0.5"), "other": Decimal(2), "second": Decimal(2)}
_PER_DEVICE = 90  # characters between a fleet and how often it reports
_NEAR = 140  # characters between a number and what each of them makes
_NO_NOUN = frozenset(
    (
        "kb",
        "mb",
        "gb",
        "hours",
        "minutes",
        "seconds",
        "days",
        "years",
        "people",
        "months",
        "weeks",
        "percent",
        "dollars",
        "euros",
    )
)
_UNCOUNTED = re.compile(rf"^(?:{PEOPLE}|{_DEVICES})$", re.IGNORECASE)


_Counted = TypeVar("_Counted", Rate, Crowd)


def products(
    text: str, rates: Sequence[Rate], users: Sequence[Crowd], *, people: Decimal | None = None
) -> Iterator[Product]:
    """Yield the loads that people, devices or other rates make, each so many times; `people` are known already."""
    taken = Covered(len(text))
    averages = _ByEnd([r for r in rates if not r.peak])
    crowd = _ByEnd(users)
    for pattern in (_EACH_MAKES, _N_EACH, _EACH_DONE, _ONE_PER, _OF_EACH):
        for match in pattern.finditer(text):
            if taken.touches(*match.span()):
                continue
            found = _each(match, averages, crowd, people=people)
            if found is not None and found.monthly <= LARGEST:
                for span in found.spans:
                    taken.add(*span)
                yield found
    yield from _fleets(text)
    yield from _often_each(text, taken)


_COUNT = re.compile(
    rf"{QUANTITY}\s(?:of (?:them|these|those|which)|(?!(?:per|and|or|of)\b)(?:[a-z]{{2,14}} )?[a-z]{{2,14}}s)\b",
    re.IGNORECASE,
)
_OFTEN_EACH = re.compile(
    rf"\b(?:(?P<often>once|twice|thrice)|(?:{QUANTITY} (?:times|[a-z]{{3,14}})))\s{PERIOD},? (?:each|apiece|per (?:head|piece|device))\b(?! (?:\w+ )?(?:second|minute|hour|day|night|evening|morning|week|month|year)s?\b)"
    rf"|\b(?:each|every one)\b[^.;!?\n\d]{{0,40}}?\b(?P<often_after>once|twice|thrice) {PERIOD.replace('<period>', '<period_after>').replace('<adverb>', '<adverb_after>').replace('<work>', '<work_after>')}",
    re.IGNORECASE,
)
_OFTEN = {"once": Decimal(1), "twice": Decimal(2), "thrice": Decimal(3)}


def _often_each(text: str, taken: Covered) -> Iterator[Product]:
    """Yield what so many things of any kind do, each so often: '2600 meters, twice an hour each'."""
    counts = [c for c in _COUNT.finditer(text) if (c["word"] or "").lower() not in {"a", "an", "one"}]
    for match in _OFTEN_EACH.finditer(text):
        before = [c for c in counts if c.end() <= match.start() and match.start() - c.end() <= _PER_DEVICE]
        if not before or taken.touches(*match.span()):
            continue
        things = before[-1]
        often = match["often"] or match["often_after"]
        period = period_named(
            match["period"] or match["adverb"] or match["period_after"] or match["adverb_after"]
        )
        times = _OFTEN[often.lower()] if often else quantity(match)
        monthly = (quantity(things) * times * months_worth(match, period)).quantize(Decimal(1))
        span = (things.start(), match.end())
        whole = re.compile(re.escape(text[slice(*span)])).search(text, things.start())
        if whole is not None and monthly <= LARGEST:
            yield Product(whole, monthly, f"{quantity(things):,f} of them, {times:,f} a {period}", (span,))


def _each(
    match: re.Match[str], rates: "_ByEnd[Rate]", users: "_ByEnd[Crowd]", *, people: Decimal | None
) -> Product | None:
    """Return what each of the things before makes: of people in a period, of a rate in its own."""
    times = Decimal(2 if " and " in match.group().lower() else 1) if match.re is _ONE_PER else quantity(match)
    groups = match.groupdict()
    if (groups.get("noun") or "").lower() in _NO_NOUN or _UNCOUNTED.match(groups.get("noun") or ""):
        return None
    period = groups.get("period") or groups.get("adverb")
    if match.re is not _ONE_PER and (groups.get("word") or "").lower() in {"a", "an"}:
        return None
    base = None if period else rates.before(match)
    if base is not None:
        return _of_rate(match, base, times)
    crowd = users.before(match)
    count = people if crowd is None else crowd.people
    if count is None or match.re is _ONE_PER:
        return None
    named = period_named(period or "month")
    if named == "day" and groups.get("work"):
        named = "workday"
    often = months_worth(match, named)
    more = _AND_MORE.match(match.string, match.end())
    if more is not None and (more["word"] or "").lower() not in {"a", "an"}:
        times += quantity(more)
    monthly = (count * times * often).quantize(Decimal(1))
    arithmetic = f"{count:,f} people x {times:,f} a {'working day' if named == 'workday' else named}"
    return Product(
        match, monthly, arithmetic, (match.span(),) if more is None else (match.span(), more.span())
    )


def _of_rate(match: re.Match[str], base: Rate, times: Decimal) -> Product:
    return Product(
        match,
        (base.monthly * times).quantize(Decimal(1)),
        f"{base.arithmetic} x {times:,f}",
        (base.match.span(), match.span()),
    )


class _ByEnd(Generic[_Counted]):
    """Numbers by where they end, so that the one before a phrase is found without looking at all."""

    def __init__(self, found: Sequence[_Counted]) -> None:
        self._found: list[_Counted] = sorted(found, key=lambda each: each.match.end())
        self._ends: list[int] = [each.match.end() for each in self._found]

    def before(self, match: re.Match[str]) -> _Counted | None:
        """Return the last one that ends before the match, if it is near."""
        index = bisect_right(self._ends, match.start() + 1) - 1
        return self._found[index] if index >= 0 and match.start() - self._ends[index] <= _NEAR else None


def _fleets(text: str) -> Iterator[Product]:
    intervals = tuple(_INTERVAL.finditer(text))
    starts = [interval.start() for interval in intervals]
    for fleet in _fleet_names(text):
        if (fleet["word"] or "").lower() in {"a", "an", "one"} or quantity(fleet) > LARGEST:
            continue
        index = bisect_right(starts, fleet.start())
        near = [i for i in intervals[max(0, index - 1) : index + 1] if _beside(fleet, i)]
        if near:
            yield _fleet(fleet, min(near, key=lambda i: abs(i.start() - fleet.start())))


def _fleet_names(text: str) -> Iterator[re.Match[str]]:
    taken = Covered(len(text))
    for pattern in (_FLEET, _SENDERS):
        for match in pattern.finditer(text):
            if not taken.touches(*match.span()):
                taken.add(*match.span())
                yield match


def _beside(fleet: re.Match[str], interval: re.Match[str]) -> bool:
    start, end = sorted((fleet.span(), interval.span()))
    between = fleet.string[start[1] : end[0]]
    return end[0] - start[1] <= _PER_DEVICE and not re.search(r"[.;!?]\s|\n", between)


def _every(interval: re.Match[str]) -> Decimal:
    if interval["part"]:
        return _PARTS[interval["part"].split()[0].lower()]
    said = not interval["adverb"] and (interval["digits"] or interval["word"])
    return max(quantity(interval), Decimal(1)) if said else Decimal(1)


def _fleet(fleet: re.Match[str], interval: re.Match[str]) -> Product:
    unit = period_named((interval["adverb"] or interval["unit"]).lower().rstrip("s") or "s")
    every = _every(interval)
    monthly = (quantity(fleet) * months_worth(interval, unit) / every).quantize(Decimal(1))
    whole = re.compile(
        re.escape(fleet.string[min(fleet.start(), interval.start()) : max(fleet.end(), interval.end())])
    )
    match = whole.search(fleet.string, min(fleet.start(), interval.start())) or fleet
    return Product(
        match,
        min(monthly, LARGEST),
        f"{quantity(fleet):,f} of them, every {every.normalize():,f} {unit}",
        (fleet.span(), interval.span()),
    )
