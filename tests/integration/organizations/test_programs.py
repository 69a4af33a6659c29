"""Programs over HTTP: what a key opens, what it never opens, when it ends, and what the trail keeps of it."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
import svcs
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from builders.people import SignedIn, a_person
from builders.platform import a_transport
from cloudwright.organizations.models import MembershipRow
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

Installation = tuple[svcs.Container, httpx.AsyncBaseTransport]
SCOPES = ["projects:read", "projects:create", "members:read"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def installation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    async with a_transport(tmp_path_factory.mktemp("installation")) as (services, transport):
        yield services, transport


@pytest_asyncio.fixture(loop_scope="module")
async def ada(installation: Installation) -> AsyncIterator[SignedIn]:
    services, transport = installation
    async with a_person(services, transport, name="Ada") as ada:
        yield ada


@pytest_asyncio.fixture(loop_scope="module")
async def program(installation: Installation, ada: SignedIn) -> AsyncIterator[httpx.AsyncClient]:
    """A client that has a key of Ada's and nothing else: no cookie, no header of ours."""
    made = await ada.client.post("/organization/api-keys", json={"name": "CI", "scopes": SCOPES})
    assert made.status_code == 201, made.text
    headers = {"authorization": f"Bearer {made.json()['data']['secret']}"}
    base = "http://localhost:8000/api/v1"
    async with httpx.AsyncClient(transport=installation[1], base_url=base, headers=headers) as client:
        yield client


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def change_membership(installation: Installation, ada: SignedIn, *, role: str | None) -> None:
    units = await installation[0].aget(UnitsOfWork)
    mine = MembershipRow.person_id == ada.person.id
    async with units.write(OneTenant(ada.membership.organization_id)) as scoped:
        db = await scoped.aget(AsyncSession)
        if role is None:
            await db.execute(delete(MembershipRow).where(mine))
        else:
            await db.execute(update(MembershipRow).where(mine).values(role=role))


async def test_a_key_does_what_its_scopes_say_and_no_more(program: httpx.AsyncClient) -> None:
    assert (await program.get("/projects")).status_code == 200
    assert (await program.post("/projects", json={"goal": "a shop"})).status_code == 201
    assert code(await program.get("/organization/audit")) == (403, "NOT_PERMITTED")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/me"),
        ("GET", "/organization/api-keys"),
        ("POST", "/organization/api-keys"),
        ("POST", "/ws-ticket"),
        ("PATCH", "/organization/security"),
        ("POST", "/organizations"),
    ],
)
async def test_no_key_manages_keys_accounts_or_rules(
    program: httpx.AsyncClient, method: str, path: str
) -> None:
    assert code(await program.request(method, path, json={}))[1] == "NOT_PERMITTED"


async def test_a_key_allows_no_more_than_the_role_that_its_maker_has_today(
    installation: Installation, ada: SignedIn, program: httpx.AsyncClient
) -> None:
    await change_membership(installation, ada, role="viewer")

    assert (await program.get("/projects")).status_code == 200
    assert code(await program.post("/projects", json={"goal": "x"})) == (403, "NOT_PERMITTED")


async def test_a_key_ends_with_the_membership_of_its_maker(
    installation: Installation, ada: SignedIn, program: httpx.AsyncClient
) -> None:
    await change_membership(installation, ada, role=None)

    assert code(await program.get("/projects")) == (401, "NOT_SIGNED_IN")


async def test_a_revoked_key_is_refused_with_its_next_request(
    ada: SignedIn, program: httpx.AsyncClient
) -> None:
    await program.get("/projects")
    listed = (await ada.client.get("/organization/api-keys")).json()["data"]
    key = listed["items"][0]

    assert (key["created_by"], sorted(key["scopes"])) == ("Ada", sorted(SCOPES))
    assert key["last_used_at"]
    assert "keys:manage" not in {each["scope"] for each in listed["scopes"]}
    assert (await ada.client.delete(f"/organization/api-keys/{key['id']}")).status_code == 200
    assert code(await program.get("/projects")) == (401, "NOT_SIGNED_IN")
    assert (await ada.client.get("/organization/api-keys")).json()["data"]["items"] == []


async def test_a_key_is_held_to_the_networks_of_the_organisation(
    ada: SignedIn, program: httpx.AsyncClient, installation: Installation
) -> None:
    assert (
        await ada.client.patch("/organization/security", json={"ip_allow_list": ["127.0.0.1"]})
    ).status_code == 200
    elsewhere = httpx.ASGITransport(installation[1].app, client=("192.0.2.1", 1))  # type: ignore[attr-defined]  # ours
    async with httpx.AsyncClient(transport=elsewhere, base_url=program.base_url) as client:
        refused = await client.get("/projects", headers=dict(program.headers))

    assert (await program.get("/projects")).status_code == 200
    assert code(refused) == (403, "ADDRESS_REFUSED")


async def test_a_cookie_does_not_stand_in_for_the_header_that_a_key_needs_not(ada: SignedIn) -> None:
    token = ada.client.headers["authorization"].removeprefix("Bearer ")
    cookie = {"cookie": f"cw_access={token}", "x-cloudwright": "", "authorization": "Bearer cw_live_forged"}

    answer = await ada.client.post("/projects", json={"goal": "x"}, headers=cookie)

    assert code(answer) == (401, "NOT_SIGNED_IN")


async def test_the_trail_names_who_did_what_by_what_and_what_was_refused(
    ada: SignedIn, program: httpx.AsyncClient
) -> None:
    await program.post("/projects", json={"goal": "a shop"})
    await program.post("/organization/api-keys", json={})

    page = (await ada.client.get("/organization/audit?limit=2")).json()["data"]
    refused, made = page["items"]
    older = (await ada.client.get(f"/organization/audit?cursor={page['next_cursor']}")).json()["data"]
    by_name = (await ada.client.get("/organization/audit?q=ada&result=refused")).json()["data"]
    table = await ada.client.get("/organization/audit.csv?action=api_key.made")

    assert refused["actor"]["name"] == "Ada"
    assert refused["actor"]["kind"] == "key"
    assert (refused["action"], refused["result"]) == ("make_api_key.refused", "refused")
    assert refused["address"] == "127.0.0.1"
    assert (made["actor"]["kind"], made["action"], made["subject"]) == ("person", "api_key.made", "CI")
    assert not {refused["id"], made["id"]} & {each["id"] for each in older["items"]}
    assert [each["id"] for each in by_name["items"]] == [refused["id"]]
    assert "api_key.made" in page["actions"]
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(table.text.splitlines()) == 2
