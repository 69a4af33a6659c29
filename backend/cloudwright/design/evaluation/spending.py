"""A design held against a sum of money: whether it fits, what could be given up, and how much load fits."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.evaluation.economies import Economy, economies
from cloudwright.design.evaluation.load import under_load, without_own_amounts
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.errors import EditRejected
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.price import estimate
from cloudwright.kit.money import Money

_LEAST = Decimal("0.005")  # a saving under half a cent is none
_SHARES = tuple(Decimal(share) / 100 for share in (75, 50, 25, 10, 5, 1))


class Saving(Frozen):
    """One thing that could be given up: how to order it, what is lost, and what it saves a month alone."""

    element_id: str
    order: str
    edits: tuple[Edit, ...]
    loses: str
    saves: Money


class Spending(Frozen):
    """A design beside a monthly limit in US dollars.

    `needed` are the savings that together reach the limit, largest first, and `after` what is left to pay
    then: above the limit when all of them do not. `share` is the largest tried part of today's load whose
    bill fits as the design stands, None when it fits already or not even a hundredth of it would.
    """

    limit: Money
    now: Money
    fixed: Money
    savings: tuple[Saving, ...]
    needed: tuple[Saving, ...]
    after: Money
    share: Decimal | None = None

    @property
    def fits(self) -> bool:
        return self.now.amount <= self.limit.amount

    @property
    def reached(self) -> bool:
        """Whether the limit is kept once everything in `needed` is given up."""
        return self.after.amount <= self.limit.amount


def at_budget(architecture: Architecture, brief: Brief, limit: Money, *, facts: Facts) -> Spending:
    """Return the design beside a limit in US dollars a month; raises EditRejected on bad properties."""
    priced = estimate(
        architecture, Environment.PROD, assumptions=effective(brief, architecture, facts=facts), facts=facts
    )
    now = priced.total
    found = savings(architecture, brief, facts=facts)
    needed, after = _needed(architecture, brief, found, limit=limit, now=now, facts=facts)
    fits = now.amount <= limit.amount
    return Spending(
        limit=limit,
        now=now,
        fixed=priced.fixed,
        savings=found,
        needed=needed,
        after=after,
        share=None if fits else _share(architecture, brief, limit, facts=facts),
    )


def savings(architecture: Architecture, brief: Brief, *, facts: Facts) -> tuple[Saving, ...]:
    """Return what could be given up and would lower the bill, the largest saving first."""
    now = _total(architecture, brief, facts=facts)
    found = [
        _saving(each, Money(amount=now.amount - then.amount))
        for each in economies(architecture)
        if (then := _without(architecture, brief, (each.edits,), facts=facts)) is not None
    ]
    kept = [each for each in found if each.saves.amount >= _LEAST]
    return tuple(sorted(kept, key=lambda each: (-each.saves.amount, each.order)))


def _needed(
    architecture: Architecture,
    brief: Brief,
    found: Sequence[Saving],
    *,
    limit: Money,
    now: Money,
    facts: Facts,
) -> tuple[tuple[Saving, ...], Money]:
    """Take the largest savings until the limit is kept; one of each element, the smaller loss first."""
    taken: list[Saving] = []
    after = now
    for each in found:
        if after.amount <= limit.amount:
            break
        if any(other.element_id == each.element_id for other in taken):
            continue
        then = _without(architecture, brief, [t.edits for t in (*taken, each)], facts=facts)
        if then is not None and then.amount < after.amount:
            taken.append(each)
            after = then
    return tuple(taken), after


def _without(
    architecture: Architecture, brief: Brief, batches: Iterable[tuple[Edit, ...]], *, facts: Facts
) -> Money | None:
    """Return what the design costs after the edits, None where they cannot be made."""
    edits = tuple(edit for batch in batches for edit in batch)
    try:
        return _total(apply(architecture, edits, CatalogVocabulary(facts)), brief, facts=facts)
    except EditRejected:
        return None


def _share(architecture: Architecture, brief: Brief, limit: Money, *, facts: Facts) -> Decimal | None:
    bare = without_own_amounts(architecture)
    for share in _SHARES:
        loaded = under_load(brief, architecture, share, facts=facts)
        if _total(bare, loaded, facts=facts).amount <= limit.amount:
            return share
    return None


def _total(architecture: Architecture, brief: Brief, *, facts: Facts) -> Money:
    assumptions = effective(brief, architecture, facts=facts)
    return estimate(architecture, Environment.PROD, assumptions=assumptions, facts=facts).total


def _saving(economy: Economy, saves: Money) -> Saving:
    return Saving(
        element_id=economy.element_id,
        order=economy.order,
        edits=economy.edits,
        loses=economy.loses,
        saves=saves,
    )
