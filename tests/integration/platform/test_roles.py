"""What each role may do, asked over HTTP: the table of permissions is what routes insist on."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import update

from builders.platform import LOCAL, a_signed_in_client, some_settings
from cloudwright.database.engine import Database
from cloudwright.organizations.models import MembershipRow
from cloudwright.projects.models import ProjectRow
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.principal import Role
from cloudwright.tenancy.scope import SCOPE, OneTenant

pytestmark = pytest.mark.asyncio(loop_scope="module")

ALLOWED = {
    "GET /projects": {Role.OWNER, Role.ADMIN, Role.ARCHITECT, Role.VIEWER, Role.AUDITOR},
    "POST /projects": {Role.OWNER, Role.ADMIN, Role.ARCHITECT},
    "GET /me": set(Role),
    "POST /ws-ticket": set(Role),
    "GET /conversations": {Role.OWNER, Role.ADMIN, Role.ARCHITECT, Role.VIEWER, Role.AUDITOR},
    "DELETE /projects/{theirs}": {Role.OWNER, Role.ADMIN},
    "DELETE /projects/{own}": {Role.OWNER, Role.ADMIN, Role.ARCHITECT},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(directory: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with a_signed_in_client(directory) as client:
        yield client


async def change(directory: Path, role: Role) -> None:
    database = Database(some_settings(directory).database_url, session_class=guarded_session())
    async with database.write({SCOPE: OneTenant(LOCAL.organization_id, LOCAL.user_id)}) as db:
        await db.execute(update(MembershipRow).values(role=role.value))
    await database.close()


async def a_project(client: httpx.AsyncClient, directory: Path, *, of: str) -> str:
    await change(directory, Role.OWNER)
    made = (await client.post("/api/v1/projects", json={"goal": "a shop"})).json()["data"]["id"]
    database = Database(some_settings(directory).database_url, session_class=guarded_session())
    async with database.write({SCOPE: OneTenant(LOCAL.organization_id, LOCAL.user_id)}) as db:
        await db.execute(update(ProjectRow).where(ProjectRow.id == made).values(created_by=of))
    await database.close()
    return str(made)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("request_line", ALLOWED)
async def test_a_route_insists_on_what_the_role_may_do(
    client: httpx.AsyncClient, directory: Path, *, request_line: str, role: Role
) -> None:
    method, path = request_line.split(" ")
    if "{" in path:
        of = LOCAL.user_id if "own" in path else "usr_somebody"
        path = path.partition("{")[0] + await a_project(client, directory, of=of)
    await change(directory, role)

    answer = await client.request(method, f"/api/v1{path}", json={"goal": "x"} if method == "POST" else None)

    allowed = role in ALLOWED[request_line]
    assert (answer.status_code < 400) is allowed, answer.text
    if not allowed:
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "NOT_PERMITTED")
