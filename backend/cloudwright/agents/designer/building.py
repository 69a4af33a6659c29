"""Turns that plan a bundle, or build it."""

from cloudwright.agents.designer import wording
from cloudwright.agents.designer.calls import result
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.results import Bundle, Design, Plan
from cloudwright.agents.designer.view import View
from cloudwright.design.intake.changes.understand import Understood


def plan(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return Say(wording.NO_DESIGN)
    following = planned(seen, design.option_id)
    return Say(following.text + wording.left(wanted.query)) if isinstance(following, Say) else following


def planned(seen: View, option_id: str) -> Move:
    plan = result(seen, "plan_bundle", Plan)
    return Call("plan_bundle", {"option_id": option_id}) if plan is None else Say(wording.planned(plan))


def built(seen: View, option_id: str) -> Move:
    bundle = result(seen, "build_bundle", Bundle)
    return Call("build_bundle", {"option_id": option_id}) if bundle is None else Say(wording.built(bundle))


def after_verdict(seen: View, option_id: str, *, approved: bool) -> Move:
    return built(seen, option_id) if approved else Say(wording.PLAN_REFUSED)
