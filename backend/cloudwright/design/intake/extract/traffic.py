"""How much is asked of the system: calls, files and people, in any unit and period."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import QUANTITY, quantity
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
_CALLS = r"(?:api )?(?:requests?|calls?|hits?|visits?|page ?views?|invocations?|orders?|messages?)"
_FILES = r"(?:images?|photos?|pictures?|files?|uploads?|documents?)"
_PEOPLE = r"(?:active )?(?:users?|visitors?|customers?|people|members?)"
_RATE = re.compile(
    rf"(?:about |around |roughly |up to |~ ?|some )?{QUANTITY}\s?(?P<lead>daily |monthly |hourly |weekly )?"
    rf"(?:(?:(?P<calls>{_CALLS})|(?P<files>{_FILES})|(?P<people>{_PEOPLE}))\b(?: uploads?\b)?\s*)?(?:{_PERIOD})?",
    re.IGNORECASE,
)
_RPS = re.compile(rf"{QUANTITY}\s?(?:rps|tps|req/s|requests/s|qps)\b", re.IGNORECASE)

_MONEY = re.compile(r"(?:[$€£]|USD|EUR|GBP|\d[,.])\s?$", re.IGNORECASE)
CALLS_PER_PERSON = Decimal(30)
_ABBREVIATED = {"sec": "second", "s": "second", "min": "minute", "h": "hour"}


def find(text: str) -> Iterator[Fact]:
    """Yield the monthly load of every rate in the text."""
    for match in _RPS.finditer(text):
        calls = quantity(match) * _PER_MONTH["second"]
        yield _load(match, calls, arithmetic="a second x 2,628,000 seconds a month")
    for match in _RATE.finditer(text):
        period = _period(match)
        if not _says_how_many(match, period=period, before=text[: match.start()]):
            continue
        yield _people(match, period or "month") if match["people"] else _rate(match, period or "month")


def _says_how_many(match: re.Match[str], *, period: str | None, before: str) -> bool:
    """A bare article is no number; a number without a noun needs a period and must not be money."""
    if (match["word"] or "").lower() in {"a", "an", "one"}:
        return False
    if match["people"]:
        return True
    noun = match["calls"] or match["files"]
    return period is not None and bool(noun or (match["digits"] and not _MONEY.search(before)))


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
    return _ADVERBS.get(word) or _ABBREVIATED.get(word) or (word or None)
