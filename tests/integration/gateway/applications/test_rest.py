"""Applications by the API: what admins do, what is shown once, and who may not."""

import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
import svcs

from builders.people import SignedIn, a_colleague, a_person
from builders.platform import a_transport
from builders.shared_designs import Json, refused, told
from cloudwright.gateway.applications.identity.service import Identification
from cloudwright.gateway.applications.settings import SettingsOf
from cloudwright.tenancy.principal import Role

pytestmark = pytest.mark.asyncio(loop_scope="module")

HERE = "/organization/gateway"
SECRET = "sk-proj-never-to-be-seen-again"


@dataclass(frozen=True)
class Studio:
    services: svcs.Container
    people: dict[Role, SignedIn]
    stranger: httpx.AsyncClient

    def client(self, role: Role = Role.OWNER) -> httpx.AsyncClient:
        return self.people[role].client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    async with AsyncExitStack() as stack:
        services, transport = await stack.enter_async_context(
            a_transport(tmp_path_factory.mktemp("installation"))
        )
        owner = await stack.enter_async_context(a_person(services, transport, name="Ada"))
        people = {Role.OWNER: owner}
        for role in set(Role) - {Role.OWNER}:
            colleague = a_colleague(services, transport, of=owner, name=role.value.title(), role=role)
            people[role] = await stack.enter_async_context(colleague)
        bare = httpx.AsyncClient(transport=transport, base_url="http://localhost:8000")
        yield Studio(services, people, await stack.enter_async_context(bare))


async def a_key(studio: Studio) -> Json:
    application = told(await studio.client().post(f"{HERE}/applications", json={"name": "Shop"}))
    made = await studio.client().post(f"{HERE}/applications/{application['id']}/keys", json={"name": "Live"})
    return dict(told(made))


async def test_a_rotation_that_is_sent_again_gives_the_same_one_secret(studio: Studio) -> None:
    made = await a_key(studio)
    path, sent_again = f"{HERE}/keys/{made['key']['id']}/rotation", {"Idempotency-Key": "rotation-0001"}
    first, second = [
        told(await studio.client().post(path, json={"overlap_hours": 1}, headers=sent_again))
        for _ in range(2)
    ]
    listed = (await studio.client().get(f"{HERE}/applications")).text
    identification = await studio.services.aget(Identification)

    assert first == second
    assert len(first["key"]["secrets"]) == 2
    for secret in (made["secret"], first["secret"]):
        assert secret not in listed
        assert (await identification.identify(secret, "127.0.0.1")).key_id == made["key"]["id"]
    assert refused(await studio.client().post(path, json={})) == (409, "ROTATION_UNDERWAY")


async def test_a_token_is_given_where_programs_look_for_it(studio: Studio) -> None:
    made = await a_key(studio)
    pair = base64.b64encode(f"{made['key']['id']}:{made['secret']}".encode()).decode()
    form = {"grant_type": "client_credentials"}
    answer = await studio.stranger.post("/oauth/token", data=form, headers={"authorization": f"Basic {pair}"})
    wrong = await studio.stranger.post("/oauth/token", data={**form, "client_id": "x", "client_secret": "y"})
    identification = await studio.services.aget(Identification)

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert (await identification.identify(answer.json()["access_token"], "::1")).key_id == made["key"]["id"]
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    me = await studio.stranger.get(
        "/api/v1/me", headers={"authorization": f"Bearer {answer.json()['access_token']}"}
    )
    assert me.status_code == 401


async def test_what_was_done_is_in_the_trail_without_secrets(studio: Studio) -> None:
    made, client = await a_key(studio), studio.client()
    own = {"provider": "openai", "name": "Ours", "secret": SECRET}
    provider = told(await client.post(f"{HERE}/providers", json=own))
    limit = {"kind": "concurrency", "level": "team", "subject": "web", "most": 3}
    named = told(await client.put(f"{HERE}/limits", json=limit))["name"]
    told(await client.delete(f"{HERE}/limits", params={"name": named}))
    told(await client.delete(f"{HERE}/providers/{provider['id']}"))
    told(await client.delete(f"{HERE}/keys/{made['key']['id']}"))
    trail = await client.get("/organization/audit", params={"limit": 100})

    done = {each["action"] for each in told(trail)["items"]}
    assert done >= {
        "application.created",
        "application_key.made",
        "application_key.revoked",
        "provider_key.added",
        "provider_key.removed",
        "gateway_limit.set",
        "gateway_limit.removed",
    }
    assert SECRET not in trail.text
    assert made["secret"] not in trail.text


async def test_a_secret_is_never_said_back_even_when_it_is_refused(studio: Studio) -> None:
    for body in (
        {"provider": "openai", "name": "Ours", "secret": f"{SECRET} with spaces"},
        {"provider": "nobody", "name": "Ours", "secret": SECRET},
        {"provider": "openai-compatible", "name": "Ours", "secret": SECRET, "base_url": "https://127.0.0.1"},
        {"provider": "openai", "name": "Ours", "secret": SECRET, "unknown": SECRET},
    ):
        answer = await studio.client().post(f"{HERE}/providers", json=body)
        assert answer.status_code == 422
        assert SECRET not in answer.text
    good = await studio.client().post(
        f"{HERE}/providers", json={"provider": "openai", "name": "Ours", "secret": SECRET}
    )
    assert SECRET not in good.text + (await studio.client().get(f"{HERE}/providers")).text


@pytest.mark.parametrize("role", [Role.ARCHITECT, Role.VIEWER, Role.BILLING, Role.AUDITOR])
async def test_only_owners_and_admins_change_and_others_see_what_is_theirs_to_see(
    studio: Studio, role: Role
) -> None:
    client = studio.client(role)
    changed = [
        await client.post(f"{HERE}/applications", json={"name": "Mine"}),
        await client.post(f"{HERE}/providers", json={"provider": "openai", "name": "x", "secret": "x"}),
        await client.put(f"{HERE}/profiles", json={"name": "mine"}),
    ]
    seen = {
        name
        for name in ("applications", "providers", "routes", "limits", "profiles")
        if (await client.get(f"{HERE}/{name}")).status_code == 200
    }

    assert {refused(each) for each in changed} == {(403, "NOT_PERMITTED")}
    assert seen == {
        Role.AUDITOR: {"applications", "providers", "routes", "limits", "profiles"},
        Role.BILLING: {"limits"},
    }.get(role, set())


async def test_an_admin_sets_what_calls_then_go_by(studio: Studio) -> None:
    client = studio.client(Role.ADMIN)
    target = {"provider": "openai", "model": "gpt-small"}
    told(await client.put(f"{HERE}/routes", json={"alias": "small", "targets": [target]}))
    told(await client.put(f"{HERE}/profiles", json={"name": "own", "prompt": {"email": "redact"}}))
    organization_id = studio.people[Role.ADMIN].membership.organization_id
    fresh = await (await studio.services.aget(SettingsOf)).settings_of(organization_id)

    assert fresh.routes["small"].targets[0].model == "gpt-small"
    assert [*fresh.profiles] == ["own"]
    assert told(await client.get(f"{HERE}/profiles"))["items"][0]["prompt"] == {"email": "redact"}
