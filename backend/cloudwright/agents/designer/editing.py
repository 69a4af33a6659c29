"""Turns that change the design."""

from collections.abc import Sequence

from pydantic import JsonValue

from cloudwright.agents.designer import reports, wording
from cloudwright.agents.designer.answering import doubted
from cloudwright.agents.designer.building import planned as plan_of
from cloudwright.agents.designer.calls import result
from cloudwright.agents.designer.moves import Call, Move, Say
from cloudwright.agents.designer.results import Changed, Design, Findings
from cloudwright.agents.designer.view import Pressed, View
from cloudwright.design.intake.changes.offers import offered_in
from cloudwright.design.intake.changes.understand import Understood, Wish
from cloudwright.design.model.edits import Edit


def change(seen: View, wanted: Understood, design: Design | None) -> Move:
    if wanted.proposed is None or design is None:
        return Say(wording.NO_DESIGN)
    if wanted.asks_first:
        return Say(reports.against(wanted.pinned, wanted.proposed.note, order=seen.text))
    done = result(seen, "edit_design", Changed)
    if done is None:
        return edit(design, wanted.proposed.edits, note=wanted.proposed.note)
    said = reports.given_up(wanted.pinned) + wording.changed(wanted.proposed.note, done)
    said += (f" {wanted.proposed.told}" if wanted.proposed.told else "") + wording.left(wanted.proposed.left)
    if wanted.then is not Wish.PLAN:
        return Say(said)
    following = plan_of(seen, design.option_id)
    return Say(f"{said} {following.text}") if isinstance(following, Say) else following


def unclear(seen: View, wanted: Understood, design: Design | None) -> Move:
    if design is None or wanted.unclear is None:
        return Say(wording.NO_DESIGN)
    said = Say(wording.unclear(wanted.unclear))
    settled = wanted.unclear.already or offered_in(wanted.unclear.instead)
    return said if settled else doubted(seen, design) or said


def fixed(seen: View, pressed: Pressed) -> Move:
    design = result(seen, "get_design", Design)
    if design is None:
        return Call("get_design")
    findings = result(seen, "run_checks", Findings)
    if findings is None:
        return Call("run_checks", {"option_id": design.option_id})
    wanted = (pressed.first, pressed.second)
    finding = next((f for f in findings.findings if (f.rule_id, f.element_id) == wanted and f.fix), None)
    done = result(seen, "edit_design", Changed)
    if finding is None:
        return Say(wording.NO_FIX)
    note = finding.fix_label or f"Fix: {finding.title}"
    if done is not None:
        return Say(wording.changed(note, done))
    return edit(design, finding.fix, note=note)


def edit(design: Design, edits: Sequence[Edit], *, note: str) -> Call:
    dumped: list[JsonValue] = [edit.model_dump(mode="json") for edit in edits]
    return Call("edit_design", {"option_id": design.option_id, "edits": dumped, "note": note})
