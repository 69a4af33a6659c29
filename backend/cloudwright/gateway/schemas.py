"""Values of the gateway: which model, who calls, what was used, what it cost."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cloudwright.kit.money import Money
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


@dataclass(frozen=True, slots=True)
class Spent:
    """What the calls of one run used together."""

    input_tokens: int
    output_tokens: int
    calls: int
    cost: Money
    unpriced_calls: int
