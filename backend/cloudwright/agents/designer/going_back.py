"""Turns that go back, or forward again."""

from pydantic import JsonValue

from cloudwright.agents.designer import reports, wording
from cloudwright.agents.designer.calls import read, result
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.results import Changed, Design
from cloudwright.agents.designer.view import View
from cloudwright.design.intake.changes.returns import Way
from cloudwright.design.intake.changes.understand import Understood

# For each way back its tool, and whether it takes the number of a revision.
_BACK = {
    Way.UNDO: ("undo_change", False),
    Way.REDO: ("redo_change", False),
    Way.START: ("return_to_revision", False),
    Way.TO: ("return_to_revision", True),
    Way.TAKE_OUT: ("undo_change", True),
    Way.REPEAT: ("redo_change", True),
}


def back(seen: View, wanted: Understood, design: Design | None) -> Move:
    """Go back, one call for each step."""
    if design is None or wanted.back is None:
        return Say(wording.NO_DESIGN)
    back = wanted.back
    tool, number = _BACK[back.way]
    taken = [d for d in seen.done if d.tool == tool]
    if len(taken) < back.times:
        arguments: dict[str, JsonValue] = {"option_id": design.option_id}
        return Call(tool, arguments | ({"revision_number": back.number} if number else {}))
    changes = [c for d in taken if (c := read(Changed, d)) is not None]
    return Say(reports.went_back(back.way, changes))


def undone(seen: View, option_id: str) -> Move:
    done = result(seen, "undo_change", Changed)
    if done is None:
        return Call("undo_change", {"option_id": option_id})
    return Say(reports.went_back(Way.UNDO, [done]))
