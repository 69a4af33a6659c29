"""The tool that changes a design."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import changed, show_card, show_change
from cloudwright.agents.turn import Reference
from cloudwright.database.unbroken import unbroken
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.frozen import Frozen, Sentence
from cloudwright.projects.schemas import Change
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="edit_design",
    title="Changing the design",
    description=(
        "Apply a batch of typed edits to an option, all or none, and return the ripple: elements, money "
        "before and after, findings opened and closed, requirements met and broken, files changed, and "
        "what got worse. A rejected batch changes nothing and names each problem with its path, what is "
        "allowed and a hint."
    ),
)


class Arguments(Frozen):
    option_id: Reference | None = None
    edits: Annotated[tuple[Edit, ...], Field(min_length=1, max_length=100)]
    note: Sentence = ""


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Add a revision and show its ripple, in one transaction; the same call again adds nothing."""
    return changed(await unbroken(_edit(arguments, bench)))


async def _edit(arguments: Arguments, bench: Bench) -> Change:
    async with bench.units.write(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        change = await (await services.aget(Revisions)).edit(
            card.id,
            None,
            edits=arguments.edits,
            note=arguments.note,
            author=bench.author,
            tool_call_id=bench.call_id,
        )
        await show_change(bench, change, services=services)
        await show_card(bench, await (await services.aget(Options)).card(card.id), services=services)
    return change
