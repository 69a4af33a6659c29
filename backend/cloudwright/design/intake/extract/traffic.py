"""How much is asked of the system: calls, files, events and orders, in any unit and period, peaks set apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cloudwright.design.intake.extract.multiplied import products
from cloudwright.design.intake.extract.people import NOUNS as PEOPLE
from cloudwright.design.intake.extract.people import Crowd, crowds
from cloudwright.design.intake.extract.people import fact as people_fact
from cloudwright.design.intake.extract.per_head import per_head
from cloudwright.design.intake.extract.periods import (
    BEFORE,
    PER_MONTH,
    PERIOD,
    PERIOD_START,
    duty_spans,
    is_average,
    is_peak,
    months_worth,
    period_named,
)
from cloudwright.design.intake.extract.product import Product
from cloudwright.design.intake.extract.rate import Rate
from cloudwright.design.intake.extract.spans import Covered
from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import LARGEST, QUANTITY, RANGE, quantity
from cloudwright.design.model.brief import Assumption, Requirement, RequirementKind

_ABOUT = r"(?:about |around |roughly |up to |~ ?|some |circa |ca\.? |approx\.? |maybe |at most )?"
_KNOWN = (
    r"(?:(?:api|http|page|small|new|web|json|rest|live|raw|single|image|photo|file|push|ad|card|rtb) )?(?:requ?e?sts?|reqs?|calls?|hits?|(?:page ?)?views?|visits?|invocations?|orders?|messages?|msgs?|"
    r"transactions?|txns?|events?|impressions?|clicks?|images?|photos?|pictures?|pics?|files?|uploads?|downloads?|documents?|records?|readings?|measurements?|queries|query|searches|bookings?|"
    r"payments?|invoices?|e-?mails?|mails?|notifications?|submissions?|jobs?|tickets?|claims?|scans?|operations?|ops|writes?|reads?|updates?|posts?|comments?|pings?|purchases?|checkouts?|"
    r"reservations?|deliveries|shipments?|parcels?|receipts?|logins?|signals?|data ?points?|samples?|lookups?|sessions?|streams?|plays?|votes?|texts?|sms)"
)
# What is counted a period without being asked of the system.
_NO_LOAD = (
    r"(?:hours?|hrs?|h|days?|weeks?|months?|years?|minutes?|mins?|seconds?|secs?|times?|rooms?|machines?|servers?|households?|schools?|branches|hotels?|teams?|shops?|stores?|percent|"
    r"dollars?|euros?|bucks|pounds?|francs?|usd|eur|gbp|chf|[kmgt]i?b|bytes?|[kmgtp]?bit|nights?|shifts?|releases?|deploys?|deployments?|meetings?|classes|sprints?|people|places?|offices?|sites?|"
    r"tokens?|working|business|office|evening|morning|and|or|to|of|in|on|at|a|an|per|each|every|for|x|am|pm|nines|sensors?|devices?|stations?|scooters?|zones?|kinds?|types?|locations?|euro|yen|rupees|k|m|million|thousand)"
)
_RATE = re.compile(
    rf"{_ABOUT}{RANGE}{QUANTITY}\s?(?P<lead>daily |monthly |hourly |weekly |yearly |annual )?"
    rf"(?:(?:(?P<calls>{_KNOWN})|(?P<them>of (?:them|these|those)|(?:new |more |fresh |such )?ones)|(?!{_NO_LOAD}\b)(?P<other>(?:[a-z]{{3,14}} )?(?!{_NO_LOAD}\b)[a-z]{{3,20}}(?:s|ies)))\b(?: uploads?\b| events?\b)?(?: (?:from|by|of|to|in|with|for|on|across) (?:(?!per\b|an?\b|each\b)\w+ ){{1,3}}(?={PERIOD_START}))?\s?)?(?:{PERIOD})?",
    re.IGNORECASE,
)
_AFTER_PERIOD = re.compile(
    rf"(?:(?<![a-z\d] )|(?<=and )|(?<=but ))\b{BEFORE},?\s(?:we |there |it |they |the \w+ |people |customers |users )?(?:\w{{2,12}} ){{0,3}}{_ABOUT}{RANGE}{QUANTITY}\s?(?P<calls>{_KNOWN})\b",
    re.IGNORECASE,
)
_RPS = re.compile(
    rf"{RANGE}{QUANTITY}\s?(?:(?P<each_second>rps|tps|qps|eps|(?:req|requests|r|events|messages|msgs?|calls|queries|writes|reads|hits)\s?/\s?s(?:ec(?:ond)?)?)|rpm|(?:req|r|calls|events)\s?/\s?min)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    rf"\b(?:make (?:that|it)|rather|actually|i meant|(?:no|sorry),? (?:it is|it's)|should be|change (?:it|that) to)"
    rf"\s(?:about |more like )?{QUANTITY}\s?(?:requests?|calls?)?(?=\s?(?:$|[.,;!]|instead|please))",
    re.IGNORECASE,
)
_ANY_NUMBER = re.compile(QUANTITY, re.IGNORECASE)
_LEAST_CORRECTION = 1_000
_LEAST_OTHER = 100  # a month; fewer of a thing that is not known as a load are something else
_AFTER = 48  # characters in which words can say that a load is somebody else's
_BEFORE = 8  # characters that tell money from a rate
_MONEY = re.compile(r"(?:[$€£¥₹₽]|\b[A-Z]{3}|\bkr\.?)\s?$")
_NEGATIVE = re.compile(r"(?:\d[,.]\s?|[-−])$")
_SHORT = ("second", "minute", "hour", "day")  # periods in which a peak can be
_NOT_OURS = re.compile(
    r"^[\s),]{0,3}(?:is|are|was|were|belongs? to) (?:another|a different|a separate|out of scope|not (?:part|in scope|ours?|relevant)|somebody else|someone else)",
    re.IGNORECASE,
)
_CLOCK_TIME = re.compile(
    r"\d (?:in|at|on|during|over|within) (?:the|an?|one|that) ?(?:morning|evening|night|day)$", re.IGNORECASE
)
_NO_AMOUNT = re.compile(
    r"\b(?:costs?|price|pays?|earn|salary|revenue|limit(?:ed)? to|quota of)\s\w{0,8}\s?$", re.IGNORECASE
)


def find(text: str, *, people: Decimal | None = None) -> Iterator[Fact]:
    """Yield the monthly load of every rate, what several rates make together, and the people who make it.

    `people` is how many are known to use the system, for 'each of them makes 4 calls a day'.
    """
    if _ANY_NUMBER.search(text) is None:
        return
    rates = tuple(_rates(text))
    users = tuple(crowds(text))
    if rates:
        rates += tuple(_averages(text, Covered(len(text), (r.match.span() for r in rates)), rates))
    multiplied = (*per_head(text), *products(text, rates, users, people=people))
    used = Covered(len(text), (span for product in multiplied for span in product.spans))
    left = tuple(r for r in rates if not used.touches(*r.match.span()))
    yield from _people(users, told=bool(multiplied or [r for r in left if not r.peak]))
    left = _peaks_told(left)
    yield from (_peak(r) for r in left if r.peak)
    yield from _loads([*(r for r in left if not r.peak), *multiplied])
    yield from (Fact(*span) for product in multiplied for span in product.spans)
    if any(r.limited for r in rates):
        yield from (Fact(*span) for span in duty_spans(text))
    yield from (
        _load(m, quantity(m), arithmetic=f"{quantity(m):,f} a month")
        for m in _CORRECTION.finditer(text)
        if _sane(m) and quantity(m) >= _LEAST_CORRECTION
    )


def _people(users: Sequence[Crowd], *, told: bool) -> Iterator[Fact]:
    for crowd in users:
        yield people_fact(crowd, with_load=not told)


def _peaks_told(rates: Sequence[Rate]) -> tuple[Rate, ...]:
    """Beside a rate that is called the average, a higher one of the same thing is a peak."""
    average = [r for r in rates if not r.peak and r.average]
    return tuple(
        replace(r, peak=True)
        if not r.average and r.short and any(r.monthly > a.monthly and _same(r, a) for a in average)
        else r
        for r in rates
    )


def _same(rate: Rate, average: Rate) -> bool:
    return not _counted(rate) or not _counted(average) or _counted(rate) == _counted(average)


def _rates(text: str) -> Iterator[Rate]:
    taken = Covered(len(text))
    for match in _RPS.finditer(text):
        if _sane(match):
            taken.add(*match.span())
            yield _rate(match, "second" if match["each_second"] else "minute")
    for match in _AFTER_PERIOD.finditer(text):
        following = re.match(rf"\s?{PERIOD}", text[match.end() : match.end() + 40], re.IGNORECASE)
        if _sane(match) and following is None and (match["word"] or "").lower() not in {"a", "an", "one"}:
            taken.add(*match.span())
            yield _rate(match, _period_before(match))
    for match in _RATE.finditer(text):
        period = _period(match)
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if (
            period is not None
            and not taken.touches(*match.span())
            and _sane(match, period)
            and _is_load(match, period, before=before)
        ):
            yield _rate(match, period)


_ON_AVERAGE = re.compile(
    rf"(?:(?:on|in) (?:an )?average|averag(?:e|es|ing)(?: is| of| about)?|normally|usually|typically|otherwise)\s(?:about |only |just |around )?{QUANTITY}(?!\s?(?:[a-z]|%|/))"
    r"|"
    + QUANTITY.replace("digits", "digits2")
    .replace("scale", "scale2")
    .replace("word", "word2")
    .replace("times", "times2")
    + r"\s?(?:(?:on|in) (?:an )?average|averaged?\b|normally|usually|typically|(?:the )?rest of the (?:day|time)|otherwise)",
    re.IGNORECASE,
)


def _averages(text: str, taken: Covered, rates: Sequence[Rate]) -> Iterator[Rate]:
    """Yield 'and 6 on average' behind '45 requests a second at noon': the unit is that of the rate before."""
    for match in _ON_AVERAGE.finditer(text):
        before = [r for r in rates if r.short and r.match.end() <= match.start()]
        near = before and match.start() - before[-1].match.end() <= _AFTER
        if not near or taken.touches(*match.span()):
            continue
        number = re.search(QUANTITY, match.group(), re.IGNORECASE)
        if number is None or (number["word"] or "").lower() in {"a", "an", "one"}:
            continue
        rate = before[-1]
        each = rate.monthly / quantity(rate.match)
        monthly = (quantity(number) * each).quantize(Decimal(1))
        yield Rate(match, monthly, f"{quantity(number):,f} on average", peak=False, average=True, short=True)


def _sane(match: re.Match[str], period: str = "second") -> bool:
    """A load beyond 10^13 is no load that anybody has; it stays unused and is said back."""
    return quantity(match) * PER_MONTH[period] <= LARGEST * (1 if period == "month" else 1_000)


def _is_load(match: re.Match[str], period: str, *, before: str) -> bool:
    """A bare article is no number; a number without a noun must be in digits and not be money."""
    if (match["word"] or "").lower() in {"a", "an", "one"} or (match["digits"] and _NEGATIVE.search(before)):
        return False
    after = match.string[match.end() : match.end() + _AFTER]
    if match["calls"] or _NOT_OURS.search(after) or _CLOCK_TIME.search(match.group()):
        return bool(match["calls"]) and not _NOT_OURS.search(after)
    if _MONEY.search(before) or _NO_AMOUNT.search(match.string[max(0, match.start() - 24) : match.start()]):
        return False
    if match["them"]:
        return quantity(match) * PER_MONTH[period] >= _LEAST_OTHER
    if match["other"]:
        named = re.search(rf"(?:{PEOPLE})$", match["other"], re.IGNORECASE)
        return named is None and quantity(match) * PER_MONTH[period] >= _LEAST_OTHER
    return bool(match["digits"]) or quantity(match) >= _LEAST_CORRECTION


def _rate(match: re.Match[str], period: str) -> Rate:
    often = months_worth(match, period)
    monthly = (quantity(match) * often).quantize(Decimal(1))
    limited = often != PER_MONTH[period]
    during = "" if often == PER_MONTH[period] else f", {often.normalize():,.0f} of them a month"
    said = "working day" if period == "workday" else period
    return Rate(
        match,
        monthly,
        f"{quantity(match):,f} a {said}{during}",
        peak=period in _SHORT and is_peak(match),
        average=is_average(match),
        short=period in _SHORT,
        limited=limited,
    )


def _period(match: re.Match[str]) -> str | None:
    word = match["period"] or match["adverb"] or match["lead"]
    if not word:
        return None
    if match["period"] and match["work"] and period_named(word) == "day":
        return "workday"
    return {"annual": "year"}.get(word.strip().lower(), period_named(word))


def _period_before(match: re.Match[str]) -> str:
    if match["month_name"]:
        return "month"
    named = period_named(match["period_before"])
    return "workday" if match["work_before"] and named == "day" else named


def _peak(rate: Rate) -> Fact:
    """Keep a peak as what it is: no average, so no price follows from it."""
    quote = rate.match.group().strip()
    return Fact(
        rate.match.start(),
        rate.match.end(),
        assumptions=(
            Assumption(
                id="peak_requests_per_second",
                label="Requests a second at the peak",
                value=(rate.monthly / PER_MONTH["second"]).quantize(Decimal("0.001")),
                unit="requests/second",
                basis="stated",
                reason=f"'{quote}' is a peak, not an average",
            ),
        ),
    )


def _loads(found: Sequence[Rate | Product]) -> Iterator[Fact]:
    """Yield each load; of several that count different things the largest is the system's, the others are named."""
    largest = max(found, key=lambda load: load.monthly, default=None)
    for load in found:
        counted = _counted(load)
        other = largest is not None and counted and _counted(largest) and counted != _counted(largest)
        if other and load.monthly != (largest.monthly if largest else 0):
            yield _second(_load(load.match, load.monthly, arithmetic=load.arithmetic), counted)
        else:
            yield _load(load.match, load.monthly, arithmetic=load.arithmetic)


def _counted(load: Rate | Product) -> str:
    groups = load.match.groupdict()
    return (groups.get("calls") or groups.get("other") or "").lower().rstrip("s")


def _second(fact: Fact, counted: str) -> Fact:
    """Keep a smaller load beside the one that is priced."""
    name = re.sub(r"[^a-z0-9]+", "-", counted)
    requirements = tuple(
        r.model_copy(update={"id": f"traffic-{name}", "statement": f"{r.value:,} {counted}s a month"})
        for r in fact.requirements
    )
    return Fact(fact.start, fact.end, requirements=requirements, answers=fact.answers)


def _load(match: re.Match[str], monthly: Decimal, *, arithmetic: str) -> Fact:
    quote = match.group().strip(" ,;")
    requirement = Requirement(
        id="traffic",
        kind=RequirementKind.TRAFFIC,
        statement=f"{monthly:,f} requests a month",
        value=int(monthly),
        unit="requests/month",
        quote=quote,
    )
    assumption = Assumption(
        id="requests_per_month",
        label="Requests a month",
        value=monthly,
        unit="requests/month",
        basis="stated",
        reason=f"'{quote}': {arithmetic}",
    )
    return Fact(
        match.start(),
        match.end(),
        requirements=(requirement,),
        assumptions=(assumption,),
        answers=(("traffic", "stated"),),
    )
