"""Turns that choose one of the options, or accept the design."""

from cloudwright.agents.designer import reports, wording
from cloudwright.agents.designer.calls import result
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.results import Chosen, Design
from cloudwright.agents.designer.view import View
from cloudwright.design.intake.changes.understand import Understood


def accepted(seen: View, wanted: Understood, design: Design | None) -> Move:
    del wanted
    if design is None:
        return Say(wording.NO_DESIGN)
    done = result(seen, "choose_option", Chosen)
    if done is None:
        return Call("choose_option", {"option_id": design.option_id})
    return Say(reports.accepted(done))


def choose(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None or wanted.choice is None:
        return Say(wording.NO_DESIGN)
    done = result(seen, "choose_option", Chosen)
    if done is None:
        return Call("choose_option", {"option_id": design.options[wanted.choice].id})
    return Say(wording.chosen(done))
