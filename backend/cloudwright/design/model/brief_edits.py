"""Typed edits to a brief: what a person corrects in the Requirements tab, or says in a sentence."""

import re
from typing import Annotated, Literal, assert_never

from pydantic import Field

from cloudwright.design.model.architecture import AssumptionId, Region
from cloudwright.design.model.brief import Assumption, Brief, Question, Requirement, RequirementKind
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.frozen import ElementId, Frozen, Number


class SetRequirement(Frozen):
    """Add the requirement, or replace the one with the same id."""

    op: Literal["set_requirement"] = "set_requirement"
    requirement: Requirement


class RemoveRequirement(Frozen):
    op: Literal["remove_requirement"] = "remove_requirement"
    id: ElementId


class StateAssumption(Frozen):
    """State the value of an assumption in its own unit."""

    op: Literal["state_assumption"] = "state_assumption"
    id: AssumptionId
    value: Annotated[Number, Field(ge=0)]


class AnswerQuestion(Frozen):
    op: Literal["answer_question"] = "answer_question"
    question_id: ElementId
    choice_id: ElementId


class SetBriefRegion(Frozen):
    op: Literal["set_brief_region"] = "set_brief_region"
    region: Region


class DropPhrase(Frozen):
    """Take words off the list of those that nothing was made of: they matter to nobody."""

    op: Literal["drop_phrase"] = "drop_phrase"
    phrase: Annotated[str, Field(min_length=1, max_length=1000)]


BriefEdit = Annotated[
    SetRequirement | RemoveRequirement | StateAssumption | AnswerQuestion | SetBriefRegion | DropPhrase,
    Field(discriminator="op"),
]


_NUMERIC = frozenset(
    (
        RequirementKind.TRAFFIC,
        RequirementKind.USERS,
        RequirementKind.LATENCY,
        RequirementKind.AVAILABILITY,
        RequirementKind.RTO,
        RequirementKind.RPO,
        RequirementKind.BUDGET,
        RequirementKind.DATA_SIZE,
        RequirementKind.PAYLOAD,
    )
)
_LARGEST = 10**15
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


def apply_to_brief(brief: Brief, edits: tuple[BriefEdit, ...]) -> Brief:
    """Return the brief after all edits, its revision one higher; raises EditRejected and changes nothing."""
    current = brief
    for index, edit in enumerate(edits):
        current = _one(current, edit, path=f"edits[{index}]")
    return current.model_copy(update={"revision": brief.revision + 1})


def _one(brief: Brief, edit: BriefEdit, *, path: str) -> Brief:
    match edit:
        case SetRequirement(requirement=requirement):
            _measurable(requirement, path=f"{path}.requirement.value")
            others = tuple(r for r in brief.requirements if r.id != requirement.id)
            return brief.model_copy(update={"requirements": (*others, requirement)})
        case RemoveRequirement(id=requirement_id):
            _known(requirement_id, {r.id for r in brief.requirements}, path=f"{path}.id")
            kept = tuple(r for r in brief.requirements if r.id != requirement_id)
            return brief.model_copy(update={"requirements": kept})
        case StateAssumption():
            return _stated(brief, edit)
        case AnswerQuestion():
            return _answered(brief, edit, path=path)
        case SetBriefRegion(region=region):
            return _moved(brief, region)
        case DropPhrase(phrase=phrase):
            _known(phrase, set(brief.unused), path=f"{path}.phrase")
            return brief.model_copy(update={"unused": tuple(u for u in brief.unused if u != phrase)})
        case _:
            assert_never(edit)


def _measurable(requirement: Requirement, *, path: str) -> None:
    """Refuse a value that nothing could be measured against."""
    value = requirement.value
    if requirement.kind in _NUMERIC:
        fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LARGEST
        hint = f"A requirement of kind '{requirement.kind}' needs a number from 0 to {_LARGEST:,}."
    elif requirement.kind is RequirementKind.DOMAIN:
        fits = isinstance(value, str) and _DOMAIN.fullmatch(value) is not None
        hint = "A domain needs a name such as 'shop.example.com'."
    else:
        fits = value is None or isinstance(value, str)
        hint = f"A requirement of kind '{requirement.kind}' needs a text as its value."
    if not fits:
        problem = Problem(path=path, rule="value_fits_kind", got=str(value)[:80], hint=hint)
        raise EditRejected(f"Nothing was changed. {problem}", problems=[problem])


def _moved(brief: Brief, region: Region) -> Brief:
    """Take the Region, and let a requirement that names one follow."""
    requirements = tuple(
        r.model_copy(
            update={"value": region, "statement": f"Runs in {region}", "quote": "", "source": "answered"}
        )
        if r.kind is RequirementKind.REGION
        else r
        for r in brief.requirements
    )
    return brief.model_copy(update={"region": region, "requirements": requirements})


def _stated(brief: Brief, edit: StateAssumption) -> Brief:
    old = brief.assumption(edit.id) or Assumption(
        id=edit.id, label=edit.id.replace("_", " "), value=0, unit=""
    )
    new = old.model_copy(update={"value": edit.value, "basis": "stated", "reason": ""})
    others = tuple(a for a in brief.assumptions if a.id != edit.id)
    return brief.model_copy(update={"assumptions": (*others, new)})


def _answered(brief: Brief, edit: AnswerQuestion, *, path: str) -> Brief:
    _known(edit.question_id, {q.id for q in brief.questions}, path=f"{path}.question_id")
    question = next(q for q in brief.questions if q.id == edit.question_id)
    _known(edit.choice_id, {c.id for c in question.choices}, path=f"{path}.choice_id")
    answered: Question = question.model_copy(update={"answer": edit.choice_id})
    questions = tuple(answered if q.id == question.id else q for q in brief.questions)
    return brief.model_copy(update={"questions": questions})


def _known(wanted: str, allowed: set[str], *, path: str) -> None:
    if wanted not in allowed:
        problem = Problem(
            path=path, rule="exists", got=wanted, allowed=sorted(allowed), hint=f"There is no '{wanted}'."
        )
        raise EditRejected(f"Nothing was changed. {problem}", problems=[problem])
