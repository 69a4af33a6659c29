"""Calls as rules see them, with defaults."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cloudwright.gateway.policy.values import (
    Action,
    Asked,
    Circumstances,
    Kind,
    Subject,
    address_of,
)

MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def an_application(app_id: str = "app_billing", **changes: Any) -> Subject:
    known = Subject(
        kind=Kind.APPLICATION,
        id=app_id,
        organization_id="org_1",
        name="Billing",
        teams=("payments",),
        models=(("claude-sonnet",),),
    )
    return replace(known, **changes)


def a_person(person_id: str = "usr_1", **changes: Any) -> Subject:
    known = Subject(kind=Kind.PERSON, id=person_id, organization_id="org_1", name="Ada", role="architect")
    return replace(known, **changes)


def a_call(subject: Subject | None = None, **changes: Any) -> Asked:
    """One call; every other word is one of its circumstances."""
    address = changes.pop("address", "10.1.2.3")
    actions = changes.pop("actions", (Action.CALL,))
    model, provider = changes.pop("model", "claude-sonnet"), changes.pop("provider", "anthropic")
    moment = changes.pop("moment", MONDAY_MORNING)
    circumstances = Circumstances(
        **{
            "region": "eu-west-1",
            "data_classes": frozenset({"internal"}),
            "max_tokens": 800,
            "input_estimate": 400,
            "address": address_of(address) if address else None,
            **changes,
        }
    )
    return Asked(subject or an_application(), model, provider, actions, circumstances.at(moment))
