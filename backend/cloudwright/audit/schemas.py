"""What the audit trail keeps and gives out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class ActorKind(StrEnum):
    PERSON = "person"
    KEY = "key"
    OPERATOR = "operator"
    SYSTEM = "system"


class Result(StrEnum):
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed: `action` is `object.deed` in the past tense, such as `sign_in.started`."""

    id: str
    at: datetime
    actor_id: str
    action: str
    subject_id: str
    details: Mapping[str, str]
    actor_kind: ActorKind = ActorKind.PERSON
    result: Result = Result.DONE
    address: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for; empty is everything. `text` is part of a name, an id or a detail."""

    text: str = ""
    action: str = ""
    result: Result | None = None
    since: datetime | None = None
    people: frozenset[str] = field(default_factory=frozenset)


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class AuditActor(_Schema):
    """Who did it."""

    id: str
    name: str
    kind: ActorKind


class AuditEntry(_Schema):
    """One deed, as a page shows it."""

    id: str
    at: datetime
    actor: AuditActor
    action: str
    subject: str = Field(description="What it was done to, in words where there are some.")
    result: Result
    address: str | None
    request_id: str | None
    details: Mapping[str, str]


class AuditPage(_Schema):
    """Some entries, the newest first."""

    items: tuple[AuditEntry, ...]
    next_cursor: str | None
    actions: tuple[str, ...] = Field(description="What can be filtered by.")
