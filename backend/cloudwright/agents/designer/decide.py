"""The designer's next move, from what it sees: pure, so that every turn can be replayed."""

from collections.abc import Callable
from dataclasses import replace

from cloudwright.agents.designer import (
    building,
    choosing,
    editing,
    figuring,
    going_back,
    reports,
    stating,
    wording,
)
from cloudwright.agents.designer.answering import answering, asks
from cloudwright.agents.designer.calls import failure, read, result
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.playing import played
from cloudwright.agents.designer.results import Design
from cloudwright.agents.designer.view import Pressed, View
from cloudwright.design.intake.changes.heard import Talk, heard, orders, parts
from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.intake.changes.understand import Understood, Wish
from cloudwright.design.intake.spelling import respelled

_ASKING = (Wish.KNOWLEDGE, Wish.LIMITS, Wish.COST, Wish.CHECKS, Wish.COMPARE)
_MAY_BE_ABOUT_SELECTION = (Wish.CHANGE, Wish.UNCLEAR, Wish.UNKNOWN)


def decide(seen: View) -> Move:
    """Return the next move of the turn."""
    if seen.verdict is None and seen.pressed is None:
        return _said(seen)
    failed = failure(seen)
    if failed is not None:
        return Say(wording.failed(failed))
    if seen.verdict is not None:
        return building.after_verdict(seen, seen.verdict.option_id, approved=seen.verdict.approved)
    return _BUTTONS[seen.pressed.button](seen, seen.pressed) if seen.pressed is not None else _said(seen)


def _said(seen: View) -> Move:
    """Do what the message wants, one thing after the other; each ends in its own report."""
    if seen.first_message:
        return _one(seen)
    seen = replace(seen, text=respelled(seen.text))
    opening = next((d for d in seen.done if d.tool == "get_design"), None)
    if opening is None:
        return Call("get_design")
    design = read(Design, opening) if opening.succeeded else None
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
        done = done[step.calls :]
        before = text if design is None or design.sketch().named(text) else before
    return Say("\n\n".join(dict.fromkeys(said)))


def _parts(seen: View, sketch: Sketch, talk: Talk) -> tuple[str, ...]:
    """Return what is wanted one after the other; a question stays whole unless a part of it is an order."""
    found = parts(seen.text, sketch, talk)
    if asks(seen, sketch) and not any(orders(part, sketch, talk) for part in found):
        return (seen.text,)
    return found


def _one(seen: View) -> Move:
    failed = failure(seen)
    if failed is not None:
        return Say(wording.failed(failed))
    if not seen.first_message and seen.result_of("get_design") is None:
        return Call("get_design")
    design = result(seen, "get_design", Design)
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


_BUTTONS: dict[str, Callable[[View, Pressed], Move]] = {
    "build": lambda seen, pressed: building.built(seen, pressed.first),
    "plan": lambda seen, pressed: building.planned(seen, pressed.first),
    "undo": lambda seen, pressed: going_back.undone(seen, pressed.first),
    "answer": stating.answered,
    "fix": editing.fixed,
}


_WISHES: dict[Wish, Callable[[View, Understood, Design | None], Move]] = {
    Wish.FACTS: stating.facts,
    Wish.CHANGE: editing.change,
    Wish.UNCLEAR: editing.unclear,
    Wish.UNDO: going_back.back,
    Wish.RETRACT: stating.retracted,
    Wish.ACCEPT: choosing.accepted,
    Wish.DECLINED: lambda *_: Say(reports.DECLINED),
    Wish.COST: figuring.cost,
    Wish.CHECKS: figuring.checks,
    Wish.LIMITS: figuring.knowledge,
    Wish.KNOWLEDGE: figuring.knowledge,
    Wish.COMPARE: figuring.compare,
    Wish.CHOOSE: choosing.choose,
    Wish.LOAD: figuring.load,
    Wish.PLAN: building.plan,
    Wish.CONTENTS: lambda *_: Say(wording.CONTENTS),
    Wish.REFUSED: lambda *_: Say(wording.REFUSED),
    Wish.GREETING: lambda *_: Say(wording.GREETING),
    Wish.UNKNOWN: stating.unknown,
}
