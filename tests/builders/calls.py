"""Calls as the journal writes them down."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cloudwright.gateway.journal.records import Audit, Bodies, Started, started
from cloudwright.gateway.schemas import CallStatus, Entry, StageVerdict, Usage

AT = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)


def an_entry(number: int = 1, **changes: Any) -> Entry:
    """A finished call of an application."""
    made = Entry(
        id=f"call_{number}",
        organization_id="org_1",
        model_id="openai/gpt-5",
        status=CallStatus.COMPLETED,
        usage=Usage(input_tokens=100, output_tokens=10, cache_read_tokens=40),
        milliseconds=5,
        cost_nano_usd=7,
        started_at=AT,
        application_id="app_1",
        provider="openai",
        wire="chat",
        status_code=200,
        verdicts=(StageVerdict("policy", "allowed", ("rule-1",)),),
    )
    return replace(made, **changes)


def a_start(number: int = 1, *, audit: Audit = Audit.USUAL, **changes: Any) -> Started:
    expected = {"usage": Usage(input_tokens=90, output_tokens=500), "cost_nano_usd": 99, **changes}
    return started(an_entry(number, **expected), audit=audit)


def bodies(number: int = 1, **changes: Any) -> Bodies:
    made = Bodies(f"call_{number}", "org_1", at=AT, prompt=f"question {number}", answer=f"answer {number}")
    return replace(made, **changes)
