"""What would be: a design under another load, without a zone, or beside another budget; never stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.load import (
    people_a_month,
    requests_a_month,
    under_load,
    without_own_amounts,
)
from cloudwright.design.evaluation.spending import Spending, at_budget
from cloudwright.design.evaluation.zone import ZoneLoss, without_zone
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.budget import Budget, rate_in_force
from cloudwright.kit.money import Money
from cloudwright.projects.change import Head
from cloudwright.projects.errors import LoadUnknown, RateUnknown
from cloudwright.projects.ports import Computing, Knowledge
from cloudwright.projects.service.revisions import Revisions
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

T = TypeVar("T")
Consider = Callable[[Head, Facts, date], T]


@dataclass(frozen=True, slots=True)
class Load:
    """`times` today's load, so many requests a month, or so many people; one of the three."""

    times: Decimal | None = None
    requests_per_month: Decimal | None = None
    people_per_month: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Imagined:
    """A design as it is, and as it would be at `times` the load.

    `requests` are those a month at that load; None where nothing in the design counts them.
    """

    times: Decimal
    requests: Decimal | None
    now: Evaluation
    then: Evaluation
    titles: Mapping[str, str]  # of components, by id


class Imagining:
    """One per process; no transaction is open while a design is computed."""

    def __init__(self, units: UnitsOfWork, knowledge: Knowledge, *, computing: Computing) -> None:
        self._units = units
        self._knowledge = knowledge
        self._computing = computing

    async def at_load(self, principal: Principal, option_id: str, load: Load) -> Imagined:
        """Return the newest revision of the option at another load.

        Raises LoadUnknown when requests or people are named and nothing counts them, OptionNotFound.
        """
        head = await self._head(principal, option_id)
        return await self._computing.run(lambda: self._imagined(head, load))

    async def without_zone(self, principal: Principal, option_id: str) -> ZoneLoss:
        """Return what a lost Availability Zone does to the newest revision; raises OptionNotFound."""
        head = await self._head(principal, option_id)
        return await self._computing.run(lambda: without_zone(head.architecture))

    async def at_budget(self, principal: Principal, option_id: str, amount: Money) -> Spending:
        """Return the newest revision beside a monthly limit, in whichever currency it is said.

        Raises RateUnknown when nobody knows what the currency is in US dollars, OptionNotFound.
        """
        return await self.spending(await self._head(principal, option_id), amount)

    async def spending(self, head: Head, amount: Money) -> Spending:
        """Return a design beside a monthly limit; raises RateUnknown."""
        facts = self._knowledge.facts
        rate = rate_in_force(amount.currency, head.brief, head.architecture, facts=facts)
        limit = Budget(amount, rate).usd
        if limit is None:
            raise RateUnknown(f"No exchange rate is known here for {amount.currency}. Say it in US dollars.")
        return await self._computing.run(lambda: at_budget(head.architecture, head.brief, limit, facts=facts))

    async def considered(self, principal: Principal, option_id: str, work: Consider[T]) -> T:
        """Return what a pure function makes of the newest revision; raises OptionNotFound."""
        head = await self._head(principal, option_id)
        facts, as_of = self._knowledge.facts, self._knowledge.as_of
        return await self._computing.run(lambda: work(head, facts, as_of))

    async def _head(self, principal: Principal, option_id: str) -> Head:
        async with self._units.read(principal) as services:
            return await (await services.aget(Revisions)).newest(option_id, None)

    def _imagined(self, head: Head, load: Load) -> Imagined:
        facts = self._knowledge.facts
        requests = requests_a_month(head.brief, head.architecture, facts=facts)
        times = load.times or _times(head, load, requests)
        then = evaluate(
            without_own_amounts(head.architecture),
            under_load(head.brief, head.architecture, times, facts=facts),
            environment=Environment.PROD,
            facts=facts,
            as_of=self._knowledge.as_of,
        )
        titles = {component.id: component.title for component in head.architecture.components}
        return Imagined(
            times=times,
            requests=None if requests is None else requests * times,
            now=head.evaluation,
            then=then,
            titles=titles,
        )


def _times(head: Head, load: Load, requests: Decimal | None) -> Decimal:
    """Return how many times today's load it is; people are held against those that were stated."""
    if load.people_per_month is not None:
        known = people_a_month(head.brief, head.evaluation.estimate.assumptions)
        if known is None:
            bill = head.evaluation.estimate
            raise LoadUnknown(
                "Nobody said how many people there are today, so I cannot tell how many times that is. "
                f"Today's bill is {bill.total} a month, {bill.fixed} of it fixed. Say how many use it "
                "now, or ask for times today's load."
            )
        return load.people_per_month / known
    if requests is None or load.requests_per_month is None:
        raise LoadUnknown("Nothing in this design counts requests. Say it as times today's load.")
    return load.requests_per_month / requests
