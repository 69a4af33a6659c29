"""What stays open ends with its sign-in, and follows what its person may do."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from builders.accounts import SYSTEM, Studio, a_studio_with_accounts, enters
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.watching import Watching
from cloudwright.organizations.models import MembershipRow
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    async with a_studio_with_accounts(tmp_path_factory.mktemp("installation")) as studio:
        yield studio


async def principal_of(studio: Studio, client: httpx.AsyncClient) -> Principal:
    listed = (await client.get("/account/sign-ins")).json()["data"]["items"]
    mine = next(each["id"] for each in listed if each["current"])
    units = await studio.services.aget(UnitsOfWork)
    async with units.read(SYSTEM) as services:
        found = await (await services.aget(SignIns)).still_valid(mine, address="127.0.0.1")
    assert found is not None
    return found


@pytest.mark.bar("B7", "open connections outlived their sign-in, membership or role")
async def test_a_connection_ends_with_its_own_sign_in_alone(studio: Studio) -> None:
    watching = await studio.services.aget(Watching)
    client = await studio.account("socket@example.com")
    other = studio.browser()
    await enters(other, "socket@example.com")
    open_here, open_there = [
        asyncio.create_task(
            watching.until_ended(await principal_of(studio, each), address="", become=lambda _: None)
        )
        for each in (client, other)
    ]
    await watching.look()

    await other.delete("/sign-in")
    await watching.look()
    await asyncio.wait({open_there}, timeout=5)

    assert (open_there.done(), open_here.done()) == (True, False)
    await client.delete("/account/sign-ins")
    await watching.look()
    await asyncio.wait_for(open_here, timeout=5)


@pytest.mark.bar("B7", "open connections outlived their sign-in, membership or role")
async def test_a_connection_follows_the_role_and_ends_with_the_membership(studio: Studio) -> None:
    watching, units = await studio.services.aget(Watching, UnitsOfWork)
    client = await studio.account("role@example.com")
    principal, became = await principal_of(studio, client), list[Role]()
    task = asyncio.create_task(
        watching.until_ended(principal, address="", become=lambda now: became.append(now.role))
    )
    await watching.look()
    async with units.write(OneTenant(principal.organization_id, principal.user_id)) as services:
        await services.get(AsyncSession).execute(update(MembershipRow).values(role=Role.VIEWER.value))

    await watching.look()
    seen = len(became)
    await watching.look()

    assert became[-1] is Role.VIEWER
    assert len(became) == seen, "what did not change is not told again"
    await client.request("DELETE", "/account", json={"email": "role@example.com"})
    await watching.look()
    await asyncio.wait_for(task, timeout=5)
