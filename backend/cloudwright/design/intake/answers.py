"""What a brief's requirements and its questions say about each other: the later word holds for both."""

from collections.abc import Iterable

from cloudwright.design.intake.extract.capabilities import required
from cloudwright.design.model.brief import Brief, Requirement
from cloudwright.design.model.brief_edits import AnswerQuestion, BriefEdit, RemoveRequirement, StateAssumption

# (question, choice) that a requirement stands for, and the choice that its absence stands for.
_STANDS_FOR = {
    "traffic": ("traffic", "stated", None),
    "file-size": ("file-size", "stated", None),
    "sign-in": ("sign-in", "yes", "no"),
    "notifications": ("announce", "yes", "no"),
    "domain": ("domain", "own", "aws"),
    "custom-domain": ("domain", "own", "aws"),
}
_ASSUMED_BY = {"requests_per_month": ("traffic", "stated"), "object_kb": ("file-size", "stated")}
_FUNCTIONS = {("sign-in", "yes"): "sign-in", ("announce", "yes"): "notifications"}


def implied(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return the answers that stated requirements give, for questions asked only later."""
    return tuple(_STANDS_FOR[r.id][:2] for r in brief.requirements if r.id in _STANDS_FOR)


def answers_in(edits: Iterable[BriefEdit]) -> tuple[tuple[str, str], ...]:
    """Return the answers that edits of a brief give by stating a number or removing a requirement."""
    found: dict[str, str] = {}
    for edit in edits:
        if isinstance(edit, StateAssumption) and edit.id in _ASSUMED_BY:
            question, choice = _ASSUMED_BY[edit.id]
            found[question] = choice
        elif isinstance(edit, RemoveRequirement) and edit.id in _STANDS_FOR:
            question, _, absent = _STANDS_FOR[edit.id]
            if absent is not None:
                found[question] = absent
        elif isinstance(edit, AnswerQuestion):
            found.pop(edit.question_id, None)
    return tuple(found.items())


def reconciled(brief: Brief) -> Brief:
    """Return the brief with requirements dropped that an answer denies, and added that one asks for."""
    answers = {q.id: q.answer for q in brief.questions if q.answer is not None}
    kept = tuple(r for r in brief.requirements if not _denied(r, answers))
    known = {r.id for r in kept}
    added = tuple(
        required(capability, quote="").model_copy(update={"source": "answered"})
        for (question, choice), capability in _FUNCTIONS.items()
        if answers.get(question) == choice and capability not in known
    )
    return brief.model_copy(update={"requirements": (*kept, *added)})


def _denied(requirement: Requirement, answers: dict[str, str]) -> bool:
    if requirement.id not in _STANDS_FOR:
        return False
    question, choice, _ = _STANDS_FOR[requirement.id]
    return answers.get(question, choice) != choice
