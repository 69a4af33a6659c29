"""Rules that are tried over the API: on a call that nobody makes, and on those that were made."""

from datetime import UTC, datetime
from typing import Any

import pytest
import svcs

from builders.people import SignedIn
from builders.shared_designs import told
from cloudwright.gateway.schemas import Call, Caller, CallStatus, Usage
from cloudwright.gateway.service import Ledger
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

AT = "/organization/gateway/policies"


async def test_the_test_box_says_which_rule_fires_and_what_it_asks_for(owner: SignedIn) -> None:
    text = """@id("nights") @note("Nobody at night.") forbid (principal, action, resource)
    when { context.hour < 6 };
    @id("short") @max_tokens("512") @profile("strict") permit (principal, action, resource)
    when { principal is Application && principal.models.contains(resource.name) };"""
    call = {
        "text": text,
        "subject": {"kind": "Application", "id": "app_draft", "models": ["gpt-*"]},
        "model": "gpt-4o",
        "prompt": "Hello world!",
        "tools": ["search"],
        "at": "2026-11-23T09:30:00Z",
    }

    day = told(await owner.client.post(f"{AT}/test", json=call))
    night = told(await owner.client.post(f"{AT}/test", json={**call, "at": "2026-11-23T03:00:00Z"}))
    person = {"kind": "Person", "id": owner.person.id}
    default = told(await owner.client.post(f"{AT}/test", json={"subject": person, "model": "gpt-4o"}))

    assert (day["allowed"], day["max_tokens"], day["profiles"]) == (True, 512, ["strict"])
    assert (day["actions"], day["input_estimate"], day["weekday"]) == (["call", "useTool"], 3, "monday")
    assert (night["allowed"], [rule["note"] for rule in night["rules"]]) == (False, ["Nobody at night."])
    assert [rule["name"] for rule in default["rules"]] == ["people"]


async def test_the_test_box_knows_applications_and_members(owner: SignedIn) -> None:
    new = {"name": "Billing", "team": "payments", "models": ["claude-*"]}
    application = told(await owner.client.post("/organization/gateway/applications", json=new))["id"]
    text = """permit (principal in Team::"payments", action, resource)
    when { principal is Application && principal.models.contains(resource.name) };
    permit (principal is Person, action, resource) when { principal.role == "owner" };"""

    async def tried(kind: str, subject_id: str, model: str) -> bool:
        body = {"text": text, "subject": {"kind": kind, "id": subject_id}, "model": model}
        return bool(told(await owner.client.post(f"{AT}/test", json=body))["allowed"])

    assert await tried("Application", application, "claude-sonnet")
    assert not await tried("Application", application, "gpt-4o")
    assert not await tried("Application", "app_nobody", "claude-sonnet")
    assert await tried("Person", owner.person.id, "gpt-4o")
    assert not await tried("Person", "usr_nobody", "gpt-4o")


async def test_a_dry_run_says_what_a_text_would_have_changed(
    world: tuple[svcs.Container, Any], owner: SignedIn
) -> None:
    services, _ = world
    await made(services, owner, "claude-sonnet", "gpt-4o", "gpt-4o")
    text = """@id("all") permit (principal, action, resource);
    @id("no-gpt") forbid (principal, action, resource) when { resource.name like "gpt-*" };
    @id("never") forbid (principal, action, resource == Model::"o9");"""

    found = told(await owner.client.post(f"{AT}/dry-run", json={"text": text}))

    assert (found["looked_at"], found["allowed_before"], found["allowed_after"]) == (3, 3, 1)
    assert {each["name"]: each["fired"] for each in found["rules"]} == {"all": 1, "no-gpt": 2, "never": 0}
    assert [(each["subject"], each["model"]) for each in found["requests"]] == [("Ada", "gpt-4o")] * 2
    assert [rule["name"] for rule in found["requests"][0]["after"]["rules"]] == ["no-gpt"]


async def made(services: svcs.Container, owner: SignedIn, *models: str) -> None:
    principal = Principal(owner.person.id, owner.membership.organization_id, Role.OWNER, "sgn_1")
    async with (await services.aget(UnitsOfWork)).write(principal) as scoped:
        for number, model in enumerate(models):
            await (await scoped.aget(Ledger)).record(
                Call(
                    id=f"call_{number}",
                    caller=Caller(principal),
                    model_id=model,
                    status=CallStatus.COMPLETED,
                    usage=Usage(input_tokens=100, output_tokens=10),
                    milliseconds=5,
                    cost_nano_usd=7,
                    started_at=datetime(2026, 11, 23, 9, number, tzinfo=UTC),
                )
            )
