"""One call of a model, as admins see it."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.gateway.schemas import CallStatus, Entry, UsageSource


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True)


class CallVerdict(_Schema):
    """What one stage decided; reasons are codes, kinds and names of rules, never what was said."""

    stage: str
    outcome: str
    reasons: tuple[str, ...]


class CallRow(_Schema):
    id: str = Field(description="The application's client was told the same as the request's id.")
    started_at: datetime
    application_id: str = Field(description="Empty for calls of our own agents.")
    application: str
    team: str
    person_id: str
    mode: str
    provider: str
    model: str
    requested_model: str
    wire: str
    status: CallStatus
    code: str = Field(description="Why it was refused or failed; empty where it was not.")
    status_code: int | None
    input_tokens: int
    output_tokens: int
    usage_source: UsageSource
    cost_nano_usd: int | None = Field(description="Billionths of a US dollar; null has no price.")
    milliseconds: int
    first_byte_milliseconds: int | None
    attempts: int
    verdicts: tuple[CallVerdict, ...]


class CallPage(_Schema):
    items: tuple[CallRow, ...]
    next_cursor: str | None


def shown(entry: Entry, names: Mapping[str, str]) -> CallRow:
    """Return a row as it is shown; `names` are those of applications."""
    return CallRow(
        id=entry.id,
        started_at=entry.started_at,
        application_id=entry.application_id,
        application=names.get(entry.application_id, ""),
        team=entry.team,
        person_id=entry.person_id,
        mode=entry.mode,
        provider=entry.provider,
        model=entry.model_id,
        requested_model=entry.requested_model,
        wire=entry.wire,
        status=entry.status,
        code=entry.code,
        status_code=entry.status_code,
        input_tokens=entry.usage.input_tokens,
        output_tokens=entry.usage.output_tokens,
        usage_source=UsageSource.ESTIMATED if entry.usage.estimated else entry.usage_source,
        cost_nano_usd=entry.cost_nano_usd,
        milliseconds=entry.milliseconds,
        first_byte_milliseconds=entry.first_byte_milliseconds,
        attempts=entry.attempts,
        verdicts=tuple(
            CallVerdict(stage=each.stage, outcome=each.outcome, reasons=each.reasons)
            for each in entry.verdicts
        ),
    )
