"""What the platform's screens ask for and get."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cloudwright.billing.schemas import PlanId
from cloudwright.tenancy.principal import Role

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=500)]


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class Because(_Schema):
    """Why something is done; it stands in the trail."""

    reason: Reason


class Operator(_Schema):
    """Somebody who runs this installation, and what their sign-in needs to count."""

    email: str
    name: str
    address_proven: bool
    second_factor: bool


class MonthlyUse(_Schema):
    """What an organisation used this month, in UTC."""

    runs: int
    model_calls: int
    tokens: int
    cost_usd: str = Field(description="Of the calls that have a price: a decimal in text.")


class PlatformOrganization(_Schema):
    """An organisation as operators see it."""

    id: str
    name: str
    plan: str = Field(description="Empty where none was ever given.")
    seats_used: int
    seats_limit: int | None
    members: int
    runs_this_month: int
    created_at: datetime
    last_active_at: datetime | None = Field(description="When its last run began.")
    suspended: bool
    suspended_reason: str | None = None


class PlatformMember(_Schema):
    """Somebody who belongs to an organisation."""

    id: str
    name: str
    email: str
    role: Role
    operator: bool
    disabled: bool


class PlatformOrganizationDetail(_Schema):
    """An organisation, what it used this month, and who belongs to it."""

    organization: PlatformOrganization
    usage: MonthlyUse
    members: tuple[PlatformMember, ...]
    plans: tuple[PlanId, ...] = Field(description="Plans that may be set; none where they are sold.")


class OrganizationPage(_Schema):
    items: tuple[PlatformOrganization, ...]
    next_cursor: str | None


class PlanOrder(_Schema):
    """The plan that an organisation gets, where nobody sells any."""

    plan: PlanId
    reason: Reason


class PlatformPerson(_Schema):
    """A person as operators see them."""

    id: str
    name: str
    email: str
    email_proven: bool
    organizations: int
    second_factor: bool
    operator: bool
    disabled: bool
    created_at: datetime
    last_active_at: datetime | None


class PersonPage(_Schema):
    items: tuple[PlatformPerson, ...]
    next_cursor: str | None


class PlatformRun(_Schema):
    """A run that has not ended."""

    id: str
    organization_id: str
    organization: str
    person: str
    mode: str
    step: str | None = Field(description="What it does now, in words; null while it waits for the model.")
    stopping: bool = Field(description="It was told to stop and has not yet.")
    started_at: datetime


class RunStop(_Schema):
    """Of which organisation the run is, since runs are named by those who start them, and why it ends."""

    organization_id: str = Field(max_length=40)
    reason: Reason


class RunList(_Schema):
    items: tuple[PlatformRun, ...]


class DependencyState(StrEnum):
    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"
    OFF = "off"


class Dependency(_Schema):
    """Something that the product needs, as it was found last."""

    id: str
    title: str
    state: DependencyState
    detail: str
    milliseconds: int | None = Field(description="How long it took to answer; null when it was not asked.")
    since: datetime = Field(description="In this state since then, as far as this process has seen.")
    looked_at: datetime


class PlatformHealth(_Schema):
    """How the dependencies are, and how many runs have not ended."""

    dependencies: tuple[Dependency, ...]
    queue_depth: int = Field(description="Runs that wait for a process to take them.")
    running: int
    version: str


Window = Literal["1h", "24h", "7d"]


class ModeFigures(_Schema):
    """Runs of one mode that began in the window; times are of those that ended by themselves."""

    mode: str
    runs: int
    failed: int = Field(description="Failed, or interrupted because their process died.")
    error_percent: float
    p50_milliseconds: int | None
    p95_milliseconds: int | None
    p99_milliseconds: int | None


class TimeSlice(_Schema):
    """One slice of the window."""

    at: datetime
    runs: int
    failed: int
    p95_milliseconds: int | None


class Performance(_Schema):
    """Error rate and latency. Counts are exact; times are of the newest runs, at most `sample_limit`."""

    window: Window
    since: datetime
    until: datetime
    modes: tuple[ModeFigures, ...]
    points: tuple[TimeSlice, ...]
    sampled: int
    sample_limit: int


class PlatformEntry(_Schema):
    """One line of the trail, of an organisation or of the platform itself."""

    id: str
    at: datetime
    trail: Literal["organization", "platform"]
    organization_id: str
    organization: str
    actor_id: str
    actor: str
    action: str
    subject_id: str
    reason: str
    details: Mapping[str, str]


class TrailPage(_Schema):
    items: tuple[PlatformEntry, ...]
    next_cursor: str | None


class ImpersonationOrder(_Schema):
    """As whom to look, why, and for how long."""

    organization_id: str = Field(max_length=40)
    person_id: str = Field(max_length=40)
    reason: Reason
    minutes: int = Field(30, ge=1, le=60)


class Impersonated(_Schema):
    """A time in which an operator looks, or looked, as a member."""

    id: str
    operator: str
    person: str
    organization: str
    reason: str
    started_at: datetime
    ends_at: datetime = Field(description="When it ended, or ends at the latest.")
    over: bool


class ImpersonationList(_Schema):
    items: tuple[Impersonated, ...]
