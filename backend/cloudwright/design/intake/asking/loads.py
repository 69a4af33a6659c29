"""Another load that is imagined: so many times today's, so many requests a month, or so many people."""

import re
from decimal import Decimal

from cloudwright.design.intake.asking.cues import asks, imagines
from cloudwright.design.intake.changes.what_ifs import OtherLoad, other_load
from cloudwright.design.intake.numbers import QUANTITY, quantity

_CALLS = r"(?:requests?|calls?|hits|messages?|events?|orders?|uploads?|images?|photos?|pictures?|files?|page ?views?|clicks?|transactions?|jobs?|invocations?|bookings?|visits?|checkouts?)"
_PEOPLE = r"(?:users?|people|persons|customers?|members?|visitors?|players?|students?|employees|subscribers?|readers|clients|tenants|guests|drivers|patients|accounts|sign-?ups)"
_COMING = r"(?:sign(?:ed)? up|register\w*|log(?:ged)? (?:in|on)|join\w*|come|came|visit\w*|show(?:ed)? up|subscribe\w*|arrive\w*)"
_PERIOD = r"(?:\s?(?:per|an?|each|every|/)\s?(?P<period>second|sec|s|minute|min|hour|h|day|d|week|month|mo|year)\b)?"
_COUNT = re.compile(
    rf"{QUANTITY}\s?(?:(?!per\b)[\w-]+ ){{0,2}}?(?:(?P<calls>{_CALLS})|(?P<people>{_PEOPLE}|{_COMING}))\b{_PERIOD}",
    re.IGNORECASE,
)
_PER_SECOND = re.compile(rf"{QUANTITY}\s?(?P<rate>rps|tps|req/s|requests/s)\b", re.IGNORECASE)
_GROWN = re.compile(
    r"\b(?:grow\w*|become|became|reach\w*|get|got|had|have|hit|hits|jump\w*|go(?:es)? (?:up )?to|rise[sn]?|increas\w*|scal\w*|instead|there (?:were|are)|with|come[s]?|came|arrive|handle|take|cope|survive|serve|support|stand|sign(?:ed)? up|log(?:ged)? in|suddenly|one day|next year)\b",
    re.IGNORECASE,
)
_NO_LOAD = re.compile(
    r"\b(?:limits?|quotas?|per (?:request|call|user|person|customer|message|order|image)|memory|timeout|size|overkill|too (?:big|much)|same (?:moment|time|record|second)|twice by)\b",
    re.IGNORECASE,
)
# Months have 730 hours, as everywhere here.
_MONTHLY = {
    "s": Decimal(2_628_000), "sec": Decimal(2_628_000), "second": Decimal(2_628_000), "m": Decimal(43_800),
    "min": Decimal(43_800), "minute": Decimal(43_800), "h": Decimal(730), "hour": Decimal(730),
    "d": Decimal(730) / 24, "day": Decimal(730) / 24, "week": Decimal(52) / 12, "mo": Decimal(1), "month": Decimal(1),
    "year": Decimal(1) / 12,
}  # fmt: skip


def imagined_load(text: str) -> OtherLoad | None:
    """Return the load that the text imagines; without a period a month is meant, without calls people."""
    found = other_load(text) or _bare(text) or _rush(text)
    if found is not None and found.times is not None:
        return found
    if not (imagines(text) or asks(text)) or _NO_LOAD.search(text):
        return found
    return _counted(text, found)


_RUSH = re.compile(
    r"\b(?:goes? viral|went viral|blows? up (?:online|on)|on (?:tv|television|the news|the front page)|hacker ?news|reddit|product hunt|everybody (?:wants|comes)|overnight success|take[sn]? off|a big hit|slashdot\w*)\b",
    re.IGNORECASE,
)
_RUSH_TIMES = Decimal(10)  # what a rush without a number is taken as


def _rush(text: str) -> OtherLoad | None:
    """Return ten times the load for a rush that is imagined without a number."""
    if not imagines(text) or _RUSH.search(text) is None or _COUNT.search(text) is not None:
        return None
    return OtherLoad(times=_RUSH_TIMES)


def _bare(text: str) -> OtherLoad | None:
    """Return a load that is said in passing: 'and 200x?', 'if half of the members stay at home?'."""
    again = _AGAIN.match(text)
    if again is not None:
        return other_load(f"what if the load is {again['times']}")
    many = _TIMES_OF.search(text) if asks(text) else None
    if many is not None:
        return other_load(f"what if the load is {many['times']}")
    part = _PART.search(text) if imagines(text) and not _NO_MONEY.search(text) else None
    return other_load(f"what if the load is {part['part']}") if part is not None else None


_AGAIN = re.compile(
    r"^\W*(?:(?:and|or|but|what about|how about|what if it(?:'s| is)|at|with)\W+)*(?P<times>\d{1,5}(?:[.,]\d)?\s?(?:x|times)|twice|double|half|\w+ times)(?: (?:that|this|the (?:load|traffic)|as (?:much|many)))?\s*\??\s*$",
    re.IGNORECASE,
)
_TIMES_OF = re.compile(
    r"\b(?P<times>\d{1,5}\s?x|\d{1,5} times|(?:two|three|four|five|ten|twenty|fifty|a hundred|a thousand) times|twice|double|triple) (?:as many |as much |the (?:number of |amount of )?|our |more )(?!money|budget|memory|storage|cost|price|bill|cpu|time)\w+",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?P<part>half|twice|double|a quarter|a tenth) (?:of |as many )?(?:(?:the|our|all|my|them|these|those) )?\w+",
    re.IGNORECASE,
)
_NO_MONEY = re.compile(
    r"\b(?:budget|money|costs?|dollars?|euros?|memory|storage|bill|price)\b|[$€£]", re.IGNORECASE
)


_MANY = 1000
_OF_COST = re.compile(r"\b(?:how much|what) (?:would|will|do|does|are|is)\b[^?]*", re.IGNORECASE)


def _counted(text: str, found: OtherLoad | None) -> OtherLoad | None:
    rate = _PER_SECOND.search(text)
    if rate is not None:
        return OtherLoad(requests_per_month=quantity(rate) * _MONTHLY["s"])
    count = _COUNT.search(text)
    number = quantity(count) if count is not None else Decimal(0)
    if (
        count is None
        or number <= 1
        or not (imagines(text) or _GROWN.search(text) or (number >= _MANY and _OF_COST.search(text)))
    ):  # 1: 'an order'
        return found
    if count["people"] and not count["period"]:
        return OtherLoad(people_per_month=number)
    return found or OtherLoad(requests_per_month=number * _MONTHLY[(count["period"] or "month").lower()])
