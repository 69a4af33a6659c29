"""An organisation with one of everything, each with a word that nobody else may read; and a foreign one."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import svcs

from builders.people import SignedIn, a_colleague, a_person
from builders.platform import CHANGING, a_transport
from builders.shared_designs import Json, told
from cloudwright.tenancy.principal import Role

MARK = "zanzibar"
_SENTENCE = (
    f"A static site for the {MARK} shop in eu-west-1, 300,000 page views a month, under 50 USD a month."
)
_RUN = "run_isolation001"
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class TwoOrganizations:
    """`ids` are those of `owner`'s things, by the names that parameters of the API have for them.

    `foreigners` hold every role, all in another organisation; `stranger` has no sign-in, and `pretender` one
    that nobody gave them.
    """

    services: svcs.Container
    owner: SignedIn
    ids: Mapping[str, str]
    foreigners: Mapping[Role, SignedIn]
    stranger: httpx.AsyncClient
    pretender: httpx.AsyncClient


@asynccontextmanager
async def two_organizations(directory: Path) -> AsyncIterator[TwoOrganizations]:
    async with AsyncExitStack() as stack:
        services, transport = await stack.enter_async_context(a_transport(directory))
        owner = await stack.enter_async_context(a_person(services, transport, name=MARK.capitalize()))
        first = await stack.enter_async_context(a_person(services, transport, name="Eve"))
        others: dict[Role, SignedIn] = {
            role: await stack.enter_async_context(
                a_colleague(services, transport, of=first, name=role.value.capitalize(), role=role)
            )
            for role in Role
            if role is not Role.OWNER
        }
        stranger, pretender = [
            await stack.enter_async_context(
                httpx.AsyncClient(transport=transport, base_url=first.client.base_url, headers=headers)
            )
            for headers in (CHANGING, {**CHANGING, "authorization": _forged(owner)})
        ]
        ids = await _belongings(owner)
        foreigners = {Role.OWNER: first, **others}
        yield TwoOrganizations(services, owner, ids, foreigners, stranger, pretender)


def _forged(owner: SignedIn) -> str:
    """Return the owner's token with a signature that is another's."""
    head, _, signature = owner.client.headers["authorization"].rpartition(".")
    return f"{head}.{signature[::-1]}"


async def _belongings(owner: SignedIn) -> Mapping[str, str]:
    """Let the owner make one of everything, as a person does."""
    client = owner.client
    project = told(await client.post("/projects", json={"name": MARK, "goal": _SENTENCE}))["id"]
    conversation = told(await client.post(f"/projects/{project}/conversations", json={"title": MARK}))["id"]
    await _run(client, conversation, {"run": _RUN, "mode": "brainstorm", "text": _SENTENCE})
    option = told(await client.get(f"/projects/{project}/options"))[0]["id"]
    told(await client.put(f"/projects/{project}/standards", json={"formats": ["terraform"]}))
    build = {"type": "build", "option_id": option}
    await _run(client, conversation, {"run": "run_isolation002", "mode": "implement", "action": build})
    revision = told(await client.get(f"/options/{option}/revisions"))[0]["id"]
    made = await _made_by_buttons(client, revision)
    history = told(await client.get(f"/conversations/{conversation}"))
    return {
        "project_id": project,
        "conversation_id": conversation,
        "option_id": option,
        "revision_id": revision,
        "before_id": revision,
        "after_id": revision,
        "artifact_id": told(await client.get("/artifacts"))["items"][0]["id"],
        "run_id": _RUN,
        **made,
        "person_id": owner.person.id,
        "organization_id": owner.membership.organization_id,
        "sign_in_id": told(await client.get("/account/sign-ins"))["items"][0]["id"],
        "call_id": told(await client.get("/organization/gateway/calls"))["items"][0]["id"],
        "message_id": history["messages"][0]["id"],
    }


async def _made_by_buttons(client: httpx.AsyncClient, revision: str) -> Mapping[str, str]:
    """Let the owner make what no run makes."""
    said = {"revision_id": revision, "anchor": {"kind": "design"}, "text": MARK}
    thread = told(await client.post("/comment-threads", json=said))
    shared = {"revision_id": revision, "parts": ["design"], "expires_in_days": 7}
    link = told(await client.post("/share-links", json=shared))["link"]
    wanted = {"email": f"{MARK}@example.com", "role": "viewer"}
    invitation = told(await client.post("/organization/invitations", json=wanted))
    program = {"name": MARK, "scopes": ["projects:read"], "expires_in_days": 30}
    key = told(await client.post("/organization/api-keys", json=program))["api_key"]
    domain = told(await client.post("/organization/domains", json={"name": f"{MARK}.example"}))
    application = told(await client.post("/organization/gateway/applications", json={"name": MARK}))["id"]
    made = await client.post(f"/organization/gateway/applications/{application}/keys", json={"name": MARK})
    application_key = told(made)["key"]
    own = {"provider": "openai", "name": MARK, "secret": "sk-nobody-0123456789"}
    provider = told(await client.post("/organization/gateway/providers", json=own))
    rules = f'@id("{MARK}") permit (principal, action, resource);'
    saved = {"text": rules, "note": MARK, "expected_version": None}
    told(await client.put("/organization/gateway/policies/live", json=saved))
    return {
        "thread_id": thread["id"],
        "comment_id": thread["comments"][0]["id"],
        "link_id": link["id"],
        "invitation_id": invitation["id"],
        "key_id": key["id"],
        "domain_id": domain["id"],
        "application_id": application,
        "application_key_id": application_key["id"],
        "secret_id": application_key["secrets"][0]["id"],
        "provider_key_id": provider["id"],
    }


async def _run(client: httpx.AsyncClient, conversation: str, ask: Json) -> None:
    """Start a run and return when it has ended."""
    told(await client.post(f"/conversations/{conversation}/runs", json=ask))
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while told(await client.get(f"/runs/{ask['run']}"))["ended_at"] is None:  # noqa: ASYNC110  no event tells it
            await asyncio.sleep(_PAUSE_SECONDS)
