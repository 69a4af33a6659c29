"""A stated limit of the monthly cost, in its own currency and in the dollars that AWS bills."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, InvalidOperation

from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.rows import ExchangeRate
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Assumption, Brief, Requirement, RequirementKind
from cloudwright.kit.money import Money

DOLLARS = "USD"
_UNIT = re.compile(r"(?P<code>[A-Z]{3})(?:/month)?")
_RATE = "usd_per_"
# What people write for a currency, where a sign means this one currency and no other.
_SIGNS = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "CA$",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "NZD": "NZ$",
}
_WITHOUT_CENTS = frozenset({"JPY", "KRW"})


@dataclass(frozen=True, slots=True)
class Budget:
    """`rate` is US dollars for one unit of the currency; None when nobody knows it."""

    said: Money
    rate: Decimal | None

    @property
    def usd(self) -> Money | None:
        """The limit in US dollars, or None without a rate."""
        return None if self.rate is None else Money(amount=self.said.amount * self.rate)

    @property
    def foreign(self) -> bool:
        return self.said.currency != DOLLARS

    @property
    def words(self) -> str:
        """The limit as it was stated, with its dollars beside it where it was stated in another currency."""
        return f"{spoken(self.said)} ({self.conversion})" if self.conversion else spoken(self.said)

    @property
    def conversion(self) -> str:
        """`USD 230.40 at 1.152`, or nothing where there is nothing to convert, or no rate."""
        return f"{self.usd} at {self.rate:f}" if self.foreign and self.usd is not None else ""

    @property
    def whole_dollars(self) -> int | None:
        """The limit for AWS Budgets: not above the stated one, but at least a dollar, or nothing rings."""
        if self.usd is None:
            return None
        return max(1, int(self.usd.amount.to_integral_value(rounding=ROUND_DOWN)))


def stated_budget(brief: Brief, architecture: Architecture, *, facts: Facts) -> Budget | None:
    """Return the strictest budget of the brief, at the rates in force for the design; None without any."""
    found = [
        Budget(said, rate_in_force(said.currency, brief, architecture, facts=facts))
        for requirement in brief.of_kind(RequirementKind.BUDGET)
        if (said := limit(requirement)) is not None
    ]
    known = [(budget.usd.amount, budget) for budget in found if budget.usd is not None]
    return min(known, key=lambda pair: pair[0])[1] if known else next(iter(found), None)


def limit(requirement: Requirement) -> Money | None:
    """Return the budget that a requirement states, in the currency of its unit; None without a number."""
    value = requirement.value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return Money(amount=amount, currency=currency(requirement)) if amount.is_finite() else None


def currency(requirement: Requirement) -> str:
    """Return the ISO 4217 code of `EUR/month`; a unit that names no currency means US dollars."""
    match = _UNIT.fullmatch(requirement.unit.strip())
    return match["code"] if match else DOLLARS


def rate_id(code: str) -> str:
    """Return the id of the assumption that holds the rate of a currency."""
    return f"{_RATE}{code.lower()}"


def is_rate(assumption_id: str) -> bool:
    """Say whether an assumption is a rate of exchange."""
    return assumption_id.startswith(_RATE)


def labelled(assumption: Assumption) -> Assumption:
    """Return a rate that somebody stated under its bare id with what it means; anything else as it is."""
    if not is_rate(assumption.id) or assumption.unit:
        return assumption
    code = assumption.id.removeprefix(_RATE).upper()
    return assumption.model_copy(update={"label": f"US dollars for one {code}", "unit": f"USD/{code}"})


def rate_assumptions(brief: Brief, facts: Facts) -> Mapping[str, Assumption]:
    """Return the dated rate of each foreign currency in which the brief states a budget, by id."""
    codes = sorted({currency(r) for r in brief.of_kind(RequirementKind.BUDGET)} - {DOLLARS})
    return {rate_id(code): _assumed(facts.rates[code]) for code in codes if code in facts.rates}


def rate_among(assumptions: Iterable[Assumption], code: str) -> Decimal | None:
    """Return the rate that the assumptions hold for a currency; a rate of nothing is none."""
    if code == DOLLARS:
        return Decimal(1)
    return next((a.value for a in assumptions if a.id == rate_id(code) and a.value > 0), None)


def spoken(money: Money) -> str:
    """Write an amount as people say it: `€200`, `CHF 90`, `£12.50`; US dollars as everywhere here."""
    if money.currency == DOLLARS:
        return str(money)
    sign = _SIGNS.get(money.currency, f"{money.currency} ")
    whole = money.amount == money.amount.to_integral_value() or money.currency in _WITHOUT_CENTS
    return f"{sign}{money.amount:,.0f}" if whole else f"{sign}{money.rounded:,.2f}"


def rate_in_force(code: str, brief: Brief, architecture: Architecture, *, facts: Facts) -> Decimal | None:
    """Return US dollars for one of a currency: the design's rate, else the brief's, else the dated one."""
    own = architecture.assumptions.get(rate_id(code))
    if own is not None and own > 0:
        return own
    return rate_among((*brief.assumptions, *rate_assumptions(brief, facts).values()), code)


def _assumed(rate: ExchangeRate) -> Assumption:
    source = rate.provenance
    verified = "" if source.standing.verified else ", unverified"
    return Assumption(
        id=rate_id(rate.currency),
        label=f"US dollars for one {rate.name}",
        value=rate.usd,
        unit=f"USD/{rate.currency}",
        basis="default",
        reason=(
            f"{_published(source.source)} of {source.as_of}{verified}; "
            f"between {rate.low:f} and {rate.high:f} in two years"
        ),
    )


def _published(source: str) -> str:
    return "Federal Reserve H.10 average" if "H.10" in source else source
