"""The tool that holds a design against another budget."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints, model_validator

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.budget import spoken, stated_budget
from cloudwright.design.model.frozen import Frozen
from cloudwright.kit.money import Money
from cloudwright.projects.change import Head
from cloudwright.projects.service.options import Options

DEFINITION = Definition(
    name="imagine_budget",
    title="Trying another budget",
    description=(
        "Return whether an option fits a monthly budget, given as `amount` with its currency or as `share` "
        "of the stated budget (of today's bill where none is stated), and what could be given up to reach "
        "it: each with its order, its saving and what is lost. Nothing is changed."
    ),
)
_MOST = 4


class Arguments(Frozen):
    option_id: Reference | None = None
    amount: Annotated[Decimal, Field(ge=0, le=10**12)] | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    share: Annotated[Decimal, Field(ge=0, le=10)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Arguments":
        if (self.amount is None) is (self.share is None):
            raise ValueError("give either `amount` or `share`")
        return self


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Compute the newest revision beside the other budget."""
    principal = bench.turn.principal
    async with bench.units.read(principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        cards = await (await services.aget(Options)).cards(bench.turn.project_id)
    imagining = bench.use_cases.imagining
    limit = (
        Money(amount=arguments.amount, currency=arguments.currency)
        if arguments.amount is not None
        else await imagining.considered(
            principal, card.id, partial(_part, share=arguments.share or Decimal(0))
        )
    )
    found = await imagining.at_budget(principal, card.id, limit)
    cheaper = [c for c in cards if not c.discarded and c.monthly_cost.amount <= found.limit.amount]
    return {
        "option_id": card.id,
        "limit": spoken(limit),
        "limit_usd": found.limit.model_dump(mode="json"),
        "now": found.now.model_dump(mode="json"),
        "fixed": found.fixed.model_dump(mode="json"),
        "fits": found.fits,
        "reached": found.reached,
        "after": found.after.model_dump(mode="json"),
        "needed": [each.model_dump(mode="json", exclude={"edits"}) for each in found.needed[:_MOST]],
        "share": None if found.share is None else str(found.share),
        "fitting_options": [
            {"name": c.name, "monthly_cost": c.monthly_cost.model_dump(mode="json")}
            for c in cheaper
            if c.id != card.id
        ],
        "summary": f"{found.now} a month beside {spoken(limit)}",
    }


def _part(head: Head, facts: Facts, as_of: date, *, share: Decimal) -> Money:
    """Return a part of the stated budget, in its own currency; of the bill where none is stated."""
    del as_of
    stated = stated_budget(head.brief, head.architecture, facts=facts)
    whole = head.evaluation.estimate.total if stated is None else stated.said
    return Money(amount=whole.amount * share, currency=whole.currency)
