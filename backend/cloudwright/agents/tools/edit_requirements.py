"""The tool that corrects the brief by typed edits."""

from collections.abc import Mapping
from typing import Annotated

import svcs
from pydantic import Field, JsonValue

from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.propose_options import proposed
from cloudwright.agents.tools.showing import show_cards, show_questions
from cloudwright.design.model.brief_edits import BriefEdit
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.schemas import BriefAndOptions

DEFINITION = Definition(
    name="edit_requirements",
    title="Correcting the requirements",
    description=(
        "Apply typed edits to the brief, all or none: remove a requirement that does not hold any more, "
        "replace one, state an assumption, set the Region. The options follow at once; they are returned as "
        "by propose_options. What a person says in words is read by read_requirements instead."
    ),
    timeout_seconds=40,
)


class Arguments(Frozen):
    edits: Annotated[tuple[BriefEdit, ...], Field(min_length=1, max_length=20)]


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Change the brief and the options in one transaction, with what is shown of them."""

    async def show(services: svcs.Container, result: BriefAndOptions) -> None:
        await show_questions(bench, result.brief, services=services)
        await show_cards(bench, result, services=services)

    result = await bench.use_cases.proposing.amend(
        bench.turn.principal, bench.turn.project_id, edits=arguments.edits, author=bench.author, also=show
    )
    return await proposed(result, bench)
