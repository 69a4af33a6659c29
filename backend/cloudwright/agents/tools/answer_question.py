"""The tool that answers an open question of the brief."""

from collections.abc import Mapping

import svcs
from pydantic import JsonValue

from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.propose_options import proposed
from cloudwright.agents.tools.showing import show_cards, show_questions
from cloudwright.design.model.brief_edits import AnswerQuestion
from cloudwright.design.model.frozen import ElementId, Frozen
from cloudwright.projects.schemas import BriefAndOptions

DEFINITION = Definition(
    name="answer_question",
    title="Taking your answer in",
    description=(
        "Answer one of the brief's questions with one of its choices. The options follow at once; they are "
        "returned as by propose_options."
    ),
    timeout_seconds=40,
)


class Arguments(Frozen):
    question_id: ElementId
    choice_id: ElementId


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Change the brief and the options in one transaction, with what is shown of them."""
    edit = AnswerQuestion(question_id=arguments.question_id, choice_id=arguments.choice_id)

    async def show(services: svcs.Container, result: BriefAndOptions) -> None:
        await show_questions(bench, result.brief, services=services)
        await show_cards(bench, result, services=services)

    result = await bench.use_cases.proposing.amend(
        bench.turn.principal, bench.turn.project_id, edits=(edit,), author=bench.author, also=show
    )
    return await proposed(result, bench)
