"""How much is asked of the system: calls, files and people, in any unit and period."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import LARGEST, QUANTITY, RANGE, quantity
from cloudwright.design.model.brief import Assumption, Requirement, RequirementKind

# 730 hours a month, as in every price; a week is a seventh of 365 / 12 days.
_PER_MONTH = {
    "second": Decimal(2_628_000),
    "minute": Decimal(43_800),
    "hour": Decimal(730),
    "day": Decimal(365) / 12,
    "week": Decimal(365) / 84,
    "month": Decimal(1),
    "year": Decimal(1) / 12,
}
_ADVERBS = {"daily": "day", "hourly": "hour", "monthly": "month", "weekly": "week", "yearly": "year"}
_PERIOD = (
    r"(?:(?:per|an?|each|every|/)\s?(?P<period>sec(?:ond)?|s(?=\b)|min(?:ute)?|hour|h(?=\b)|day|week|month|year)"
    r"|(?P<adverb>daily|hourly|weekly|monthly|yearly))\b"
)
_CALLS = r"(?:api |http )?(?:requ?e?sts?|calls?|hits?|visits?|page ?views?|invocations?|orders?|messages?|transactions?)"
_FILES = r"(?:images?|photos?|pictures?|files?|uploads?|documents?)"
_PEOPLE = r"(?:active )?(?:users?|visitors?|customers?|people|members?)|[MD]AUs?"
_RATE = re.compile(
    rf"(?:about |around |roughly |up to |~ ?|some )?{RANGE}{QUANTITY}\s?(?P<lead>daily |monthly |hourly |weekly )?"
    rf"(?:(?:(?P<calls>{_CALLS})|(?P<files>{_FILES})|(?P<people>{_PEOPLE}))\b(?: uploads?\b)?\s?)?(?:{_PERIOD})?",
    re.IGNORECASE,
)
_RPS = re.compile(
    rf"{QUANTITY}\s?(?:(?P<each_second>rps|tps|req/s|requests/s|qps)|rpm|req/min)\b", re.IGNORECASE
)
_CORRECTION = re.compile(
    rf"\b(?:make (?:that|it)|rather|actually|i meant|(?:no|sorry),? (?:it is|it's)|should be|change (?:it|that) to)"
    rf"\s(?:about |more like )?{QUANTITY}\s?(?:requests?|calls?)?(?=\s?(?:$|[.,;!]|instead|please))",
    re.IGNORECASE,
)
_LEAST_CORRECTION = 1_000
_BEFORE = 8  # characters that tell money from a rate

_MONEY = re.compile(r"(?:[$€£¥₹₽]|\b[A-Z]{3}|\bkr\.?)\s?$")
_NEGATIVE = re.compile(r"(?:\d[,.]|[-−])\s?$")
CALLS_PER_PERSON = Decimal(30)
_ABBREVIATED = {"sec": "second", "s": "second", "min": "minute", "h": "hour"}


def find(text: str) -> Iterator[Fact]:
    """Yield the monthly load of every rate in the text."""
    yield from (_rate(m, "second" if m["each_second"] else "minute") for m in _RPS.finditer(text) if _sane(m))
    yield from (
        _rate(m, "month") for m in _CORRECTION.finditer(text) if _sane(m) and quantity(m) >= _LEAST_CORRECTION
    )
    for match in _RATE.finditer(text):
        period = _period(match)
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not _sane(match) or not _says_how_many(match, period=period, before=before):
            continue
        yield _people(match, period or "month") if match["people"] else _rate(match, period or "month")


def _sane(match: re.Match[str]) -> bool:
    """A load beyond 10^13 is no load that anybody has; it stays unused and is said back."""
    return quantity(match) * _PER_MONTH["second"] <= LARGEST * 1_000


def _says_how_many(match: re.Match[str], *, period: str | None, before: str) -> bool:
    """A bare article is no number; a number without a noun needs a period and must not be money."""
    if (match["word"] or "").lower() in {"a", "an", "one"}:
        return False
    if match["people"]:
        return not before.endswith("-")
    noun = match["calls"] or match["files"]
    if period is None or _NEGATIVE.search(before):
        return False
    return bool(noun or (match["digits"] and not _MONEY.search(before)))


def _rate(match: re.Match[str], period: str) -> Fact:
    monthly = (quantity(match) * _PER_MONTH[period]).quantize(Decimal(1))
    return _load(match, monthly, arithmetic=f"{quantity(match):,f} a {period}")


def _people(match: re.Match[str], period: str) -> Fact:
    people = (quantity(match) * (1 if period in {"day", "month"} else _PER_MONTH[period])).quantize(
        Decimal(1)
    )
    visits = Decimal(365) / 12 if period == "day" else Decimal(1)
    calls = (people * visits * (CALLS_PER_PERSON if period != "day" else 20)).quantize(Decimal(1))
    each = "20 requests a visit" if period == "day" else f"{CALLS_PER_PERSON:,f} requests a month each"
    users = Requirement(
        id="users",
        kind=RequirementKind.USERS,
        statement=f"{people:,f} people a {'day' if period == 'day' else 'month'}",
        value=int(people),
        unit="people",
        quote=match.group().strip(),
    )
    return Fact(
        match.start(),
        match.end(),
        requirements=(users,),
        assumptions=(
            Assumption(
                id="requests_per_month",
                label="Requests a month",
                value=calls,
                unit="requests/month",
                basis="derived",
                reason=f"{people:,f} people, {each}",
            ),
            Assumption(
                id="monthly_active_users",
                label="People who sign in each month",
                value=people,
                unit="people/month",
                basis="derived",
                reason=f"from '{match.group().strip()}'",
            ),
        ),
        answers=(("traffic", "stated"),),
    )


def _load(match: re.Match[str], monthly: Decimal, *, arithmetic: str) -> Fact:
    quote = match.group().strip()
    return Fact(
        match.start(),
        match.end(),
        requirements=(
            Requirement(
                id="traffic",
                kind=RequirementKind.TRAFFIC,
                statement=f"{monthly:,f} requests a month",
                value=int(monthly),
                unit="requests/month",
                quote=quote,
            ),
        ),
        assumptions=(
            Assumption(
                id="requests_per_month",
                label="Requests a month",
                value=monthly,
                unit="requests/month",
                basis="stated",
                reason=f"'{quote}': {arithmetic}",
            ),
        ),
        answers=(("traffic", "stated"),),
    )


def _period(match: re.Match[str]) -> str | None:
    word = (match["period"] or match["adverb"] or match["lead"] or "").strip().lower()
    if (match["people"] or "").lower().startswith(("mau", "dau")):
        return "month" if match["people"].lower().startswith("mau") else "day"
    return _ADVERBS.get(word) or _ABBREVIATED.get(word) or (word or None)
