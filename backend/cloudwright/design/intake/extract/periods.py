"""How long a rate lasts: periods of time, the hours of a month in which it holds, and peaks that are no average."""

import re
from collections.abc import Iterator
from decimal import Decimal

# 730 hours a month, as in every price; a week is a seventh of 365 / 12 days.
PER_MONTH = {
    "second": Decimal(2_628_000),
    "minute": Decimal(43_800),
    "hour": Decimal(730),
    "day": Decimal(365) / 12,
    "workday": Decimal(260) / 12,
    "week": Decimal(365) / 84,
    "month": Decimal(1),
    "quarter": Decimal(1) / 3,
    "year": Decimal(1) / 12,
}
_SECONDS = {"second": Decimal(1), "minute": Decimal(60), "hour": Decimal(3_600)}
_WORDS = {
    "daily": "day", "hourly": "hour", "monthly": "month", "weekly": "week", "yearly": "year", "annually": "year", "nightly": "day",
    "sec": "second", "s": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "wk": "week", "mo": "month", "mth": "month",
    "mnth": "month", "yr": "year", "night": "day", "evening": "day", "morning": "day", "weekday": "workday", "annum": "year",
    "p.a": "year", "pa": "year", "24 hours": "day", "24h": "day", "season": "year",
}  # fmt: skip
UNIT = r"(?:sec(?:ond)?|s(?=\b)|min(?:ute)?|hour|hr|h(?=\b)|day|night|evening|morning|weekday|week|wk|month|mnth|mth|mo(?=\b)|quarter|year|yr|annum|24 hours|24h)"
_KIND = r"(?:(?:single|typical|average|normal|usual|ordinary|calendar|good|busy|busiest|peak|given|whole|full|summer|winter|(?P<work>work(?:ing)?|business|school|office|trading))[ -])?"
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
PERIOD = (
    rf"(?:(?:per\s?|/\s?|(?:an?|each|every|by|(?:in|on|over|during|within|of) (?:an?|one|that|each|every|the))\s){_KIND}(?P<period>{UNIT})"
    r"|(?P<adverb>daily|hourly|nightly|weekly|monthly|yearly|annually|p\.?a(?=\.|\b)))(?!\w)"
)
PERIOD_START = rf"(?:per|an?|each|every|/)\s?(?:\w+ )?{UNIT}\b|daily\b|monthly\b|weekly\b|hourly\b"
BEFORE = rf"(?:(?:on|in|per|each|every|over|during|within)\s(?:an?\s|one\s|the\s)?{_KIND.replace('<work>', '<work_before>')}(?P<period_before>{UNIT})|in (?P<month_name>{_MONTHS}))\b"

_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_HOURS = re.compile(
    rf"\b(?:(?:between|from) )?(?P<start>{_CLOCK})\s?(?P<am>am|a\.m\.|h|uhr|o'clock)?\s?(?:-|–|to|and|until|till)\s?(?P<end>{_CLOCK})\s?(?P<pm>am|pm|p\.m\.|h|uhr|o'clock)?(?![\d.,]*\s?(?:k|m|%|\w+s\b))",
    re.IGNORECASE,
)
_EIGHT_BY_FIVE = re.compile(r"\b(?P<hours>\d{1,2})\s?[x×/]\s?(?P<days>[5-7])\b(?!\d)", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:office|business|working|work|opening|shop|store|school|bank(?:ing)?) hours?\b|\bduring (?:the )?work(?:ing)? ?days?\b|\bnine[- ]to[- ]five\b|\bwhile (?:the )?(?:offices?|shops?|stores?) (?:is|are) open\b",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?P<first>mon|tue|wed|thu|fri|sat|sun)\w{0,6}\.?\s?(?:-|–|to|through|till|until)\s?(?P<last>mon|tue|wed|thu|fri|sat|sun)\w{0,6}\b"
    r"|\b(?P<five>week ?days|work(?:ing)? ?days)\b|\b(?P<two>(?:on|at|only|during|over)(?: the)? week-?ends?)\b|\b(?P<n>[1-7]|five|six|seven) days (?:a|per|each|in|/) ?(?:a |the )?week\b",
    re.IGNORECASE,
)
_HOURS_A_DAY = re.compile(
    r"\b(?P<hours>\d{1,2}(?:[.,]5)?) ?(?:hours?|hrs?|h) ?(?:an?|per|each|every|in|/) ?(?:an? |the )?(?:work(?:ing)? ?)?day\b"
    r"(?:[^.;!?\n]{0,12}\b(?P<days>[1-3]?\d) (?:work(?:ing)? |business )?days? (?:an?|per|each|in|/) ?(?:an? |the )?month\b)?",
    re.IGNORECASE,
)
_HOURS_ON_DAYS = re.compile(
    r"\bfor (?P<hours>\d{1,2}(?:[.,]5)?) ?(?:hours?|hrs?|h)\b(?:(?: on| at|,)? (?P<days>[1-3]?\d) (?:\w{3,12} )?(?:days?|evenings?|nights?) (?:an?|per|each|in|/) ?(?:an? |the )?month\b)",
    re.IGNORECASE,
)
_DAYS_A_MONTH = re.compile(
    r"\b(?P<days>[1-3]?\d) (?:work(?:ing)? |business |school |\w{3,10} )?(?:days?|evenings?|nights?|shifts?) (?:an?|per|each|in|/) ?(?:an? |the )?month\b",
    re.IGNORECASE,
)
_ABOUT_HOURS = re.compile(r"(?:am|pm|a\.m\.|p\.m\.|h|uhr|o'clock|:\d\d)", re.IGNORECASE)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKS = Decimal(52) / 12
_OFFICE_HOURS, _OFFICE_DAYS = Decimal(8), Decimal(5)
_PEAK_BEFORE = re.compile(
    r"\b(?:peak(?:s|ing|ed)?|spik(?:es?|ing)|bursts?|rush(?: hour)?|black friday|cyber monday|maximum of|max(?:imum)?|worst|launch|sale day|flash sale|"
    r"when \w{1,12}(?: \w{1,12}){0,3} (?:open|start|begin|launch|drop)s?|at (?:the )?(?:month|year|quarter)[- ]end|surges?|short(?:ly)? up to|sometimes|occasionally)\b[^.;!?\n]{0,44}$",
    re.IGNORECASE,
)
_PEAK_AFTER = re.compile(
    r"^[^.;!?\n]{0,16}\b(?:(?:at|in|during|on) (?:the |its )?(?:very )?(?:peaks?|bursts?|rush|worst|busiest|month[- ]end|month end|black friday|launch|spikes?|maximum)|peaks?|at most|max(?:imum)?\b|tops)\b"
    r"|^[^.;!?\n]{0,12}\bfor (?:about |some |up to )?(?:\w+ )?(?:\d+ |a |an |one |two |three |ten |few |twenty |thirty |half an ){1,2}(?:seconds?|minutes?|hours?|days?)\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:on average|in average|averaged?|avg|averaging|usually|normally|typically|sustained|steady|constant(?:ly)?|around the clock|24/7|all day|ø)\b",
    re.IGNORECASE,
)
_NEAR, _SENTENCE = 64, 140  # characters in which a word belongs to a rate
_WORKING_DAYS = re.compile(r"\b(\d{2}) (?:working|work|business|school) ?days\b", re.IGNORECASE)


def period_named(word: str) -> str:
    """Return the period that a word such as `min`, `daily` or `night` stands for."""
    plain = word.strip().lower().rstrip(".")
    return _WORDS.get(plain, plain)


def is_peak(match: re.Match[str]) -> bool:
    """Say whether the words around a rate call it a peak; who says 'on average' beside it means the average."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    nearest = re.split(r"[.;!?\n]\s", before)[-1]
    if _HOURS_ON_DAYS.match(after.lstrip(" ,")) or re.match(
        r"[^.;!?\n]{0,24}\bfor \d{1,2} hours?\b[^.;!?\n]{0,20}\b(?:an?|per|each) (?:day|week|month)\b", after
    ):
        return False
    if _AVERAGE.search(re.split(r"[,;!?\n]|\.\s", after)[0]) or _AVERAGE.search(
        re.split(r",\s", nearest)[-1][-20:]
    ):
        return False
    if re.match(r"\s?(?:\w+ )?peaks?\b", after, re.IGNORECASE):
        return True
    return bool(_PEAK_BEFORE.search(re.split(r",\s", nearest)[-1]) or _PEAK_AFTER.search(after))


def is_average(match: re.Match[str]) -> bool:
    """Say whether the words of its own clause call a rate the average."""
    before = re.split(r"[,;.!?\n/]\s", match.string[max(0, match.start() - _NEAR) : match.start()])[-1]
    after = re.split(r"[,;!?\n/]|\.\s", match.string[match.end() : match.end() + _NEAR])[0]
    return _AVERAGE.search(before) is not None or _AVERAGE.search(after) is not None


def months_worth(match: re.Match[str], period: str) -> Decimal:
    """Return how often a period is in a month, within the hours in which the text says that the rate holds."""
    said = _sentence(match)
    if period in ("day", "workday") and (monthly := _DAYS_A_MONTH.search(said)):
        return Decimal(monthly["days"])
    if period == "workday":
        days = _WORKING_DAYS.search(match.string[match.end() : match.end() + _SENTENCE])
        return Decimal(days[1]) if days else PER_MONTH[period]
    if period == "day" and (weekly := _days(said)):
        return weekly * _WEEKS
    if period not in _SECONDS:
        return PER_MONTH[period]
    hours = duty_hours(said)
    return PER_MONTH[period] if hours is None else hours * 3_600 / _SECONDS[period]


def duty_hours(text: str) -> Decimal | None:
    """Return the hours of a month that the text limits work to; None when it does not."""
    by = _EIGHT_BY_FIVE.search(text)
    if by and 0 < int(by["hours"]) < 24:
        return int(by["hours"]) * int(by["days"]) * _WEEKS
    said = _HOURS_A_DAY.search(text) or _HOURS_ON_DAYS.search(text)
    if (
        said
        and not any(m.start() < said.start() < m.end() for m in _HOURS.finditer(text))
        and 0 < (daily := Decimal(said["hours"].replace(",", "."))) < 24
    ):
        monthly = (
            Decimal(said["days"]) if said["days"] else (_days(text) or PER_MONTH["day"] / _WEEKS) * _WEEKS
        )
        return daily * monthly
    hours, days = _hours(text), _days(text)
    office = _OFFICE.search(text) is not None
    if hours is None and not office:
        return None if days is None else 24 * days * _WEEKS
    return (hours or _OFFICE_HOURS) * (days or (_OFFICE_DAYS if office else Decimal(7))) * _WEEKS


def duty_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the text says in which hours, and on which days, a rate holds."""
    for pattern in (_HOURS, _EIGHT_BY_FIVE, _HOURS_A_DAY, _HOURS_ON_DAYS, _DAYS_A_MONTH, _OFFICE, _DAYS):
        yield from (match.span() for match in pattern.finditer(text))


def _sentence(match: re.Match[str]) -> str:
    """Return the sentence around a rate, as far as it is near."""
    before = re.split(r"[.;!?]\s|\n", match.string[max(0, match.start() - _SENTENCE) : match.start()])[-1]
    after = re.split(r"[.;!?]\s|\n", match.string[match.end() : match.end() + _SENTENCE])[0]
    return f"{before} … {after}"


def _hours(text: str) -> Decimal | None:
    for match in _HOURS.finditer(text):
        start, end = _clock(match["start"]), _clock(match["end"])
        if (match["pm"] or "").lower().startswith("p") and end <= 12:
            end += 12
        told = _ABOUT_HOURS.search(match.group()) or _OFFICE.search(text) or _DAYS.search(text)
        if told and 0 <= start < 24 and 0 < end <= 24 and start != end:
            return (
                end - start if end > start else end - start + (12 if end + 12 > start and end <= 12 else 24)
            )
    return None


def _clock(text: str) -> Decimal:
    hours, _, minutes = text.replace(".", ":").partition(":")
    return Decimal(hours) + Decimal(minutes or 0) / 60


def _days(text: str) -> Decimal | None:
    match = _DAYS.search(text)
    if match is None:
        return None
    if match["first"]:
        first, last = (_NAMES.index(match[name].lower()[:3]) for name in ("first", "last"))
        return Decimal((last - first) % 7 + 1)
    if match["n"]:
        named = {"five": 5, "six": 6, "seven": 7}
        return Decimal(named.get(match["n"].lower()) or int(match["n"]))
    return Decimal(5) if match["five"] else Decimal(2)
