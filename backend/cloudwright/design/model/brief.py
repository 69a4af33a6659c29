"""The brief: requirements, assumptions and open questions, owned by the project."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from cloudwright.design.model.architecture import AssumptionId, Region
from cloudwright.design.model.frozen import ElementId, Frozen, Number, Sentence


class RequirementKind(StrEnum):
    FUNCTION = "function"  # something the system must do (value: capability id)
    TRAFFIC = "traffic"  # value: requests per month
    USERS = "users"  # value: people per month
    LATENCY = "latency"  # value: milliseconds, p95
    AVAILABILITY = "availability"  # value: percent a month
    RTO = "rto"  # value: minutes
    RPO = "rpo"  # value: minutes
    REGION = "region"  # value: region id
    RESIDENCY = "residency"  # value: country or area
    BUDGET = "budget"  # value: money a month, in the currency of the unit (`USD/month`, `EUR/month`)
    COMPLIANCE = "compliance"  # value: name
    DATA_SIZE = "data_size"  # value: GB stored
    PAYLOAD = "payload"  # value: KB per request or MB per file, see unit
    SERVICE = "service"  # a named AWS service that must be used
    EXCLUSION = "exclusion"  # a named service or technology that must not be used
    DOMAIN = "domain"  # value: domain name
    TEAM = "team"


class Requirement(Frozen):
    """One thing the system must meet, with the words it came from."""

    id: ElementId
    kind: RequirementKind
    statement: Sentence
    value: JsonValue = None
    unit: str = ""
    quote: str = ""
    source: Literal["stated", "answered", "assumed"] = "stated"


class Assumption(Frozen):
    """A number that prices and limits depend on, editable by people.

    Units are written out (`requests/month`, `KB`, `GB`, `ms`, `percent`).
    """

    id: AssumptionId
    label: Sentence
    value: Annotated[Number, Field(ge=0)]
    unit: str
    basis: Literal["stated", "derived", "default"] = "default"
    reason: Sentence = ""


class Choice(Frozen):
    id: ElementId
    label: Sentence


class Question(Frozen):
    """A question whose answer would change the options; skipped, it takes its default."""

    id: ElementId
    text: Sentence
    why: Sentence
    choices: tuple[Choice, ...]
    default: ElementId
    answer: ElementId | None = None

    @property
    def effective(self) -> str:
        return self.answer or self.default


class Brief(Frozen):
    """Everything known about what is wanted. `revision` grows by one with every batch of edits."""

    goal: Annotated[str, StringConstraints(max_length=20_000)] = ""
    region: Region = "us-east-1"
    requirements: tuple[Requirement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    unused: tuple[str, ...] = ()
    contradictions: tuple[Sentence, ...] = ()
    pattern: str = ""
    confidence: Literal["strong", "weak", "none"] = "none"
    revision: Annotated[int, Field(ge=0)] = 0

    def requirement(self, requirement_id: str) -> Requirement | None:
        return next((r for r in self.requirements if r.id == requirement_id), None)

    def of_kind(self, kind: RequirementKind) -> tuple[Requirement, ...]:
        return tuple(r for r in self.requirements if r.kind is kind)

    def assumption(self, assumption_id: str) -> Assumption | None:
        return next((a for a in self.assumptions if a.id == assumption_id), None)

    def assumed(self, assumption_id: str, default: Decimal) -> Decimal:
        """Return the assumption's value, or `default` in the assumption's own unit."""
        found = self.assumption(assumption_id)
        return default if found is None else found.value
