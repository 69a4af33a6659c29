"""The designer's next move, from what it sees: pure, so that every turn can be replayed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import JsonValue, ValidationError

from cloudwright.agents.designer import reports, wording
from cloudwright.agents.designer.answering import answering, asks, doubted
from cloudwright.agents.designer.matching import decision_about, is_about_the_whole
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.playing import played
from cloudwright.agents.designer.results import (
    Bundle,
    Changed,
    Chosen,
    Design,
    Failure,
    Findings,
    Knowledge,
    Options,
    OtherLoad,
    Plan,
    Price,
    Result,
    Understanding,
)
from cloudwright.agents.designer.view import Done, Pressed, View
from cloudwright.design.intake.changes.heard import Talk, heard, orders, parts
from cloudwright.design.intake.changes.offers import offered_in
from cloudwright.design.intake.changes.retractions import states
from cloudwright.design.intake.changes.returns import Way
from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.intake.changes.understand import Understood, Wish
from cloudwright.design.intake.spelling import respelled
from cloudwright.design.model.edits import Edit

_ASKING = (Wish.KNOWLEDGE, Wish.LIMITS, Wish.COST, Wish.CHECKS, Wish.COMPARE)
_MAY_BE_ABOUT_SELECTION = (Wish.CHANGE, Wish.UNCLEAR, Wish.UNKNOWN)
R = TypeVar("R", bound=Result)


def decide(seen: View) -> Move:
    """Return the next move of the turn."""
    if seen.verdict is None and seen.pressed is None:
        return _said(seen)
    failure = _failure(seen)
    if failure is not None:
        return Say(wording.failed(failure))
    if seen.verdict is not None:
        return _after_verdict(seen, seen.verdict.option_id, approved=seen.verdict.approved)
    return _BUTTONS[seen.pressed.button](seen, seen.pressed) if seen.pressed is not None else _said(seen)


def _failure(seen: View) -> Failure | None:
    """What the newest call failed with; that there is no design yet is an answer and no failure."""
    if not seen.done or seen.done[-1].succeeded:
        return None
    failure = _read(Failure, seen.done[-1]) or Failure()
    return None if seen.done[-1].tool == "get_design" and failure.code == "NO_DESIGN" else failure


def _said(seen: View) -> Move:
    """Do what the message wants, one thing after the other; each ends in its own report."""
    if seen.first_message:
        return _one(seen)
    seen = replace(seen, text=respelled(seen.text))
    opening = next((d for d in seen.done if d.tool == "get_design"), None)
    if opening is None:
        return Call("get_design")
    design = _read(Design, opening) if opening.succeeded else None
    talk = Talk(seen.before, seen.answered)
    wanted = (seen.text,) if design is None else _parts(seen, design.sketch(), talk)
    said: list[str] = []
    done = seen.done
    before = seen.before
    for text in wanted:
        step = played(replace(seen, text=text, before=before, done=()), done, move=_one)
        if isinstance(step.move, Call):
            return step.move
        said.append(step.move.text)
        done, before = done[step.calls :], text
    return Say("\n\n".join(dict.fromkeys(said)))


def _parts(seen: View, sketch: Sketch, talk: Talk) -> tuple[str, ...]:
    """Return what is wanted one after the other; a question stays whole unless a part of it is an order."""
    found = parts(seen.text, sketch, talk)
    if asks(seen, sketch) and not any(orders(part, sketch, talk) for part in found):
        return (seen.text,)
    return found


def _one(seen: View) -> Move:
    failure = _failure(seen)
    if failure is not None:
        return Say(wording.failed(failure))
    if not seen.first_message and seen.result_of("get_design") is None:
        return Call("get_design")
    design = _result(seen, "get_design", Design)
    sketch = None if design is None else design.sketch()
    talk = Talk(seen.before, seen.answered)
    if sketch is None or not orders(seen.text, sketch, talk):
        answer = answering(seen, sketch, design)
        if answer is not None:
            return answer
    wanted = _wanted(seen, sketch)
    if wanted.wish in _ASKING and wanted.query not in ("", seen.text):
        return answering(replace(seen, text=wanted.query), sketch, design) or Say(
            wording.nothing_new(seen.text)
        )
    return _WISHES[wanted.wish](seen, wanted, design)


def _wanted(seen: View, sketch: Sketch | None) -> Understood:
    """What the words want; a change that names no component is about the one that is selected."""
    talk = Talk(seen.before, seen.answered)
    wanted = heard(seen.text, sketch, talk)
    named = () if sketch is None else sketch.named(seen.text)
    if len(seen.selected) != 1 or named or wanted.wish not in _MAY_BE_ABOUT_SELECTION:
        return wanted
    about = heard(f"{seen.text.rstrip(' .!')} ({seen.selected[0]})", sketch, talk)
    return about if about.wish in (Wish.CHANGE, Wish.UNCLEAR) else wanted


def _facts(seen: View, wanted: Understood, design: Design | None) -> Move:
    understanding = _result(seen, "read_requirements", Understanding)
    if understanding is None:
        return Call("read_requirements", {"text": wanted.query or seen.text})
    if not understanding.pattern:
        return Say(wording.not_recognised(understanding))
    if design is None:
        return _proposed(seen, understanding)
    answer = None if understanding.understood else doubted(seen, design)
    if answer is not None:
        return answer
    options = _result(seen, "propose_options", Options)
    if options is None:
        return Call("propose_options")
    return Say(reports.taken_in(understanding, design, options.options))


def _proposed(seen: View, understanding: Understanding | None) -> Move:
    options = _result(seen, "propose_options", Options)
    if options is None:
        return Call("propose_options")
    if not options.options:
        return Say(wording.NO_DESIGN)
    return Say(wording.options(understanding, options.options))


def _retracted(seen: View, wanted: Understood, design: Design | None) -> Move:
    """Take requirements back, and take in what the same words state instead."""
    if design is None or not wanted.pinned:
        return Say(wording.NO_DESIGN)
    options = _result(seen, "edit_requirements", Options)
    if options is None:
        removed: list[JsonValue] = [{"op": "remove_requirement", "id": p.id} for p in wanted.pinned]
        return Call("edit_requirements", {"edits": removed})
    said = reports.taken_back(wanted.pinned, design, options.options)
    if not wanted.query and not states(seen.text, wanted.pinned):
        return Say(said)
    after = _facts(seen, wanted, design)
    return Say(f"{said} {after.text}") if isinstance(after, Say) else after


def _change(seen: View, wanted: Understood, design: Design | None) -> Move:
    if wanted.proposed is None or design is None:
        return Say(wording.NO_DESIGN)
    if wanted.asks_first:
        return Say(reports.against(wanted.pinned, wanted.proposed.note, order=seen.text))
    done = _result(seen, "edit_design", Changed)
    if done is None:
        return _edit(design, wanted.proposed.edits, note=wanted.proposed.note)
    said = reports.given_up(wanted.pinned) + wording.changed(wanted.proposed.note, done)
    said += (f" {wanted.proposed.told}" if wanted.proposed.told else "") + wording.left(wanted.proposed.left)
    if wanted.then is not Wish.PLAN:
        return Say(said)
    planned = _planned(seen, design.option_id)
    return Say(f"{said} {planned.text}") if isinstance(planned, Say) else planned


def _unclear(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None or wanted.unclear is None:
        return Say(wording.NO_DESIGN)
    said = Say(wording.unclear(wanted.unclear))
    settled = wanted.unclear.already or offered_in(wanted.unclear.instead)
    return said if settled else doubted(seen, design) or said


def _back(seen: View, wanted: Understood, design: Design | None) -> Move:
    """Go back, one call for each step."""
    if design is None or wanted.back is None:
        return Say(wording.NO_DESIGN)
    back = wanted.back
    tool, number = _BACK[back.way]
    taken = [d for d in seen.done if d.tool == tool]
    if len(taken) < back.times:
        arguments: dict[str, JsonValue] = {"option_id": design.option_id}
        return Call(tool, arguments | ({"revision_number": back.number} if number else {}))
    changes = [c for d in taken if (c := _read(Changed, d)) is not None]
    return Say(reports.went_back(back.way, changes))


def _accepted(seen: View, wanted: Understood, design: Design | None) -> Move:
    del wanted
    if design is None:
        return Say(wording.NO_DESIGN)
    done = _result(seen, "choose_option", Chosen)
    if done is None:
        return Call("choose_option", {"option_id": design.option_id})
    return Say(reports.accepted(done))


def _undone(seen: View, option_id: str) -> Move:
    done = _result(seen, "undo_change", Changed)
    if done is None:
        return Call("undo_change", {"option_id": option_id})
    return Say(reports.went_back(Way.UNDO, [done]))


def _cost(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return Say(wording.NO_DESIGN)
    price = _result(seen, "price_design", Price)
    return (
        Call("price_design", {"option_id": design.option_id})
        if price is None
        else Say(wording.hinted(wording.cost(price), wanted.hint))
    )


def _checks(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return Say(wording.NO_DESIGN)
    found = _result(seen, "run_checks", Findings)
    return (
        Call("run_checks", {"option_id": design.option_id})
        if found is None
        else Say(wording.hinted(wording.checks(found), wanted.hint))
    )


def _compare(seen: View, wanted: Understood, design: Design | None) -> Move:
    del wanted
    if design is None:
        return Say(wording.NO_DESIGN)
    options = _result(seen, "propose_options", Options)
    if options is None:
        return Call("propose_options")
    return Say(wording.comparison(options.options) if options.options else wording.NO_DESIGN)


def _choose(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None or wanted.choice is None:
        return Say(wording.NO_DESIGN)
    done = _result(seen, "choose_option", Chosen)
    if done is None:
        return Call("choose_option", {"option_id": design.options[wanted.choice].id})
    return Say(wording.chosen(done))


def _load(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None or wanted.load is None:
        return Say(wording.NO_DESIGN)
    found = _result(seen, "imagine_load", OtherLoad)
    if found is None:
        return Call(
            "imagine_load",
            {"option_id": design.option_id, **wanted.load.model_dump(mode="json", exclude_none=True)},
        )
    return Say(wording.other_load(found))


def _knowledge(seen: View, wanted: Understood, design: Design | None) -> Move:
    decided = None if design is None else decision_about(wanted.query, design.decisions)
    if decided is not None:
        return Say(wording.hinted(wording.reason(decided), wanted.hint))
    if design is not None and design.decisions and is_about_the_whole(wanted.query):
        return Say(wording.explained(design.decisions))
    tool = next((t for t in sorted(seen.tools) if t.endswith("search_knowledge")), None)
    if tool is None:
        return Say(wording.hinted(wording.knowledge(Knowledge()), wanted.hint))
    found = _result(seen, tool, Knowledge)
    if found is None:
        return Call(tool, {"query": wanted.query[:400]})
    return Say(wording.hinted(wording.knowledge(found), wanted.hint))


def _plan(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return Say(wording.NO_DESIGN)
    planned = _planned(seen, design.option_id)
    return Say(planned.text + wording.left(wanted.query)) if isinstance(planned, Say) else planned


def _planned(seen: View, option_id: str) -> Move:
    plan = _result(seen, "plan_bundle", Plan)
    return Call("plan_bundle", {"option_id": option_id}) if plan is None else Say(wording.planned(plan))


def _built(seen: View, option_id: str) -> Move:
    bundle = _result(seen, "build_bundle", Bundle)
    return Call("build_bundle", {"option_id": option_id}) if bundle is None else Say(wording.built(bundle))


def _after_verdict(seen: View, option_id: str, *, approved: bool) -> Move:
    return _built(seen, option_id) if approved else Say(wording.PLAN_REFUSED)


def _answered(seen: View, pressed: Pressed) -> Move:
    if seen.result_of("answer_question") is None:
        return Call("answer_question", {"question_id": pressed.first, "choice_id": pressed.second})
    return _proposed(seen, None)


def _fixed(seen: View, pressed: Pressed) -> Move:
    design = _result(seen, "get_design", Design)
    if design is None:
        return Call("get_design")
    findings = _result(seen, "run_checks", Findings)
    if findings is None:
        return Call("run_checks", {"option_id": design.option_id})
    wanted = (pressed.first, pressed.second)
    finding = next((f for f in findings.findings if (f.rule_id, f.element_id) == wanted and f.fix), None)
    done = _result(seen, "edit_design", Changed)
    if finding is None:
        return Say(wording.NO_FIX)
    note = finding.fix_label or f"Fix: {finding.title}"
    if done is not None:
        return Say(wording.changed(note, done))
    return _edit(design, finding.fix, note=note)


def _edit(design: Design, edits: Sequence[Edit], *, note: str) -> Call:
    dumped: list[JsonValue] = [edit.model_dump(mode="json") for edit in edits]
    return Call("edit_design", {"option_id": design.option_id, "edits": dumped, "note": note})


_BUTTONS: dict[str, Callable[[View, Pressed], Move]] = {
    "build": lambda seen, pressed: _built(seen, pressed.first),
    "plan": lambda seen, pressed: _planned(seen, pressed.first),
    "undo": lambda seen, pressed: _undone(seen, pressed.first),
    "answer": _answered,
    "fix": _fixed,
}


def _unknown(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return _facts(seen, wanted, design)
    return doubted(seen, design) or Say(wording.nothing_new(seen.text))


# For each way back its tool, and whether it takes the number of a revision.
_BACK = {
    Way.UNDO: ("undo_change", False),
    Way.REDO: ("redo_change", False),
    Way.START: ("return_to_revision", False),
    Way.TO: ("return_to_revision", True),
    Way.TAKE_OUT: ("undo_change", True),
    Way.REPEAT: ("redo_change", True),
}
_WISHES: dict[Wish, Callable[[View, Understood, Design | None], Move]] = {
    Wish.FACTS: _facts,
    Wish.CHANGE: _change,
    Wish.UNCLEAR: _unclear,
    Wish.UNDO: _back,
    Wish.RETRACT: _retracted,
    Wish.ACCEPT: _accepted,
    Wish.DECLINED: lambda *_: Say(reports.DECLINED),
    Wish.COST: _cost,
    Wish.CHECKS: _checks,
    Wish.LIMITS: _knowledge,
    Wish.KNOWLEDGE: _knowledge,
    Wish.COMPARE: _compare,
    Wish.CHOOSE: _choose,
    Wish.LOAD: _load,
    Wish.PLAN: _plan,
    Wish.CONTENTS: lambda *_: Say(wording.CONTENTS),
    Wish.REFUSED: lambda *_: Say(wording.REFUSED),
    Wish.GREETING: lambda *_: Say(wording.GREETING),
    Wish.UNKNOWN: _unknown,
}


def _result(seen: View, tool: str, shape: type[R]) -> R | None:
    done = seen.result_of(tool)
    return None if done is None or not done.succeeded else _read(shape, done)


def _read(shape: type[R], done: Done) -> R | None:
    try:
        return shape.model_validate_json(done.result)
    except ValidationError:
        return None
