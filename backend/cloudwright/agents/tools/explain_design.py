"""The tool that answers questions about a design from what is computed of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import svcs
from pydantic import JsonValue, model_validator

from cloudwright.agents.answers.answer import Answer
from cloudwright.agents.answers.subject import LastChange, Other, Subject
from cloudwright.agents.answers.table import answered
from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference
from cloudwright.design.facts.facts import Facts
from cloudwright.design.intake.asking.topic import Asked
from cloudwright.projects.change import Head
from cloudwright.projects.schemas import OptionCard
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="explain_design",
    title="Working out an answer",
    description=(
        "Answer a question about an option from what is computed of it: `topic` (what it costs, limits, SLA, "
        "recovery, backups, access, exposure, encryption, location, compliance, logs, deploying, why, "
        "why-not, compare ...) or `loss` (zone, region, component). `components` are ids that the question "
        "is about, `technologies` what else it names. Returns the answer, details in their "
        "order, orders that would help, and sources. Nothing is changed."
    ),
)


class Arguments(Asked):
    option_id: Reference | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Arguments":
        if (self.topic is None) is (self.loss is None):
            raise ValueError("give either `topic` or `loss`")
        return self


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Compute the answer from the newest revision of the option that is meant."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        beside = await _beside(services, card)
    found = await bench.use_cases.imagining.considered(
        bench.turn.principal, card.id, partial(_answer, asked=arguments, beside=beside)
    )
    return {**found.model_dump(mode="json"), "summary": found.lead[:160]}


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known of an option besides its design."""

    card: OptionCard
    others: tuple[Other, ...]
    change: LastChange | None


async def _beside(services: svcs.Container, card: OptionCard) -> _Beside:
    options, revisions = await services.aget(Options, Revisions)
    shown = [each for each in await options.cards(card.project_id) if not each.discarded]
    others = []
    for number, each in enumerate(shown, start=1):
        if each.id != card.id:
            head = await revisions.get(each.revision_id)
            others.append(
                Other(each.name, head.architecture, each.monthly_cost, number=number, idea=each.idea)
            )
    newest = (await revisions.get(card.revision_id)).summary
    change = None if newest.ripple is None else LastChange(newest.summary, newest.ripple)
    return _Beside(card, tuple(others), change)


def _answer(head: Head, facts: Facts, as_of: date, *, asked: Asked, beside: _Beside) -> Answer:
    subject = Subject(
        name=beside.card.name,
        architecture=head.architecture,
        brief=head.brief,
        evaluation=head.evaluation,
        facts=facts,
        as_of=as_of,
        others=beside.others,
        cons=beside.card.cons,
        change=beside.change,
    )
    return answered(subject, asked)
