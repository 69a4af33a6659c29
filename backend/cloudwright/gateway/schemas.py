"""Values of the gateway: which model, who calls, what was used, what it cost."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.kit.money import MinorMoney, Money
from cloudwright.tenancy.principal import Principal

BUILT_IN_PROVIDER = "built-in"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What people may know of a model; `local` means that nothing typed leaves this machine."""

    id: str
    label: str
    local: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """On whose behalf a model is called."""

    principal: Principal
    conversation_id: str | None = None
    run_id: str | None = None
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call; `estimated` when the provider did not say.

    `input_tokens` counts all that was read, also what came from the provider's cache or went into it.
    """

    input_tokens: int
    output_tokens: int
    estimated: bool = False
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0

    @property
    def tokens(self) -> int:
        """All that was read and written."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Holds:
    """What limits keep for a call, by the ids of its reservations; None where no limit concerns it."""

    tokens: str | None = None
    cost: str | None = None


NO_HOLDS = Holds()


class CallStatus(StrEnum):
    """How a call ended; LOST is one whose process died, so that nobody knows."""

    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    LOST = "lost"


class UsageSource(StrEnum):
    """Who says how many tokens a call used."""

    PROVIDER = "provider"
    ESTIMATED = "estimated"  # counted by us from what was said
    ASSUMED = "assumed"  # what admission expected; nobody ever learnt more


@dataclass(frozen=True, slots=True)
class StageVerdict:
    """What one stage decided about a call; `reasons` are codes and names of rules, never what was said."""

    stage: str
    outcome: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger. Cost in billionths of a US dollar, or unknown.

    `person_id` is empty where an application calls by itself, `application_id` where no application does;
    `requested_model` is what was asked for where a route chose `model_id`; `code` says why a call was
    refused or failed. Unit counts and `price_version` are what a call can be priced again by.
    """

    id: str
    organization_id: str
    model_id: str
    status: CallStatus
    usage: Usage
    milliseconds: int
    cost_nano_usd: int | None
    started_at: datetime
    person_id: str = ""
    application_id: str = ""
    team: str = ""
    conversation_id: str | None = None
    run_id: str | None = None
    mode: str = ""
    provider: str = ""
    wire: str = ""
    requested_model: str = ""
    code: str = ""
    status_code: int | None = None
    first_byte_milliseconds: int | None = None
    attempts: int = 1
    usage_source: UsageSource = UsageSource.PROVIDER
    price_version: str = ""
    verdicts: tuple[StageVerdict, ...] = ()

    @property
    def estimated(self) -> bool:
        """Whether no provider stands behind the figures."""
        return self.usage.estimated or self.usage_source is not UsageSource.PROVIDER


@dataclass(frozen=True, slots=True)
class Call:
    """One finished call of a model of our own. Cost in billionths of a US dollar, or unknown."""

    id: str
    caller: Caller
    model_id: str
    status: CallStatus
    usage: Usage
    milliseconds: int
    cost_nano_usd: int | None
    started_at: datetime
    holds: Holds = NO_HOLDS

    @property
    def is_free(self) -> bool:
        """The built-in designer is priced at nothing: it counts against no limit."""
        return self.cost_nano_usd == 0 and self.holds == NO_HOLDS

    def entry(self, *, price_version: str = "") -> Entry:
        """Return the row that the ledger keeps of it."""
        principal = self.caller.principal
        source = UsageSource.ESTIMATED if self.usage.estimated else UsageSource.PROVIDER
        return Entry(
            id=self.id,
            organization_id=principal.organization_id,
            model_id=self.model_id,
            status=self.status,
            usage=self.usage,
            milliseconds=self.milliseconds,
            cost_nano_usd=self.cost_nano_usd,
            started_at=self.started_at,
            person_id=principal.user_id,
            conversation_id=self.caller.conversation_id,
            run_id=self.caller.run_id,
            mode=self.caller.mode,
            provider=provider_of(self.model_id),
            usage_source=source,
            price_version=price_version,
        )


@dataclass(frozen=True, slots=True)
class Search:
    """Which rows of the ledger; None is any. `before` goes on after the last row of a page."""

    since: datetime | None = None
    until: datetime | None = None
    application_id: str | None = None
    person_id: str | None = None
    model_id: str | None = None
    status: CallStatus | None = None
    before: tuple[datetime, str] | None = None


def provider_of(model_id: str) -> str:
    """Return who runs a model: what stands before the first slash, or we ourselves."""
    provider, slash, _ = model_id.partition("/")
    return provider if slash else BUILT_IN_PROVIDER


@dataclass(frozen=True, slots=True)
class Spent:
    """What the calls of one run used together."""

    input_tokens: int
    output_tokens: int
    calls: int
    cost: Money
    unpriced_calls: int
    model_id: str


class UsageRow(BaseModel):
    """What was used on a day, in a mode, by a member or of a model."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(description="The day as 2026-11-21, or the id of what is counted.")
    label: str = Field(description="The same for people.")
    runs: int
    tokens: int
    cost: MinorMoney = Field(description="Rounded to the cent; the file has every digit.")
    unpriced_calls: int = Field(description="Calls whose model has no price; they are not in the cost.")


class UsageReport(BaseModel):
    """What an organisation used, both days included, in UTC."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    since: date = Field(alias="from")
    until: date = Field(alias="to")
    rows: tuple[UsageRow, ...]
    total: UsageRow
