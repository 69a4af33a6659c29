"""Turns that ask for figures, checks, a comparison or what is known."""

from cloudwright.agents.designer import wording
from cloudwright.agents.designer.calls import result
from cloudwright.agents.designer.matching import decision_about, is_about_the_whole
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.results import Design, Findings, Knowledge, Options, OtherLoad, Price
from cloudwright.agents.designer.view import View
from cloudwright.design.intake.changes.understand import Understood


def cost(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return Say(wording.NO_DESIGN)
    price = result(seen, "price_design", Price)
    return (
        Call("price_design", {"option_id": design.option_id})
        if price is None
        else Say(wording.hinted(wording.cost(price), wanted.hint))
    )


def checks(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None:
        return Say(wording.NO_DESIGN)
    found = result(seen, "run_checks", Findings)
    return (
        Call("run_checks", {"option_id": design.option_id})
        if found is None
        else Say(wording.hinted(wording.checks(found), wanted.hint))
    )


def compare(seen: View, wanted: Understood, design: Design | None) -> Move:
    del wanted
    if design is None:
        return Say(wording.NO_DESIGN)
    options = result(seen, "propose_options", Options)
    if options is None:
        return Call("propose_options")
    return Say(wording.comparison(options.options) if options.options else wording.NO_DESIGN)


def load(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None or wanted.load is None:
        return Say(wording.NO_DESIGN)
    found = result(seen, "imagine_load", OtherLoad)
    if found is None:
        return Call(
            "imagine_load",
            {"option_id": design.option_id, **wanted.load.model_dump(mode="json", exclude_none=True)},
        )
    return Say(wording.other_load(found))


def knowledge(seen: View, wanted: Understood, design: Design | None) -> Move:
    decided = None if design is None else decision_about(wanted.query, design.decisions)
    if decided is not None:
        return Say(wording.hinted(wording.reason(decided), wanted.hint))
    if design is not None and design.decisions and is_about_the_whole(wanted.query):
        return Say(wording.explained(design.decisions))
    tool = next((t for t in sorted(seen.tools) if t.endswith("search_knowledge")), None)
    if tool is None:
        return Say(wording.hinted(wording.knowledge(Knowledge()), wanted.hint))
    found = result(seen, tool, Knowledge)
    if found is None:
        return Call(tool, {"query": wanted.query[:400]})
    return Say(wording.hinted(wording.knowledge(found), wanted.hint))
