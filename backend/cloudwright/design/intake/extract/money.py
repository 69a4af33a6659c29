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
    "₽": "RUB", "zł": "PLN",
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
# Words that are also something else than money: they need to be told as money, not only as a bound.
_OTHERWISE = frozenset({"pound", "real", "reai", "won", "rand", "quid", "franc", "cad"})
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
    r"(?P<lead>(?:under|below|less than|at most|max(?:imum)?(?: of)?|up to|within|no(?:t)? more than|not over|<|<=|for|"
    r"bud?ge?t(?: of| is|:)?|(?:from|between) [\d.,]{1,9}k? ?[$€£]? ?(?:to|and|-)|costs?(?: of)?|spend|cap(?:ped)? at|limit(?: of)?|pay|around|about)\s?)?"
)
_ENDS = ".,;:!?\n"
_MONEY_LEADS = ("budg", "buget", "cost", "spend", "cap", "pay")
_MONTHLY = r"(?:\s?(?:per|an?|each|every|/)\s?(?P<period>month|mo?nth|mth|mo|year|yr|quarter|week|day)\b|(?:(?<=\s)|\s)(?P<adverb>monthly|yearly|weekly|daily)\b)?"
_PER_OTHER = (
    r"(?!\s?(?:per|/|an?|each) ?(?:user|request|call|image|photo|file|upload|order|seat|person|GB|hour|item))"
)
_BUDGET = re.compile(
    rf"{_SPEND}(?:(?<![A-Za-z])(?P<sign>{_either(_SIGNS)})\s?{_number('1')}"
    rf"|(?<![A-Za-z])(?P<code>{_CODE})\s?{_number('2')}"
    rf"|(?:{_number('3')}|{SPELLED})\s?(?P<after>(?:{_either(_WORDS, 's?')}|{_CODE})(?![A-Za-z])|{_either(_SIGNS)}))"
    rf"(?:\s?(?P<really>{_CODE})(?![A-Za-z]))?"
    rf"{_MONTHLY}{_PER_OTHER}(?P<tail>\s?(?:max(?:imum)?|budget|tops|or less|at most)\b)?",
    re.IGNORECASE,
)
_PERIODS = {
    "year": Decimal(12), "yr": Decimal(12), "yearly": Decimal(12), "quarter": Decimal(3), "month": Decimal(1),
    "mnth": Decimal(1), "mth": Decimal(1), "mo": Decimal(1), "monthly": Decimal(1), "week": Decimal(84) / 365, "weekly": Decimal(84) / 365,
    "day": Decimal(12) / 365, "daily": Decimal(12) / 365,
}  # fmt: skip


def find(text: str) -> Iterator[Fact]:
    """Yield every budget that the text states."""
    for match in _BUDGET.finditer(text):
        fact = _budget(match)
        if fact is not None:
            yield fact


def _budget(match: re.Match[str]) -> Fact | None:
    period = (match["period"] or match["adverb"] or "").lower()
    amount = match.string[max(match.end("lead"), match.start()) : match.end()]
    number = re.search(SPELLED if match["word"] else NUMBER, amount, re.IGNORECASE)
    if number is None or (match["word"] or "").lower() in {"a", "an"} or not _about_money(match, period):
        return None
    monthly = quantity(number) / _PERIODS[period or "month"]
    if monthly > LARGEST:
        return None
    limit = Money(amount=monthly, currency=_currency(match))
    requirement = Requirement(
        id="budget",
        kind=RequirementKind.BUDGET,
        statement=f"Costs at most {spoken(limit)} a month",
        value=float(monthly),
        unit=f"{limit.currency}/month",
        quote=match.group().strip(),
    )
    return Fact(match.start(), match.end(), requirements=(requirement,))


def _about_money(match: re.Match[str], period: str) -> bool:
    """An amount is a budget when a bound, a period or an ending says so, or when it is all that a clause says.

    Some words for money mean other things as well and need more than a bound.
    """
    lead = (match["lead"] or "").lower()
    if _word(match["after"]) in _OTHERWISE or _currency(match) in _CAPITALS.split("|"):
        return bool(period or match["tail"] or lead.startswith(_MONEY_LEADS))
    return bool(lead or match["tail"] or period) or _alone(match)


def _alone(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()].rstrip(" "), match.string[match.end() :].lstrip(" ")
    return bool(before) and before[-1] in _ENDS and (not after or after[0] in _ENDS)


def _currency(match: re.Match[str]) -> str:
    named = match["really"] or match["code"]
    if named:
        return named.upper()
    told = (match["sign"] or match["after"]).lower()
    return _SIGNS.get(told) or _WORDS.get(_word(told)) or told.upper()


def _word(told: str | None) -> str:
    """Return the currency's word in the singular."""
    lowered = " ".join((told or "").lower().split())
    return lowered if lowered in _WORDS else lowered.removesuffix("s")
