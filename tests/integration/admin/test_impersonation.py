"""An operator looks as a member: announced, for a while, and changing nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from builders.operators import REASON, Operated, an_operated_installation
from builders.people import SYSTEM
from builders.source_code import ROOT
from cloudwright.auth.models import ImpersonationRow
from cloudwright.auth.service.tickets import Tickets
from cloudwright.auth.service.watching import Watching
from cloudwright.conversations.connection import Connection
from cloudwright.conversations.frames import Cancel, Run
from cloudwright.conversations.outbox import Outbox
from cloudwright.kit.clock import utc_now
from cloudwright.notifications.models import NotificationRow
from cloudwright.tenancy.principal import Role
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

DESCRIPTION = json.loads((ROOT / "docs" / "api" / "openapi.json").read_text("utf-8"))
CHANGING = [
    (method.upper(), path.removeprefix("/api/v1"), operation["operationId"])
    for path, methods in DESCRIPTION["paths"].items()
    for method, operation in methods.items()
    if method != "get"
]
OF_THE_OPERATOR = {"refresh_sign_in", "socket_ticket", "end_impersonation"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def operated(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Operated]:
    async with an_operated_installation(tmp_path_factory.mktemp("installation")) as operated:
        yield operated


async def look_as(operated: Operated, role: Role) -> int:
    order = {
        "organization_id": operated.home,
        "person_id": operated.members[role].person.id,
        "reason": REASON,
        "minutes": 5,
    }
    return (await operated.operator.client.post("/platform/impersonations", json=order)).status_code


async def test_an_operator_sees_what_the_member_sees_and_says_who_looks(operated: Operated) -> None:
    client, owner = operated.operator.client, operated.owner.client
    project = (await owner.post("/projects", json={"goal": "a shop"})).json()["data"]["id"]

    assert await look_as(operated, Role.ARCHITECT) == 201
    me = (await client.get("/me")).json()["data"]
    seen = await client.get(f"/projects/{project}")
    keys = await client.get("/organization/security")
    platform = await client.get("/platform/organizations")
    assert (await client.delete("/impersonation")).status_code == 200

    assert me["user"]["email"] == "architect@example.com"
    assert (me["impersonation"]["operator"], me["impersonation"]["reason"]) == ("Olga", REASON)
    assert "operator" not in me["capabilities"]
    assert [each["id"] for each in me["organizations"]] == [operated.home]
    assert seen.status_code == 200
    assert keys.json()["error"]["code"] == "IMPERSONATION_READ_ONLY"
    assert platform.status_code == 404
    back = (await client.get("/me")).json()["data"]
    assert (back["user"]["name"], back["impersonation"]) == ("Olga", None)
    assert (await client.delete("/impersonation")).json()["error"]["code"] == "NOT_LOOKING"


async def test_no_operation_that_is_not_get_changes_anything(operated: Operated) -> None:
    client, refused = operated.operator.client, 0
    assert await look_as(operated, Role.OWNER) == 201
    for method, path, operation in CHANGING:
        if operation not in OF_THE_OPERATOR:
            filled = "/".join("x1" if part.startswith("{") else part for part in path.split("/"))
            answer = await client.request(method, filled, json={})
            code = answer.json()["error"]["code"]
            assert (answer.status_code, code) == (403, "IMPERSONATION_READ_ONLY"), (operation, answer.text)
            refused += 1
    assert (await client.delete("/impersonation")).status_code == 200
    print(f"refused while looking as a member: {refused} of {len(CHANGING)} changing operations")  # noqa: T201  # the N of the proof
    assert refused == len(CHANGING) - len(OF_THE_OPERATOR)


async def test_no_frame_of_a_socket_that_changes_is_obeyed(operated: Operated) -> None:
    client = operated.operator.client
    assert await look_as(operated, Role.OWNER) == 201
    ticket = (await client.post("/ws-ticket")).json()["data"]["ticket"]
    async with operated.services.get(UnitsOfWork).write(SYSTEM) as scoped:
        principal = await (await scoped.aget(Tickets)).redeem(ticket, address="127.0.0.1")
    outbox = Outbox()
    connection = await Connection.open(operated.services, principal, outbox=outbox)
    run = {"t": "run", "thread": "th_1", "run": "run_12345678", "mode": "brainstorm", "text": "hello"}
    await connection.take(Run.model_validate(run))
    await connection.take(Cancel(t="cancel", run="run_12345678"))
    connection.close()
    assert (await client.delete("/impersonation")).status_code == 200

    frames = [json.loads(outbox._frames.get_nowait()) for _ in range(2)]
    assert principal.onlooker is not None
    assert [each["code"] for each in frames] == ["IMPERSONATION_READ_ONLY"] * 2


async def test_a_socket_of_an_onlooker_ends_when_the_time_is_over(operated: Operated) -> None:
    units, watching = await operated.services.aget(UnitsOfWork, Watching)
    assert await look_as(operated, Role.VIEWER) == 201
    ticket = (await operated.operator.client.post("/ws-ticket")).json()["data"]["ticket"]
    async with units.write(SYSTEM) as scoped:
        principal = await (await scoped.aget(Tickets)).redeem(ticket, address="127.0.0.1")
    open_socket = asyncio.create_task(
        watching.until_ended(principal, address="127.0.0.1", become=lambda _: None)
    )
    await asyncio.sleep(0)
    await watching.look()
    assert not open_socket.done()

    async with units.write(SYSTEM) as scoped:
        earlier = utc_now() - timedelta(seconds=1)
        await scoped.get(AsyncSession).execute(update(ImpersonationRow).values(expires_at=earlier))
    await watching.look()
    await asyncio.wait_for(open_socket, timeout=5)
    assert (await operated.operator.client.get("/me")).json()["data"]["user"]["name"] == "Olga"


async def test_it_is_announced_to_the_member_the_owners_and_both_trails(operated: Operated) -> None:
    operator, architect = operated.operator.client, operated.members[Role.ARCHITECT].client
    assert await look_as(operated, Role.ARCHITECT) == 201
    assert (await operator.delete("/impersonation")).status_code == 200

    own = (await architect.get("/account/impersonations")).json()["data"]["items"]
    trail = (await operated.owner.client.get("/organization/audit")).text
    platform = (await operator.get("/platform/audit?trail=platform&q=impersonation.")).json()["data"]["items"]
    async with operated.services.get(UnitsOfWork).read(SYSTEM) as scoped:
        mails = await scoped.get(AsyncSession).scalars(
            select(NotificationRow).where(NotificationRow.template == "looked_as")
        )
        homes = {mail.organization_id for mail in mails}

    assert (own[0]["operator"], own[0]["reason"], own[0]["over"]) == ("Olga", REASON, True)
    assert "impersonation.started" in trail
    assert "Olga" in trail
    assert [each["action"] for each in platform[:2]] == ["impersonation.ended", "impersonation.started"]
    assert homes == {operated.home}


async def test_nobody_looks_as_an_operator_as_themselves_or_as_a_stranger(operated: Operated) -> None:
    client, operator = operated.operator.client, operated.operator
    order = {"organization_id": operator.membership.organization_id, "reason": REASON}
    own = await client.post("/platform/impersonations", json={**order, "person_id": operator.person.id})
    stranger = await client.post(
        "/platform/impersonations", json={**order, "person_id": operated.owner.person.id}
    )
    long = await client.post(
        "/platform/impersonations", json={**order, "person_id": operator.person.id, "minutes": 61}
    )

    assert own.json()["error"]["code"] == stranger.json()["error"]["code"] == "CANNOT_LOOK_AS"
    assert long.status_code == 422
