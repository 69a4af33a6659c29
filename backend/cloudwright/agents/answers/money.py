"""What it costs: the whole, a part, a request, an idle month, how sure that is, and what could go."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from cloudwright.agents.answers.alternatives import added, priced_with
from cloudwright.agents.answers.answer import Answer, counted, listed
from cloudwright.agents.answers.subject import Subject
from cloudwright.design.evaluation.load import under_load, without_own_amounts
from cloudwright.design.evaluation.spending import savings
from cloudwright.design.intake.asking.things import kinds_called
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.budget import spoken, stated_budget
from cloudwright.design.pricing.estimate import PriceLine
from cloudwright.kit.money import Money

_MONTHS = 12
_A_YEAR = ("year", "annual", "yearly", "p.a.")
_CALLS = ("requests/month", "calls/month", "uploads/month", "messages/month", "events/month")
_PEOPLE = ("MAU", "users/month", "people/month")
_FINE = Decimal("0.01")


def cost(subject: Subject, asked: Asked) -> Answer:
    """The total with what makes it, or what the parts that are asked about cost."""
    named = subject.named(asked)
    strange = [t for t in asked.technologies if kinds_called(t) and not subject.of_kind(*kinds_called(t))]
    if strange:
        return _elsewhere(subject, strange[0])
    if named:
        return _parts(subject, named)
    return _beside_option(subject, asked) or _lines_called(subject, asked) or _whole(subject, asked)


_ORDINALS = (("first", 1), ("second", 2), ("third", 3), ("fourth", 4))


def _beside_option(subject: Subject, asked: Asked) -> Answer | None:
    """Compare the bill with that of another option which is named or counted."""
    words = asked.words.lower()
    number = next((n for word, n in _ORDINALS if f"the {word}" in words or f"{word} one" in words), 0)
    other = next((o for o in subject.others if o.number == number or o.name.lower() in words), None)
    if other is None:
        return None
    by = subject.total.rounded - other.total.rounded
    more = f"USD {abs(by):,.2f} {'more' if by > 0 else 'less'} than" if by else "the same as"
    return Answer(
        lead=f"{subject.name} costs **{subject.total} a month**, {more} {other.name} ({other.total}).",
        details=_largest(subject, most=3),
    )


def _lines_called(subject: Subject, asked: Asked) -> Answer | None:
    """Sum the lines of the bill that are called by a word of the question: 'data transfer', 'logs'."""
    said = set(re.findall(r"[a-z]{4,}", asked.words.lower())) - _NO_LINE
    lines = subject.evaluation.estimate.lines
    found = [line for line in lines if any(_calls(word, line) for word in said)]
    if not found or len(found) == len(lines):
        return None
    total = sum((line.amount for line in found), Money.zero())
    called = next(w for w in sorted(said) if any(_calls(w, line) for line in found))
    kinds = listed(list(dict.fromkeys(line.description for line in found)), 3)
    top = sorted(found, key=lambda line: -line.amount.amount)
    return Answer(
        lead=f"**{total} a month** for {called}, {_percent(total.amount, subject.total.amount)} of {subject.total}: {kinds}.",
        details=tuple(_line(line, subject, several=True) for line in top[:3]),
    )


_NO_LINE = frozenset(
    re.findall(
        r"\w+",
        "what which does will would cost costs costing much bill part month monthly year price pay paying that this with "
        "from have about roughly every each line lines money total whole need does design amazon standard data nights",
    )
)
_ALSO = {
    "transfer": ("egress", "transfer"),
    "traffic": ("egress", "transfer"),
    "bandwidth": ("egress", "transfer"),
    "logging": ("log",),
}


def _calls(word: str, line: PriceLine) -> bool:
    text = f"{line.description} {line.dimension_id.replace('_', ' ').replace('.', ' ')}".lower()
    return any(stem in text for stem in _ALSO.get(word, (word.rstrip("s"),)))


def _whole(subject: Subject, asked: Asked) -> Answer:
    found = subject.evaluation.estimate
    yearly = any(word in asked.words.lower() for word in _A_YEAR)
    lead = f"**{found.total} a month**, between {found.low} and {found.high} depending on the assumptions."
    if yearly:
        year = Money(amount=found.total.amount * _MONTHS, currency=found.total.currency)
        lead = f"**{year} a year**: {found.total} a month, {_MONTHS} times."
    foreign = _in_currency(subject, asked)
    return Answer(
        lead=foreign or lead, details=(*_largest(subject, most=5), _fixed(subject), *_unpriced(subject))
    )


_CURRENCIES = (
    ("euro", "EUR"),
    ("eur", "EUR"),
    ("pound", "GBP"),
    ("gbp", "GBP"),
    ("franc", "CHF"),
    ("chf", "CHF"),
    ("yen", "JPY"),
    ("rupee", "INR"),
)


def _in_currency(subject: Subject, asked: Asked) -> str:
    """Return the total in another currency that is named, at its dated rate."""
    code = next((c for word, c in _CURRENCIES if re.search(rf"\b{word}s?\b", asked.words.lower())), "")
    rate = subject.facts.rates.get(code)
    if rate is None:
        return ""
    there = Money(amount=subject.total.amount / rate.usd, currency=code)
    return f"**{spoken(there)} a month**: {subject.total} at {rate.usd:f} dollars for one {rate.name}; AWS bills in dollars."


def _largest(subject: Subject, *, most: int) -> tuple[str, ...]:
    """Return the dearest elements, each with its share and its dearest line."""
    totals = sorted(_by_element(subject).items(), key=lambda each: (-each[1].amount, each[0]))
    whole = subject.total.amount
    return tuple(
        f"{subject.title(element_id)}: {amount} ({_percent(amount.amount, whole)}), most of it "
        f"{_dearest(subject, element_id).description}"
        for element_id, amount in totals[:most]
        if amount.rounded
    )


def _by_element(subject: Subject) -> Mapping[str, Money]:
    estimate = subject.evaluation.estimate
    return {line.element_id: estimate.of(line.element_id) for line in estimate.lines}


def _dearest(subject: Subject, element_id: str) -> PriceLine:
    lines = [line for line in subject.evaluation.estimate.lines if line.element_id == element_id]
    return max(lines, key=lambda line: line.amount.amount)


def _fixed(subject: Subject) -> str:
    found = subject.evaluation.estimate
    return f"{found.fixed} of it is fixed; {found.usage} follows the load"


def _unpriced(subject: Subject) -> tuple[str, ...]:
    missing = [f"{subject.title(u.element_id)} ({u.what})" for u in subject.evaluation.estimate.unpriced]
    return (f"Without a price here, so not counted: {listed(missing, 3)}",) if missing else ()


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.0f} %" if whole else "0 %"


def _parts(subject: Subject, named: Sequence[Component]) -> Answer:
    estimate = subject.evaluation.estimate
    sums = [estimate.of(c.id) for c in named]
    together = sum(sums, Money.zero())
    share = _percent(together.amount, subject.total.amount)
    titles = listed([c.title for c in named], 4)
    verb = "costs" if len(named) == 1 else "cost"
    lines = sorted(
        (line for line in estimate.lines if line.element_id in {c.id for c in named}),
        key=lambda line: -line.amount.amount,
    )
    details = [_line(line, subject, several=len(named) > 1) for line in lines[:4]]
    if not lines:
        details.append("It has no line on the bill: what it is has no charge of its own")
    return Answer(
        lead=f"{titles} {verb} **{together} a month**, {share} of {subject.total}.", details=tuple(details)
    )


def _line(line: PriceLine, subject: Subject, *, several: bool) -> str:
    whose = f"{subject.title(line.element_id)}, " if several else ""
    spared = f", less {line.allowance} always free" if line.allowance.rounded else ""
    return f"{whose}{line.description}: {line.amount} ({line.unit_price}; {line.formula}{spared})"


def _elsewhere(subject: Subject, technology: str) -> Answer:
    """Price what the design does not hold: as a part that is added, or as the nearest whole design with it."""
    kinds = kinds_called(technology)
    service = subject.kinds[kinds[0]].title
    lines = added(subject, kinds[0])
    if lines:
        total = sum((line.amount for line in lines), Money.zero())
        return Answer(
            lead=f"There is no {service} in this design. One would cost **{total} a month** at today's load.",
            details=tuple(f"{line.description}: {line.unit_price}" for line in lines[:3]),
        )
    alternative = priced_with(subject, kinds)
    if alternative is None:
        return Answer(
            lead=f"There is no {service} in this design, and no whole design with it that I can price."
        )
    return Answer(
        lead=(
            f"With {service}: **{alternative.total} a month** for the nearest whole design that has it, "
            f"{alternative.name}, instead of {subject.total} now."
        ),
        details=(
            f"Both are computed for the same requirements; {alternative.idea[:1].lower()}{alternative.idea[1:]}",
        ),
    )


def cost_most(subject: Subject, _asked: Asked) -> Answer:
    lines = sorted(subject.evaluation.estimate.lines, key=lambda line: -line.amount.amount)
    if not lines or not subject.total.rounded:
        return Answer(lead=f"Nothing stands out: the whole costs {subject.total} a month.")
    first = lines[0]
    share = _percent(first.amount.amount, subject.total.amount)
    return Answer(
        lead=(
            f"The largest line is **{first.description}** of {subject.title(first.element_id)}: {first.amount} of "
            f"{subject.total} a month ({share}), {first.unit_price}."
        ),
        details=(*_largest(subject, most=4), _fixed(subject)),
    )


def cost_per_unit(subject: Subject, asked: Asked) -> Answer:
    """The bill over the calls, and over the people; beside it what one more call adds."""
    named = subject.named(asked)
    strange = [t for t in asked.technologies if kinds_called(t) and not subject.of_kind(*kinds_called(t))]
    if strange:
        return _elsewhere(subject, strange[0])
    if len(named) == 1 and subject.evaluation.estimate.of(named[0].id).rounded:
        return _parts(subject, named)
    calls, people = subject.amount(*_CALLS), subject.amount(*_PEOPLE)
    found = subject.evaluation.estimate
    details = []
    if calls:
        thousand = found.total.amount / calls * 1000
        more = found.usage.amount / calls * 1000
        lead = f"**{_small(thousand)} for 1,000 requests**: {found.total} over {calls:,.0f} requests a month."
        details.append(f"1,000 more add about {_small(more)}, since {found.fixed} of the bill is fixed")
    else:
        lead = f"Nothing in this design counts requests; the whole costs {found.total} a month."
    if people:
        each = f"{_small(found.total.amount / people)} for each of {people:,.0f} people a month"
        by_person = (
            "user" in asked.words.lower()
            or "person" in asked.words.lower()
            or "customer" in asked.words.lower()
        )
        if by_person:
            lead, details = f"**{each}**: {found.total} over all of them.", [lead, *details]
        else:
            details.append(each)
    return Answer(lead=lead, details=tuple(details))


def _small(amount: Decimal) -> str:
    """Write an amount that may be far below a cent."""
    if amount >= _FINE or not amount:
        return f"USD {amount:,.2f}"
    return f"USD {amount:.6f}".rstrip("0")


def cost_idle(subject: Subject, _asked: Asked) -> Answer:
    """What a month without any load would cost, computed with every monthly amount at nothing."""
    idle = subject.evaluation.estimate.fixed
    quiet = under_load(subject.brief, subject.architecture, Decimal(0), facts=subject.facts)
    asleep = Subject(
        name=subject.name,
        architecture=without_own_amounts(subject.architecture),
        brief=quiet,
        evaluation=subject.evaluation,
        facts=subject.facts,
        as_of=subject.as_of,
    )
    total = asleep.cost_of(asleep.architecture)
    always = sorted(
        (line for line in subject.evaluation.estimate.lines if line.fixed and line.amount.rounded),
        key=lambda line: -line.amount.amount,
    )
    return Answer(
        lead=f"A month without any traffic costs **{total}**, instead of {subject.total}.",
        details=(
            *(f"{subject.title(line.element_id)}: {line.description}, {line.amount}" for line in always[:4]),
            f"{idle} is fixed; the rest is data that stays stored",
        ),
    )


def cost_range(subject: Subject, _asked: Asked) -> Answer:
    found = subject.evaluation.estimate
    moved = tuple(
        f"{d.label}: {d.low_total} at {_plain(d.low_value)} {d.unit}, {d.high_total} at {_plain(d.high_value)}"
        for d in found.drivers
    )
    alerted = stated_budget(subject.brief, subject.architecture, facts=subject.facts)
    watch = (f"The bundle brings a budget alert at {alerted.words}",) if alerted else ()
    return Answer(
        lead=(
            f"**Between {found.low} and {found.high} a month**, {found.total} at the assumptions now: list prices of "
            f"{found.as_of}, before discounts and tax."
        ),
        details=(*moved, *watch, *(n for n in found.notes if "verified" in n), *_unpriced(subject)),
    )


def _plain(value: Decimal) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def free_tier(subject: Subject, _asked: Asked) -> Answer:
    found = subject.evaluation.estimate
    spared = [line for line in found.lines if line.allowance.rounded]
    whole = Money(amount=found.list_total.amount - found.total.amount)
    free = [line for line in found.lines if not line.amount.rounded]
    lead = (
        f"The always-free allowances take **{whole} a month** off: {found.list_total} at list price, {found.total} after."
        if whole.rounded
        else f"No always-free allowance takes a cent off the {found.total} a month."
    )
    return Answer(
        lead=lead,
        details=(
            *(
                f"{subject.title(line.element_id)}, {line.description}: {line.allowance} free"
                for line in spared[:4]
            ),
            f"{counted(len(free), 'line')} of {len(found.lines)} round to nothing at this load",
            "Offers for new accounts only are not counted; allowances are, as if nothing else in the account used them",
        ),
    )


_SPOT = re.compile(r"\bspot\b", re.IGNORECASE)
_COMMITS = re.compile(
    r"\b(?:reserved|savings? plans?|commit\w*|discounts?|prepay\w*|up-?front|yearly)\b", re.IGNORECASE
)


def save(subject: Subject, asked: Asked) -> Answer:
    """The largest lines, and what could be given up with what it saves; the first can be taken at once."""
    found = savings(subject.architecture, subject.brief, facts=subject.facts)
    cheaper = [o for o in subject.others if o.total.amount < subject.total.amount]
    committed = (
        (
            f"No commitment is counted: savings plans and reserved capacity would lower part of the {subject.evaluation.estimate.fixed} that is fixed; what they take off is not priced here",
        )
        if _COMMITS.search(asked.words)
        else ()
    )
    if _SPOT.search(asked.words):
        committed = (
            "Spot capacity costs less and may be taken away at any moment; it is not drawn and not priced here",
            *committed,
        )
    ways = [*committed, *(f"{s.order}: saves {s.saves} a month; then {s.loses}" for s in found[:3])]
    if cheaper:
        least = min(cheaper, key=lambda o: o.total.amount)
        ways.append(f"the option {least.name} costs {least.total} a month")
    top = _largest(subject, most=2)
    if not ways:
        return Answer(
            lead=f"There is nothing left to give up: {subject.total} a month, {_fixed(subject)}.", details=top
        )
    budget = stated_budget(subject.brief, subject.architecture, facts=subject.facts)
    under = (
        f" Your budget is {budget.words}."
        if budget is not None
        else " You named no budget to hold it against."
    )
    lead = (
        f"It is {subject.total} a month, {_fixed(subject)}.{under if asked.objects else ''}"
        if asked.objects
        else f"{subject.total} a month could come down by **{found[0].saves}**."
        if found
        else f"Yes: {ways[0]}."
    )
    return Answer(lead=lead, details=(*ways, *top), orders=tuple(s.order for s in found[:1]))
