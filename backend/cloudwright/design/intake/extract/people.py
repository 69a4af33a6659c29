"""How many people use a system: users, visitors, players, pupils, whatever they are called."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.intake.extract.periods import PER_MONTH, PERIOD, period_named
from cloudwright.design.intake.extract.spans import Covered
from cloudwright.design.intake.extract.trades import TRADES
from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import LARGEST, QUANTITY, RANGE, quantity
from cloudwright.design.model.brief import Assumption, Requirement, RequirementKind

NOUNS = TRADES
ROLES = r"(?:devs|developers|engineers|programmers|admins|freelancers|contractors|founders)$"
_OF_THEM = r"(?:(?:monthly|daily|weekly|active|registered|paying|unique|regular|internal|external|mobile|human|different|happy|potential|individual|enrolled|returning|end|signed-up|office|field|evening|school|business|free|premium|total|web|site) ){0,3}"
_PEOPLE = re.compile(
    rf"(?:about |around |arround |roughly |up to |~ ?|some |circa |approx\.? )?{RANGE}{QUANTITY}\s?(?P<lead>daily |monthly |weekly )?{_OF_THEM}(?P<people>{NOUNS}|[MDW]AUs?)\b\s?(?:{PERIOD})?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"\b(?P<people>(?:monthly |active |registered |expected |number of |concurrent )*(?:users|visitors|customers|members|players|MAUs?|DAUs?|audience|students|employees))\s?(?::|=|~|≈| - )\s?{RANGE}{QUANTITY}(?!\s?(?:per|/|%))",
    re.IGNORECASE,
)
_QUANTITIES = re.compile(QUANTITY, re.IGNORECASE)
_GROUPS = re.compile(
    rf"(?<![\w.,]){QUANTITY}\s(?:[a-z]{{2,14}} )?[a-z]{{3,14}}s? (?:with|of|having|that have|which have|at|à)(?: about| around| roughly| some)? "
    + QUANTITY.replace("<digits>", "<digits_each>")
    .replace("<scale>", "<scale_each>")
    .replace("<word>", "<word_each>")
    .replace("<times>", "<times_each>")
    + rf"\s{_OF_THEM}(?P<people>{NOUNS}|heads|seats)(?: each| apiece| per \w+)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<people>{NOUNS})(?:'s?)? (?:count|numbers?|base|total|head ?count)(?: is| are| of|:| =)? (?:about |around )?{QUANTITY}(?!\s?(?:per|/|%))",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"^[^.;!?\n]{0,40}\b(?:at (?:the same|a) time|at once|simultaneous(?:ly)?|concurrent(?:ly)?|in parallel|at the same moment|online at)\b",
    re.IGNORECASE,
)
_OF_TEAM = re.compile(
    r"\b(?:team|teams|crew|shop|we'?re|we are|of us)\b(?: of)?[^.;!?\n]{0,24}$", re.IGNORECASE
)
_WE_ARE = re.compile(
    r"\b(?:we'?re|we are|just us|only us)(?: only| just| about| a team of)? $", re.IGNORECASE
)
_ONE_OF = re.compile(
    r"^ (?:in|on|per|of) (?:the|our|a|each|every) (?:team|room|shop|office|table)\b", re.IGNORECASE
)
_USING = re.compile(
    rf"{RANGE}{QUANTITY}\s(?:[a-z]{{3,12}} )?(?P<people>(?!(?:servers?|services?|systems?|machines?|devices?|sensors?|apps?|programs|tasks|times|hours|containers|sites|calls|requests)\b)[a-z]{{4,16}}s)"
    r"(?= (?:(?:who|that|will|can|would|should|all|may|must|have to|need to) ){0,2}(?:use|log ?in|sign ?in|log on|work with it|look things up|(?:can |may )?access (?:it|the)|enter (?:their|the)|record their)\b)",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(r"\b(?:each|per|every|up to)\s\w{0,12}\s?(?:has|have|with)?\s?$|-$", re.IGNORECASE)
_AMBIGUOUS = frozenset(
    (
        "readers",
        "listeners",
        "agents",
        "clients",
        "workers",
        "accounts",
        "people",
        "customers",
        "brokers",
        "accountants",
    )
)
_LEAST_AMBIGUOUS = 10  # fewer readers or clients are programs, as often as not
_BEFORE = 32  # characters in which a word can say that the people are the team's
CALLS_PER_PERSON = Decimal(30)
_CALLS_PER_VISIT = Decimal(20)


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who use the system: how many, and in which period they were counted."""

    match: re.Match[str]
    people: Decimal
    period: str


def crowds(text: str) -> Iterator[Crowd]:
    """Yield every number of people who use the system; a team, and those at one moment, are none."""
    grouped = list(_grouped(text))
    taken = Covered(len(text), (crowd.match.span() for crowd in grouped))
    found = [
        _crowd(match)
        for match in _PEOPLE.finditer(text)
        if not taken.touches(*match.span()) and _is_crowd(match)
    ]
    yield from grouped
    yield from found
    yield from _labelled(text)
    yield from _using(text, {crowd.match.start() for crowd in found})


def _grouped(text: str) -> Iterator[Crowd]:
    """Yield the people of so many groups: '220 firms with 9 people each'."""
    for match in _GROUPS.finditer(text):
        groups, each = (quantity(m) for m in _QUANTITIES.finditer(match.group()))
        if 1 < groups * each <= LARGEST and groups > 1:
            yield Crowd(match, (groups * each).quantize(Decimal(1)), "month")


def _crowd(match: re.Match[str]) -> Crowd:
    period = _period(match)
    people = quantity(match) * (1 if period in {"day", "month", "workday"} else PER_MONTH[period])
    return Crowd(match, people.quantize(Decimal(1)), period)


def _using(text: str, known: AbstractSet[int]) -> Iterator[Crowd]:
    """Yield how many use the system, whatever they are called."""
    for match in _USING.finditer(text):
        if (
            match.start() not in known
            and 1 < quantity(match) <= LARGEST
            and not re.search(ROLES, match["people"], re.IGNORECASE)
        ):
            yield Crowd(match, quantity(match).quantize(Decimal(1)), "month")


def _labelled(text: str) -> Iterator[Crowd]:
    """Yield the numbers of 'Users: 5,000' and its like."""
    for match in (*_LABELLED.finditer(text), *_COUNTED.finditer(text)):
        named = match["people"].lower()
        if "concurrent" not in named and quantity(match) <= LARGEST:
            yield Crowd(
                match, quantity(match).quantize(Decimal(1)), "day" if named.startswith("dau") else "month"
            )


def _is_crowd(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    after = match.string[match.end() : match.end() + 48]
    if (match["word"] or "").lower() in {"a", "an", "one"} or quantity(match) > LARGEST:
        return False
    if match["people"].lower() in _AMBIGUOUS and quantity(match) < _LEAST_AMBIGUOUS:
        return False
    if _AT_ONCE.search(after) or _ONE_OF.search(after) or _FOR_EACH.search(before):
        return False
    if _WE_ARE.search(before):
        return False
    return not (match["people"].lower() in {"people", "ppl", "persons"} and _OF_TEAM.search(before))


def _period(match: re.Match[str]) -> str:
    short = match["people"].lower()
    if re.fullmatch(r"[mdw]aus?", short):
        return {"m": "month", "d": "day", "w": "week"}[short[0]]
    return period_named(match["period"] or match["adverb"] or match["lead"] or "month")


def fact(crowd: Crowd, *, with_load: bool) -> Fact:
    """Return the people as a requirement, with the load that they make where none is known better."""
    match, people = crowd.match, crowd.people
    daily = crowd.period in {"day", "workday"}
    visits = PER_MONTH[crowd.period] if daily else Decimal(1)
    calls = (people * visits * (_CALLS_PER_VISIT if daily else CALLS_PER_PERSON)).quantize(Decimal(1))
    each = f"{_CALLS_PER_VISIT} requests a visit" if daily else f"{CALLS_PER_PERSON:,f} requests a month each"
    users = Requirement(
        id="users",
        kind=RequirementKind.USERS,
        statement=f"{people:,f} people a {'day' if daily else 'month'}",
        value=int(people),
        unit="people",
        quote=match.group().strip(),
    )
    load = Assumption(
        id="requests_per_month",
        label="Requests a month",
        value=calls,
        unit="requests/month",
        basis="derived",
        reason=f"{people:,f} people, {each}",
    )
    signing_in = Assumption(
        id="monthly_active_users",
        label="People who sign in each month",
        value=people,
        unit="people/month",
        basis="derived",
        reason=f"from '{match.group().strip()}'",
    )
    return Fact(
        match.start(),
        match.end(),
        requirements=(users,),
        assumptions=(load, signing_in) if with_load else (signing_in,),
        answers=(("traffic", "stated"),) if with_load else (),
    )
