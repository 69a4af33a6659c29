"""The tool that goes back to an earlier revision."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.agents.tools.choosing import order_for
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import returned, shown
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen

DEFINITION = Definition(
    name="return_to_revision",
    title="Going back to a revision",
    description=(
        "Make an earlier revision of an option, with the requirements of that time, its newest one again; "
        "without a number the design as it was proposed first. What came since stays in the history. Returns "
        "the ripple as edit_design does."
    ),
    timeout_seconds=40,
)


class Arguments(Frozen):
    option_id: Reference | None = None
    revision_number: Annotated[int, Field(ge=1)] | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Add the revision and show its ripple."""
    order = await order_for(bench, arguments.option_id)
    returning, principal, number = bench.use_cases.returning, bench.turn.principal, arguments.revision_number
    if number is None:
        return returned(await returning.to_start(principal, order, shown=shown(bench)))
    return returned(await returning.to(principal, order, number=number, shown=shown(bench)))
