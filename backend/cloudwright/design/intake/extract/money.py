"""Budgets, in the currency in which they are said."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.intake.fact import Fact
from cloudwright.design.intake.numbers import LARGEST, NUMBER, SPELLED, quantity
from cloudwright.design.model.brief import Requirement, RequirementKind
from cloudwright.design.model.budget import spoken
from cloudwright.kit.money import Money

_SIGNS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "s$": "SGD",
    "hk$": "HKD", "r$": "BRL", "mx$": "MXN", "nt$": "TWD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY",
    "₹": "INR", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₫": "VND", "₱": "PHP", "฿": "THB", "₴": "UAH", "₦": "NGN",
    "₽": "RUB", "zł": "PLN", "rs.": "INR", "rs": "INR", "r": "ZAR", "kč": "CZK", "ft": "HUF", "fr.": "CHF", "sfr.": "CHF", "rm": "MYR",
}  # fmt: skip
_WORDS = {
    "dollar": "USD", "dolar": "USD", "doller": "USD", "us dollar": "USD", "american dollar": "USD", "buck": "USD", "australian dollar": "AUD",
    "canadian dollar": "CAD", "new zealand dollar": "NZD", "singapore dollar": "SGD", "hong kong dollar": "HKD",
    "euro": "EUR", "pound sterling": "GBP", "british pound": "GBP", "quid": "GBP", "swiss franc": "CHF",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "won": "KRW", "zloty": "PLN",
    "swedish krona": "SEK", "swedish kronor": "SEK", "norwegian kroner": "NOK", "danish kroner": "DKK",
    "brazilian reai": "BRL", "real": "BRL", "reai": "BRL", "mexican peso": "MXN", "rand": "ZAR", "baht": "THB",
    "ringgit": "MYR", "pound": "GBP", "franc": "CHF",
}  # fmt: skip
_AFTER_SIGNS = {
    sign: code
    for sign, code in _SIGNS.items()
    if sign not in {"r", "rs", "rs.", "fr.", "sfr.", "rm", "r$", "s$"}
}
# Words that are also something else than money: they need to be told as money, not only as a bound.
_OTHERWISE = frozenset(
    {"r", "rm", "ft", "fr.", "pound", "real", "reai", "won", "rand", "quid", "franc", "cad"}
)
# Codes that are read in small letters, too; the rest of ISO 4217 is full of English words.
_CODES = "USD|EUR|GBP|CHF|JPY|AUD|CAD|NZD|SEK|NOK|DKK|SGD|HKD|INR|CNY|BRL|MXN|ZAR|KRW|TWD|THB|MYR|PLN|CZK|HUF"
_CAPITALS = (
    "AED|AFN|ALL|AMD|AOA|ARS|AZN|BAM|BDT|BGN|BHD|BND|BOB|BWP|BYN|CLP|COP|CRC|DOP|DZD|EGP|ETB|FJD|GEL|GHS|GTQ|HNL|"
    "IDR|ILS|IQD|ISK|JMD|JOD|KES|KHR|KWD|KZT|LBP|LKR|MAD|MDL|MKD|MMK|MOP|MUR|MVR|NAD|NGN|NIO|NPR|OMR|PAB|PEN|PGK|"
    "PHP|PKR|PYG|QAR|RON|RSD|RUB|RWF|SAR|TND|TRY|TTD|TZS|UAH|UGX|UYU|UZS|VND|XAF|XCD|XOF|YER|ZMW"
)
_CODE = rf"(?:(?:{_CODES})|(?-i:{_CAPITALS}))"


def _either(words: dict[str, str], ending: str = "") -> str:
    return "|".join(re.escape(w) + ending for w in sorted(words, key=len, reverse=True))


def _number(suffix: str) -> str:
    return NUMBER.replace("digits", f"digits{suffix}").replace("scale", f"scale{suffix}")


_SPEND = (
    r"(?P<lead>(?:under|below|less than|cheaper than|at most|max(?:imum|imal)?\.?(?: of)?|up to|within|no(?:t)? more than|not (?:to )?exceed(?:ing)?|not over|<|<=|for|like|~|ca\.|circa|"
    r"(?:money|spend|price|envelope|ceiling|limit|costs?):|bud?ge?t(?: of| is|:)?|(?:from|between) [\d.,]{1,9}k? ?[$€£]? ?(?:to|and|-)|costs?(?: of)?|spend|cap(?:ped)? at|limit(?: of)?|pay|around|about)\s?)?"
)
_ENDS = ".,;:!?\n(–—•*"
_MONEY_LEADS = ("budg", "buget", "cost", "spend", "cap", "pay")
_MONTHLY = (
    r"(?:\s?(?:(?:per|each|every|/|by|in an?|in one|in the|in|im|pro|par|al|por|je|an?)\s?(?:calendar |full |whole )?"
    r"(?P<period>month|mo?nth|mth|mo|monat|mois|mes|mês|maand|year|yr|jahr|annum|quarter|week|day)\b"
    r"|(?P<adverb>monthly|yearly|annually|weekly|daily|pcm|pm|p\.\s?m\b\.?|p/m|p\.?a\b\.?)(?!\w)))?"
)
_PER_OTHER = r"(?!\s?(?:per|/|an?|each) ?(?:user|employee|member|visit|transaction|ticket|licen[cs]e|request|call|image|photo|file|upload|order|seat|person|GB|hour|item))"
_TAIL = (
    r",?\s?(?:max(?:imum)?|budget|tops|or less|at most|ceiling|cap|limit|all[- ]in(?:clusive)?|or so|not more|"
    r"(?:is|are|was|would be|will be) (?:all we have|sanctioned|approved|available|fine|ok(?:ay)?|enough|alright|all right|about right|the (?:limit|max(?:imum)?|most|ceiling|cap)|what))\b"
)
_BUDGET = re.compile(
    rf"{_SPEND}(?:(?<![A-Za-z])(?P<sign>{_either(_SIGNS)})(?=[\s\d])\s?{_number('1')}"
    rf"|(?<![A-Za-z])(?P<code>{_CODE})\s?{_number('2')}"
    rf"|(?<![A-Za-z])(?P<named>{_either(_WORDS, 's?')})\.?\s{_number('4')}"
    rf"|(?:{_number('3')}|{SPELLED})\s?(?P<after>(?:{_either(_WORDS, 's?')}|{_CODE})(?![A-Za-z])|{_either(_AFTER_SIGNS)}))(?:[,.][-–])?"
    rf"(?:\s?(?P<really>{_CODE})(?![A-Za-z]))?"
    rf"{_MONTHLY}{_PER_OTHER}(?P<tail>{_TAIL})?",
    re.IGNORECASE,
)
# A vague amount that is made exact right away: 'a few hundred bucks, say 300 per month'.
_VAGUE = re.compile(
    rf"\b(?:few|couple(?: of)?|some|several) (?:hundred|thousand) (?P<vague>{_either(_WORDS, 's?')})[,;: -]+(?:let'?s )?(?:say|maybe|like|about|i'?d say) (?P<exact>[$€£]?{NUMBER}){_MONTHLY}",
    re.IGNORECASE,
)
_PERIODS = {
    "year": Decimal(12), "yr": Decimal(12), "yearly": Decimal(12), "annually": Decimal(12), "annum": Decimal(12), "jahr": Decimal(12),
    "pa": Decimal(12), "quarter": Decimal(3), "month": Decimal(1),
    "mnth": Decimal(1), "mth": Decimal(1), "mo": Decimal(1), "monthly": Decimal(1), "week": Decimal(84) / 365, "weekly": Decimal(84) / 365,
    "day": Decimal(12) / 365, "daily": Decimal(12) / 365,
}  # fmt: skip

_BULLET = re.compile(r"(?:^|\n)[ \t]*[-*•+>]$")
_NEAR = 48  # characters in which a word can say what an amount is for
_LEAST_BARE = 2  # less without a currency is a count
_LOOSE_LEADS = ("for", "around", "about", "like", "~", "ca.", "circa", "cost", "pay", "from", "spend")
_SPENT = re.compile(
    r"\b(?:budg\w{1,4}|spend|spending|afford|can (?:find|pay|go)|pay|ceiling|envelope|allowance|approved?|funds|not exceed|costs? (?:limit|cap|ceiling|target))\b[^.;!?\n]{0,24}$",
    re.IGNORECASE,
)
_EARNED = re.compile(
    r"\b(?:revenue|turnover|earn\w{0,3}|makes?(?! (?:it|that|this)\b)|income|sales|sells?|sold|salary|wages?|raised|funding|worth|quoted?|invoiced?|tickets? (?:cost|are)|fees?|rent|donat\w{1,5}|"
    r"order value|baskets?|priced?|used to (?:pay|cost))\b[^.;!?\n]{0,24}$",
    re.IGNORECASE,
)
_NOW_AFTER = re.compile(
    r"^[\s,(]{0,3}(?:\w{2,6} ){0,2}(?:now|today|currently|at the moment|these days|at present|right now|so far|up ?front)\b",
    re.IGNORECASE,
)
_NOW_BEFORE = re.compile(
    r"\b(?:now|today|currently|at present|at the moment|so far|these days|right now|last (?:year|month))\b[^.;!?\n]{0,32}$"
    r"|\b(?:hardware|servers?|hosting|licen[cs]es?|heroku|firebase|azure|droplets?|data ?cent\w{2}|colo\w{0,6}|provider|vendor|contract|nephew|agency)\b[^.;!?\n]{0,16}\b(?:costs?|is|are|charges?|takes?|was)\b[^.;!?\n]{0,12}$",
    re.IGNORECASE,
)
_BARE_CUES = re.compile(
    r"bud?ge?t|spend|money|cost|cap|bill|below|under|less than|at most|up to|no more", re.IGNORECASE
)
_BARE = re.compile(
    rf"\b(?:(?:bud?ge?t|spend(?:ing)?|money|costs?|price|monthly (?:limit|cap|bill))(?: (?:limit|ceiling|cap|target))?(?: (?:is|of|are|at|about|around|roughly|max(?:imum)?|under|below|up to|at most|stay|must|should|be|to)|:|,| =){{0,4}}"
    rf"|(?P<bound>below|under|less than|at most|up to|no more than))\s(?:about |around |~)?{NUMBER}"
    rf"{_MONTHLY}(?=\s?(?P<end>[.,;!)\n]|$|all in\b|or (?:so|less)\b|max\b|tops\b|(?:on|at|with) aws\b|in total\b))",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Fact]:
    """Yield every budget that the text states."""
    vague = list(_VAGUE.finditer(text))
    for match in vague:
        monthly = _vague_amount(match)
        if monthly is not None:
            yield monthly
    for match in _BUDGET.finditer(text):
        if any(v.start() < match.end() and match.start() < v.end() for v in vague):
            continue
        fact = _budget(match)
        if fact is not None:
            yield fact
    if _BARE_CUES.search(text) is not None:
        yield from _bare(text)


def _vague_amount(match: re.Match[str]) -> Fact | None:
    number = re.search(NUMBER, match["exact"], re.IGNORECASE)
    if number is None:
        return None
    monthly = quantity(number) / _PERIODS.get(_period(match), Decimal(1))
    return _limit(match, Money(amount=monthly, currency=_WORDS[_word(match["vague"])]))


def _budget(match: re.Match[str]) -> Fact | None:
    period = _period(match)
    amount = match.string[max(match.end("lead"), match.start()) : match.end()]
    number = re.search(SPELLED if match["word"] else NUMBER, amount, re.IGNORECASE)
    if number is None or (match["word"] or "").lower() in {"a", "an"} or not _about_money(match, period):
        return None
    monthly = quantity(number) / _PERIODS.get(period, Decimal(1))
    if monthly > LARGEST:
        return None
    return _limit(match, Money(amount=monthly, currency=_currency(match)))


def _period(match: re.Match[str]) -> str:
    return re.sub(r"[\s.]", "", match["period"] or match["adverb"] or "").lower()


def _limit(match: re.Match[str], limit: Money) -> Fact:
    requirement = Requirement(
        id="budget",
        kind=RequirementKind.BUDGET,
        statement=f"Costs at most {spoken(limit)} a month",
        value=float(limit.amount),
        unit=f"{limit.currency}/month",
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))


def _about_money(match: re.Match[str], period: str) -> bool:
    """An amount is a budget when a bound, a period or an ending says so, or when it is all that a clause says.

    Some words for money mean other things as well and need more than a bound.
    """
    lead = (match["lead"] or "").lower()
    if _is_of_something_else(match, lead=lead):
        return False
    if not (lead or match["tail"] or period) and _SPENT.search(_before(match)):
        return True
    if _word(match["after"] or match["named"] or match["sign"]) in _OTHERWISE or _currency(
        match
    ) in _CAPITALS.split("|"):
        return bool(period or match["tail"] or lead.startswith(_MONEY_LEADS))
    return bool(lead or match["tail"] or period) or _alone(match)


def _is_of_something_else(match: re.Match[str], *, lead: str) -> bool:
    """Say whether the amount is earned, quoted or paid today: a bound right before it says that it is not."""
    if lead and not lead.startswith(_LOOSE_LEADS):
        return False
    before = _before(match)
    if _EARNED.search(before) or _NOW_AFTER.search(match.string[match.end() : match.end() + _NEAR]):
        return True
    return _NOW_BEFORE.search(before) is not None and not match["tail"]


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _NEAR) : match.start()]


def _bare(text: str) -> Iterator[Fact]:
    """Yield budgets without a currency: in that of another amount of the text, else in dollars."""
    other = next((m for m in _BUDGET.finditer(text) if m["sign"] or m["code"]), None)
    currency = "USD" if other is None else _currency(other)
    for match in _BARE.finditer(text):
        if match["bound"] and (other is None or not match["end"].strip(".,;!)\n")):
            continue
        monthly = quantity(match) / _PERIODS.get(_period(match), Decimal(1))
        if _LEAST_BARE <= monthly <= LARGEST:
            yield _limit(match, Money(amount=monthly, currency=currency))


def _alone(match: re.Match[str]) -> bool:
    before = _before(match).rstrip(" ")
    after = match.string[match.end() : match.end() + _NEAR].lstrip(" ")
    begun = _BULLET.search(before) is not None or (bool(before) and before[-1] in _ENDS)
    return begun and (not after or after[0] in _ENDS + ")")


def _currency(match: re.Match[str]) -> str:
    named = match["really"] or match["code"]
    if named:
        return named.upper()
    told = (match["sign"] or match["named"] or match["after"]).lower()
    return _SIGNS.get(told) or _WORDS.get(_word(told)) or told.upper()


def _word(told: str | None) -> str:
    """Return the currency's word in the singular."""
    lowered = " ".join((told or "").lower().split())
    return lowered if lowered in _WORDS else lowered.removesuffix("s")
