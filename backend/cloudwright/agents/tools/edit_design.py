"""The tool that changes a design."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.agents.tools.choosing import order_for
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import changed, show_changed
from cloudwright.agents.turn import Reference
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.frozen import Frozen, Sentence

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
    change = await bench.use_cases.changing.edit(
        bench.turn.principal,
        await order_for(bench, arguments.option_id),
        edits=arguments.edits,
        note=arguments.note,
        also=partial(show_changed, bench),
    )
    return changed(change)
