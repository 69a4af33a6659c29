"""Taking everything along, and taking everything away."""

import io
import json
import zipfile
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.accounts import SYSTEM, Studio, a_studio_with_accounts, enters
from cloudwright.auth.models import PasswordRow, SignInRow
from cloudwright.kit.clock import utc_now
from cloudwright.organizations.models import MembershipRow
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.organizations.schemas import Membership
from cloudwright.projects.models import ProjectRow
from cloudwright.tenancy.principal import Role
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    async with a_studio_with_accounts(tmp_path_factory.mktemp("installation")) as studio:
        yield studio


async def me(client: httpx.AsyncClient) -> tuple[str, str]:
    """Return the ids of the person and of their organisation."""
    data = (await client.get("/me")).json()["data"]
    return data["user"]["id"], data["organization"]["id"]


async def join(studio: Studio, organization_id: str, *, person_id: str, role: Role) -> None:
    units = await studio.services.aget(UnitsOfWork)
    member = Membership(organization_id=organization_id, person_id=person_id, role=role)
    async with units.write(SYSTEM) as services:
        table = OrganizationsTable(services.get(AsyncSession))
        await table.add_membership(member, created_at=utc_now())


async def left_of(studio: Studio, organization_id: str, person_id: str) -> Sequence[int]:
    """Count what is left of an organisation's projects and members, and of a person's secrets and devices."""
    units = await studio.services.aget(UnitsOfWork)
    async with units.read(OneTenant(organization_id, person_id)) as services:
        db = services.get(AsyncSession)
        rows = (ProjectRow, MembershipRow, PasswordRow, SignInRow)
        return [await db.scalar(select(func.count()).select_from(each)) or 0 for each in rows]


async def test_an_export_holds_what_somebody_made_and_opens_nothing(studio: Studio) -> None:
    client = await studio.account("takes@example.com", name="Taker")
    project = (await client.post("/projects", json={"goal": "a shop for otters"})).json()["data"]["id"]
    _, organization_id = await me(client)

    answer = await client.get("/account/export")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    folder = f"organizations/{organization_id}"
    made = json.loads(archive.read(f"{folder}/projects.json"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert json.loads(archive.read("account.json"))["email"] == "takes@example.com"
    assert [(each["id"], each["goal"]) for each in made] == [(project, "a shop for otters")]
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert not any(word in everything for word in (b"argon2", b"token_hash", b"code_hash", b'"secret"'))


async def test_an_account_goes_with_its_organisation_and_leaves_an_id(studio: Studio) -> None:
    client = await studio.account("goes@example.com")
    person_id, organization_id = await me(client)
    await client.post("/projects", json={"goal": "a shop"})

    wrong = await client.request("DELETE", "/account", json={"email": "other@example.com"})
    done = await client.request("DELETE", "/account", json={"email": " Goes@example.com"})

    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "NOT_CONFIRMED")
    assert done.status_code == 200, done.text
    assert await left_of(studio, organization_id, person_id) == [0, 0, 0, 0]
    assert (await client.get("/me")).status_code == 401
    assert (await enters(studio.browser(), "goes@example.com")).status_code == 403
    assert [each.template for each in await studio.mails("goes@example.com")][-1] == "account_deleted"
    again = await studio.account("goes@example.com")
    assert (await me(again))[0] != person_id


async def test_the_only_owner_of_others_cannot_go(studio: Studio) -> None:
    owner = await studio.account("boss@example.com", name="Boss")
    member = await studio.account("member@example.com", name="Member")
    _, organization_id = await me(owner)
    member_id, _ = await me(member)
    await join(studio, organization_id, person_id=member_id, role=Role.ARCHITECT)

    refused = await owner.request("DELETE", "/account", json={"email": "boss@example.com"})
    leaves = await member.request("DELETE", "/account", json={"email": "member@example.com"})
    goes = await owner.request("DELETE", "/account", json={"email": "boss@example.com"})

    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "SOLE_OWNER")
    assert refused.json()["error"]["details"]["organizations"] == ["Boss's organisation"]
    assert (leaves.status_code, goes.status_code) == (200, 200)


async def test_the_local_architect_stays(studio: Studio) -> None:
    client = studio.browser()
    await client.post("/sign-in/local")

    answer = await client.request("DELETE", "/account", json={"email": "architect@localhost"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "LOCAL_ACCOUNT")
