"""What `quotas` takes and gives out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Metric(StrEnum):
    """What is counted."""

    SESSIONS = "sessions"
    RUNS = "runs"
    TOKENS = "tokens"
    BUNDLES = "bundles"
    PROJECTS = "projects"
    STORAGE_BYTES = "storage_bytes"
    CONCURRENT_RUNS = "concurrent_runs"


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

    subject: str = Field(pattern=r"^(organization|member:\*|member:[a-z0-9_]{1,40}|mode:[a-z]{1,16})$")
    metric: Metric
    limit: Limit


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
