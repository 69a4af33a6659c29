"""The tool that reads a person's words into the brief."""

from collections.abc import Mapping
from typing import Annotated

import svcs
from pydantic import JsonValue, StringConstraints

from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import show_questions, show_understood
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.schemas import Understood

DEFINITION = Definition(
    name="read_requirements",
    title="Reading your words",
    description=(
        "Take what a person said into the project's brief. Pass their own words, unchanged. Returns the "
        "requirements that were understood with the phrase each came from, what was not used, open questions "
        "with defaults, contradictions, and the reference pattern that fits."
    ),
)


class Arguments(Frozen):
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Store a new revision of the brief and show what was understood."""

    async def show(services: svcs.Container, found: Understood) -> None:
        await show_understood(bench, found, services=services)
        await show_questions(bench, found.brief, services=services)

    understood = await bench.use_cases.reading.read(
        bench.turn.principal, bench.turn.project_id, text=arguments.text, also=show
    )
    brief = understood.brief
    return {
        "understood": [{"statement": r.statement, "quote": r.quote} for r in understood.new],
        "unused": list(understood.unused),
        "questions": [
            {
                "id": q.id,
                "text": q.text,
                "choices": [{"id": c.id, "label": c.label} for c in q.choices],
                "default": q.default,
                "answer": q.answer,
            }
            for q in understood.questions
        ],
        "contradictions": list(understood.contradictions),
        "confidence": brief.confidence,
        "pattern": brief.pattern,
        "summary": _told(understood),
    }


def _told(understood: Understood) -> str:
    found, against = len(understood.new), len(understood.contradictions)
    told = f"{found} requirement{'' if found == 1 else 's'} understood"
    return f"{told}, {against} contradiction{'' if against == 1 else 's'}" if against else told
