"""Another budget that is imagined: an amount, or a part of the one there is."""

import re
from decimal import Decimal

from cloudwright.design.intake.asking.cues import asks, imagines
from cloudwright.design.intake.asking.topic import Sum
from cloudwright.design.intake.read import facts_in
from cloudwright.design.model.brief import Requirement, RequirementKind
from cloudwright.design.model.budget import limit

_MONEY = re.compile(
    r"\b(?:budget\w*|money|funds?|funding|spend\w*|afford\w*|bill|costs?|dollars?|bucks|euros?|pounds?|francs?|usd|eur|gbp|chf|cash)\b|[$€£]",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\b(?:cut|cuts|halv\w*|half|slash\w*|reduc\w*|shr[aiu]nk\w*|less|lower(?:ed)?|drop(?:s|ped)?|lose|loses|lost|disappear\w*|vanish\w*|gone|only|just|tighten\w*|trim\w*|down to|fewer|third|quarter|double[ds]?|twice|more|squeez\w*|take(?:s|n)? away|fell|fall(?:s|en)?|go(?:es)? down)\b",
    re.IGNORECASE,
)
_AFFORD = re.compile(
    r"\b(?:only (?:had|have|got)|(?:had|have|got) only|(?:do|get|have|build|run|make|manage)\b[^?]{0,24}\bfor (?:just |only |under |less than |at most |about )?(?=[$€£]|\d)|(?:with|on|at) (?:only |just )?an? (?:\w+ )?(?:budget|limit|cap|ceiling) of|live (?:on|with|off)|manage (?:on|with)|do (?:it|this|that) (?:for|under|with|on|below)|make do with|get by (?:on|with)|with (?:only|just) |(?:fit|stay|squeeze|get|bring|push|keep)\w* (?:it |this |that |us )?(?:in(?:to)?|under|below|within|down to|to)|what (?:would|could|can|do) (?:we|i) get for|max(?:imum)? (?:of )?)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d)?)\s?(?:%|percent|per cent)", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:to|only|just|left|of (?:it|that|the budget) (?:left|remains)|remain\w*)\b", re.IGNORECASE
)
_PARTS = (
    (re.compile(r"\b(?:half|halv(?:e|es|ed|ing)|in two)\b", re.IGNORECASE), Decimal("0.5")),
    (re.compile(r"\b(?:by )?(?:a|one) third\b", re.IGNORECASE), Decimal(2) / 3),
    (re.compile(r"\btwo thirds\b", re.IGNORECASE), Decimal(1) / 3),
    (re.compile(r"\b(?:to|only|just) (?:a|one) quarter\b", re.IGNORECASE), Decimal("0.25")),
    (re.compile(r"\b(?:a|one) quarter\b", re.IGNORECASE), Decimal("0.75")),
    (re.compile(r"\b(?:double[ds]?|twice)\b", re.IGNORECASE), Decimal(2)),
    (re.compile(r"\b(?:nothing|zero|no money|no budget)\b", re.IGNORECASE), Decimal(0)),
)
_AMOUNT = re.compile(
    r"[$€£]\s?\d[\d.,]*\s?k?\b|\b\d[\d.,]*\s?k?\s?(?:dollars?|bucks|euros?|usd|eur|gbp|chf|pounds?|francs?|[$€£])",
    re.IGNORECASE,
)
_BUDGET_IS_SAID = re.compile(
    r"\b(?:our|the|my|a) (?:\w+ )?budget (?:of|is|was)\b|\bbudget of\b", re.IGNORECASE
)


_OF_MONEY = re.compile(
    r"\b(?:half|twice|double|a third of|a quarter of) (?:of )?(?:the|our|my|that|this) (?:money|budget|funds|cash)\b",
    re.IGNORECASE,
)


def other_sum(text: str) -> Sum | None:
    """Return the budget that the text imagines, or None when it imagines none."""
    if _MONEY.search(text) is None or not (imagines(text) or asks(text)):
        return None
    stated = _stated(text)
    cut = imagines(text) and _CUT.search(text) is not None
    share = _share(text) if cut or _OF_MONEY.search(text) else None
    if share is not None:
        whole = stated.quote if stated is not None and _BUDGET_IS_SAID.search(text) else ""
        return Sum(share=share, stated=whole)
    if stated is not None and (imagines(text) or _AFFORD.search(text)):
        said = limit(stated)
        return None if said is None else Sum(amount=said.amount, currency=said.currency)
    return None


def _stated(text: str) -> Requirement | None:
    """Return the amount of the text; one that is said without being called a budget is meant as one here."""
    bare = _AMOUNT.search(text)
    tries = (text, f"budget of {bare.group(0)} a month" if bare else "")
    found = (r for said in tries if said for fact in facts_in(said) for r in fact.requirements)
    return next((r for r in found if r.kind is RequirementKind.BUDGET), None)


def _share(text: str) -> Decimal | None:
    """Return what is left of the whole: 'cut by 30 %' and 'cut to 70 %' leave the same."""
    percent = _PERCENT.search(text)
    if percent is not None:
        part = Decimal(percent["number"].replace(",", ".")) / 100
        before = text[: percent.start()]
        return part if _LEFT.search(before[-12:]) else max(Decimal(0), 1 - part)
    return next((left for pattern, left in _PARTS if pattern.search(text)), None)
