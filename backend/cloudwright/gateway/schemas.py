"""Values of the gateway: which model, who calls, what was used, what it cost."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.kit.money import MinorMoney, Money
from cloudwright.tenancy.principal import Principal


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
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Call:
    """One finished model call, as the ledger keeps it. Cost in billionths of a US dollar, or unknown."""

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
