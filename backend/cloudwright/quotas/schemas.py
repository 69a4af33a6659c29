"""What `quotas` takes and gives out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Metric(StrEnum):
    """What is counted."""

    SESSIONS = "sessions"
    RUNS = "runs"
    TOKENS = "tokens"
    BUNDLES = "bundles"
    PROJECTS = "projects"
    STORAGE_BYTES = "storage_bytes"
    CONCURRENT_RUNS = "concurrent_runs"
    COST_NANO_USD = "cost_nano_usd"


GAUGES = frozenset({Metric.PROJECTS, Metric.STORAGE_BYTES, Metric.CONCURRENT_RUNS})
"""What goes down again; everything else is counted per calendar month in UTC."""


class Enforcement(StrEnum):
    """What happens at a limit: a hard one refuses the next, a soft one only says so."""

    HARD = "hard"
    SOFT = "soft"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limit(_Value):
    """How much there may be."""

    most: int = Field(ge=0, description="Units of the metric: bytes, tokens, or how many.")
    enforcement: Enforcement = Enforcement.HARD


class Entitlements(_Value):
    """What a plan gives to an organisation; a metric without a limit is unlimited."""

    plan: str
    limits: dict[Metric, Limit] = Field(default_factory=dict)
    seats: int | None = Field(default=None, ge=0, description="Seats, counted by `organizations`.")
    models: tuple[str, ...] = Field(default=(), description="Models that may answer; empty means every one.")


class OwnLimit(_Value):
    """A limit that the organisation has set for itself."""

    subject: str = Field(
        pattern=r"^(organization|member:\*|member:[a-z0-9_]{1,40}|mode:(brainstorm|analyze|implement))$"
    )
    metric: Metric
    limit: Limit

    @model_validator(mode="after")
    def _is_counted_for_whom_it_is(self) -> Self:
        kind = self.subject.partition(":")[0]
        if self.metric is Metric.STORAGE_BYTES and kind != "organization":
            raise ValueError("storage is counted for the organisation as a whole")
        if self.metric in {Metric.PROJECTS, Metric.BUNDLES} and kind == "mode":
            raise ValueError(f"{self.metric} are not counted by mode")
        return self


class Grant(_Value):
    """Which plan an organisation was given; `limits` replace those of the plan, as a contract says."""

    plan: str = Field(max_length=20)
    status: str = Field(max_length=20)
    seats: int | None = Field(default=None, ge=0)
    limits: dict[Metric, Limit] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanBook:
    """What each plan gives, and what an organisation has that was never given one."""

    plans: Mapping[str, Entitlements]
    otherwise: Entitlements

    def entitlements(self, grant: Grant | None) -> Entitlements:
        """Return what a grant gives; a plan that is in the book no more gives what it otherwise has."""
        if grant is None:
            return self.otherwise
        plan = self.plans.get(grant.plan, self.otherwise)
        return plan.model_copy(update={"seats": grant.seats, "limits": {**plan.limits, **grant.limits}})


class Quota(_Value):
    """How much of a limit is used; a limit of null is none."""

    metric: Metric
    subject: str = Field(description="organization, a member (member:usr_...) or a mode (mode:analyze).")
    label: str = Field(description="What is counted, and whose, for people.")
    used: int = Field(description="Units of the metric, with what is held for work that goes on.")
    limit: int | None
    enforcement: Enforcement = Field(description="A hard one refuses the next, a soft one only says so.")
    resets_at: datetime | None = Field(description="Null for what goes down again, such as projects.")


class QuotaList(_Value):
    items: tuple[Quota, ...]


class QuotaWarning(_Value):
    """What stands in the way of the next message, or nearly does."""

    quota: Quota
    blocked: bool = Field(description="The next message is refused.")


class OwnQuota(_Value):
    """A limit that admins have set, and where it stands; for each member there is no single count."""

    subject: str
    metric: Metric
    whose: str
    label: str
    limit: Limit
    used: int | None


class OwnQuotas(_Value):
    items: tuple[OwnQuota, ...]


class QuotaRequest(_Value):
    metric: Metric


@dataclass(frozen=True, slots=True)
class Use:
    """So much of a metric, by a member and in a mode where these are known."""

    metric: Metric
    amount: int
    person_id: str | None = None
    mode: str | None = None

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("less than nothing cannot be used")


@dataclass(frozen=True, slots=True)
class Reservation:
    """What is held until it is settled, released, or its lease ends; `exceeded` are soft limits it passes."""

    id: str
    metric: Metric
    amount: int
    lease_until: datetime
    exceeded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A hard limit that leaves no room; `used` includes what others hold."""

    metric: Metric
    subject: str
    limit: int
    used: int
    resets_at: datetime | None


@dataclass(frozen=True, slots=True)
class Warned:
    """A share of a limit was reached, for the first time in this month; `percent` is 80 or 100."""

    metric: Metric
    subject: str
    percent: int
    used: int
    limit: int
    enforcement: Enforcement
    resets_at: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """It was used and is counted."""

    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of a limit is used, and held at this moment; `reached` is 0, 80 or 100 percent."""

    metric: Metric
    subject: str
    used: int
    held: int
    limit: int
    enforcement: Enforcement
    reached: int
    resets_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReservationKey:
    """A reservation, for who works for every organisation."""

    organization_id: str
    reservation_id: str
