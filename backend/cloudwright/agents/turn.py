"""One turn as an agent and its tools see it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from cloudwright.design.model.frozen import ElementId, Frozen, Sentence
from cloudwright.tenancy.principal import Principal

Reference = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class Mode(StrEnum):
    BRAINSTORM = "brainstorm"
    ANALYZE = "analyze"
    IMPLEMENT = "implement"


class Build(Frozen):
    """Straight to the bundle: the plan counts as approved."""

    type: Literal["build"] = "build"
    option_id: Reference


class PlanBundle(Frozen):
    type: Literal["plan"] = "plan"
    option_id: Reference


class Answer(Frozen):
    type: Literal["answer"] = "answer"
    question_id: Reference
    choice_id: Reference


class Undo(Frozen):
    type: Literal["undo"] = "undo"
    option_id: Reference


class Continue(Frozen):
    """Take up what an interrupted run was asked to do."""

    type: Literal["continue"] = "continue"


class FindingReference(Frozen):
    rule_id: Reference
    element_id: Reference


class ApplyFix(Frozen):
    type: Literal["apply_fix"] = "apply_fix"
    finding: FindingReference


Action = Annotated[
    Build | PlanBundle | Answer | Undo | Continue | ApplyFix,
    Field(discriminator="type"),
]


class Resume(Frozen):
    """The answer to an interrupt: what a person approved or refused."""

    interruptId: Reference  # noqa: N815  # AG-UI's own spelling
    status: Literal["resolved", "cancelled"]
    payload: JsonValue = None


class Ask(Frozen):
    """What a person typed or pressed."""

    mode: Mode
    text: str = ""
    action: Action | None = None
    scope: Annotated[tuple[ElementId, ...], Field(max_length=200)] = ()
    resume: Annotated[tuple[Resume, ...], Field(max_length=20)] = ()


class Approval(Frozen):
    """A question that only a person may answer before the work goes on; `subject` is what it is about."""

    id: Reference
    reason: Reference
    message: Sentence
    subject: Reference


@dataclass(frozen=True, slots=True)
class Turn:
    """One execution of an ask.

    After an interruption `ask` is the one that was interrupted. `resumes` is the question that the
    resume entries of the ask answer.
    """

    principal: Principal
    project_id: str
    conversation_id: str
    run_id: str
    ask: Ask
    resumes: Approval | None = None

    def approves(self, subject: str) -> bool:
        """Whether a person said yes to building the bundle of this option in this turn."""
        action = self.ask.action
        if isinstance(action, Build):
            return action.option_id == subject
        if self.resumes is None or self.resumes.subject != subject:
            return False
        return any(answer.status == "resolved" for answer in self.ask.resume)


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier message of the conversation."""

    by_person: bool
    text: str
