"""What people see of a tool's work: cards, questions, what was understood, the ripple."""

from functools import partial

import svcs
from pydantic import JsonValue

from cloudwright.agents.tools.design_tool import Bench
from cloudwright.design.model.brief import Brief, Question, Requirement
from cloudwright.projects.schemas import BriefAndOptions, Change, OptionCard, Understood
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.returning import Returned, Shown

UNDERSTOOD = "UNDERSTOOD"
QUESTIONS = "QUESTIONS"
OPTION_CARD = "OPTION_CARD"
RIPPLE = "RIPPLE"
_MOST = 40
_LONGEST_QUOTE = 160


async def show_understood(bench: Bench, found: Understood, *, services: svcs.Container) -> None:
    """Show what a message added and left unused, what contradicts, and all that is assumed meanwhile."""
    await bench.announcer.activity(
        UNDERSTOOD,
        {
            "requirements": [_requirement(each) for each in found.new[:_MOST]],
            "assumptions": [each.model_dump(mode="json") for each in found.brief.assumptions[:_MOST]],
            "unused": [phrase[:_LONGEST_QUOTE] for phrase in found.unused[:_MOST]],
            "contradictions": list(found.contradictions[:_MOST]),
        },
        services=services,
    )


async def show_questions(bench: Bench, brief: Brief, *, services: svcs.Container) -> None:
    """Show the open questions at the one place that a conversation has for them."""
    if brief.questions:
        await bench.announcer.activity(
            QUESTIONS,
            {"questions": [_question(each) for each in brief.questions[:_MOST]]},
            activity_id=f"act_{bench.turn.conversation_id.removeprefix('th_')}",
            services=services,
        )


async def show_cards(bench: Bench, proposed: BriefAndOptions, *, services: svcs.Container) -> None:
    """Show each option at its own place, and let clients load what they derive from options."""
    for card in proposed.options:
        if not card.discarded:
            await show_card(bench, card, services=services)
    value: dict[str, JsonValue] = {
        "project_id": bench.turn.project_id,
        "brief_revision": proposed.brief.revision,
    }
    await bench.announcer.custom("arch.options", value, services=services)


async def show_card(bench: Bench, card: OptionCard, *, services: svcs.Container) -> None:
    await bench.announcer.activity(
        OPTION_CARD,
        card.model_dump(mode="json"),
        activity_id=f"act_{card.id.removeprefix('opt_')}",
        services=services,
    )


async def show_changed(bench: Bench, services: svcs.Container, change: Change) -> None:
    """Show what a change did and the option as it is now."""
    await _show_ripple(bench, change, services=services)
    card = await (await services.aget(Options)).card(change.revision.summary.option_id)
    await show_card(bench, card, services=services)


def shown(bench: Bench) -> Shown:
    """Return what else is shown of a way back: its ripple, and every option when requirements went too."""

    async def options(services: svcs.Container, result: BriefAndOptions) -> None:
        await show_questions(bench, result.brief, services=services)
        await show_cards(bench, result, services=services)

    return Shown(change=partial(show_changed, bench), options=options)


async def _show_ripple(bench: Bench, change: Change, *, services: svcs.Container) -> None:
    """Show the ripple of a change, and let clients load the new revision."""
    summary = change.revision.summary
    ripple = change.ripple.model_dump(mode="json")
    content: dict[str, JsonValue] = {
        **{name: _capped(value) for name, value in ripple.items()},
        "option_id": summary.option_id,
        "revision_id": summary.id,
        "revision_number": summary.number,
        "parent_revision_id": summary.parent_id,
        "worse": change.ripple.worse or None,
        "undoable": True,
    }
    await bench.announcer.activity(RIPPLE, content, services=services)
    version: dict[str, JsonValue] = {
        "project_id": summary.project_id,
        "option_id": summary.option_id,
        "revision_id": summary.id,
        "number": summary.number,
    }
    await bench.announcer.custom("arch.version", version, services=services)


def changed(change: Change) -> dict[str, JsonValue]:
    """Return what the model reads of a change."""
    ripple = {name: _capped(value) for name, value in change.ripple.model_dump(mode="json").items()}
    return {
        "option_id": change.revision.summary.option_id,
        "revision_number": change.revision.summary.number,
        "ripple": ripple,
        "summary": change.ripple.worse or change.revision.summary.summary,
    }


def returned(found: Returned) -> dict[str, JsonValue]:
    """Return what the model reads of a way back."""
    return {**changed(found.change), "what": found.what}


def _capped(value: JsonValue) -> JsonValue:
    return value[:_MOST] if isinstance(value, list) else value


def _requirement(requirement: Requirement) -> JsonValue:
    return {
        "id": requirement.id,
        "kind": requirement.kind,
        "statement": requirement.statement,
        "quote": requirement.quote[:_LONGEST_QUOTE],
        "source": requirement.source,
    }


def _question(question: Question) -> JsonValue:
    return {
        "id": question.id,
        "text": question.text,
        "why": question.why,
        "choices": [{"id": choice.id, "label": choice.label} for choice in question.choices],
        "default_choice_id": question.default,
        "answered_choice_id": question.answer,
    }
