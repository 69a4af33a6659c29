"""The tool that answers an open question of the brief."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.propose_options import proposed
from cloudwright.agents.tools.showing import show_questions
from cloudwright.database.unbroken import unbroken
from cloudwright.design.model.brief_edits import AnswerQuestion
from cloudwright.design.model.frozen import ElementId, Frozen
from cloudwright.projects.service.briefs import Briefs

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
    """Change the brief and the options in one transaction."""
    return await unbroken(_answer(arguments, bench))


async def _answer(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    edit = AnswerQuestion(question_id=arguments.question_id, choice_id=arguments.choice_id)
    async with bench.units.write(bench.turn.principal) as services:
        brief = await (await services.aget(Briefs)).amend(bench.turn.project_id, edits=(edit,))
        await show_questions(bench, brief, services=services)
        return await proposed(services, bench)
