"""Turns that say what is needed, or that something is not needed any more."""

from pydantic import JsonValue

from cloudwright.agents.designer import reports, wording
from cloudwright.agents.designer.answering import doubted
from cloudwright.agents.designer.calls import result
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.results import Design, Options, Understanding
from cloudwright.agents.designer.view import Pressed, View
from cloudwright.design.intake.changes.retractions import states
from cloudwright.design.intake.changes.understand import Understood


def facts(seen: View, wanted: Understood, design: Design | None) -> Move:
    understanding = result(seen, "read_requirements", Understanding)
    if understanding is None:
        return Call("read_requirements", {"text": wanted.query or seen.text})
    if not understanding.pattern:
        return Say(wording.not_recognised(understanding))
    if design is None:
        return proposed(seen, understanding)
    answer = None if understanding.understood else doubted(seen, design)
    if answer is not None:
        return answer
    options = result(seen, "propose_options", Options)
    if options is None:
        return Call("propose_options")
    return Say(reports.taken_in(understanding, design, options.options))


def proposed(seen: View, understanding: Understanding | None) -> Move:
    options = result(seen, "propose_options", Options)
    if options is None:
        return Call("propose_options")
    if not options.options:
        return Say(wording.NO_DESIGN)
    return Say(wording.options(understanding, options.options))


def retracted(seen: View, wanted: Understood, design: Design | None) -> Move:
    """Take requirements back, and take in what the same words state instead."""
    if design is None or not wanted.pinned:
        return Say(wording.NO_DESIGN)
    options = result(seen, "edit_requirements", Options)
    if options is None:
        removed: list[JsonValue] = [{"op": "remove_requirement", "id": p.id} for p in wanted.pinned]
        return Call("edit_requirements", {"edits": removed})
    said = reports.taken_back(wanted.pinned, design, options.options)
    if not wanted.query and not states(seen.text, wanted.pinned):
        return Say(said)
    after = facts(seen, wanted, design)
    return Say(f"{said} {after.text}") if isinstance(after, Say) else after


def answered(seen: View, pressed: Pressed) -> Move:
    if seen.result_of("answer_question") is None:
        return Call("answer_question", {"question_id": pressed.first, "choice_id": pressed.second})
    return proposed(seen, None)


def unknown(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return facts(seen, wanted, design)
    return doubted(seen, design) or Say(wording.nothing_new(seen.text))
