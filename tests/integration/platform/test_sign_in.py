from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select

from builders.platform import CHANGING, LOCAL, a_client, a_signed_in_client, an_installation, some_settings
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.dependencies import ACCESS_COOKIE, REFRESH_COOKIE
from cloudwright.auth.errors import TicketRefused
from cloudwright.auth.models import SignInRow, TicketRow
from cloudwright.auth.schemas import Method
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.auth.service.tickets import Tickets
from cloudwright.auth.sign_in import Entrance
from cloudwright.config import SignInSettings
from cloudwright.database.engine import Database
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.rbac.offered import offered
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = pytest.mark.asyncio(loop_scope="module")

SYSTEM = EveryTenant("test")
ENTRANCE = Entrance(Method.LOCAL, device="test", address="127.0.0.1")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stranger(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """A client that never signs in, of an application that tests share."""
    async with a_client(tmp_path_factory.mktemp("installation")) as shared:
        yield shared


async def me(client: httpx.AsyncClient) -> int:
    return (await client.get("/api/v1/me")).status_code


async def test_the_local_architect_signs_in_with_one_request(tmp_path: Path) -> None:
    async with a_client(tmp_path) as client:
        options = (await client.get("/api/v1/sign-in/options")).json()["data"]
        signed_in = await client.post("/api/v1/sign-in/local", headers=CHANGING)
        answer = (await client.get("/api/v1/me")).json()["data"]

    assert options == {"local": True, "password": False, "providers": []}
    assert signed_in.json()["data"] == answer
    assert answer["user"] == {"id": "usr_local", "name": "Local architect", "email": "architect@localhost"}
    assert answer["organization"] == {"id": "org_local", "name": "Local studio"}
    assert answer["organizations"] == [{"id": "org_local", "name": "Local studio", "role": "owner"}]
    assert answer["capabilities"] == [*offered("owner")]
    assert answer["role"] == "owner"
    access, refresh, _ = signed_in.headers.get_list("set-cookie")
    assert all(each in access for each in ("HttpOnly", "SameSite=strict", "Path=/api/v1;", "Max-Age=600"))
    assert all(
        each in refresh for each in ("HttpOnly", "SameSite=strict", "Path=/api/v1/sign-in", "Max-Age=2592000")
    )
    assert "Secure" not in access + refresh


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        (("192.168.1.20", 4000), {}),
        (("127.0.0.1", 4000), {"x-forwarded-for": "127.0.0.1"}),
        (("127.0.0.1", 4000), {"forwarded": "for=127.0.0.1"}),
    ],
)
async def test_local_sign_in_is_refused_off_this_machine(
    tmp_path: Path, peer: tuple[str, int], headers: dict[str, str]
) -> None:
    async with a_client(tmp_path, peer=peer) as client:
        answer = await client.post("/api/v1/sign-in/local", headers={**CHANGING, **headers})
        options = (await client.get("/api/v1/sign-in/options", headers=headers)).json()["data"]

    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "LOCAL_SIGN_IN_REFUSED"
    assert options == {"local": False, "password": False, "providers": []}


async def test_local_sign_in_is_refused_where_it_is_switched_off(tmp_path: Path) -> None:
    settings = some_settings(tmp_path, sign_in=SignInSettings(local=False))
    async with a_client(tmp_path, settings=settings) as client:
        answer = await client.post("/api/v1/sign-in/local", headers=CHANGING)

    assert answer.json()["error"]["code"] == "LOCAL_SIGN_IN_REFUSED"


async def test_a_signed_out_token_is_worth_nothing(tmp_path: Path) -> None:
    async with a_signed_in_client(tmp_path) as client:
        token = client.cookies[ACCESS_COOKIE]
        before = await me(client)
        ended = await client.delete("/api/v1/sign-in")
        client.cookies.set(ACCESS_COOKIE, token, domain="localhost.local")
        after = await client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})

    assert (before, ended.status_code, ended.json()["data"]) == (200, 200, {})
    assert after.status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 100_000, "%00", '"; DROP TABLE sign_ins; --'])
async def test_a_token_that_nobody_was_given_is_refused(stranger: httpx.AsyncClient, token: str) -> None:
    answer = await stranger.get("/api/v1/me", headers={"cookie": f"{ACCESS_COOKIE}={token}"})

    assert answer.status_code == 401


@pytest.mark.sqlite
async def test_only_hashes_of_tokens_are_stored(tmp_path: Path) -> None:
    async with a_signed_in_client(tmp_path) as client:
        token, refresh_token = client.cookies[ACCESS_COOKIE], client.cookies[REFRESH_COOKIE]
        ticket = (await client.post("/api/v1/ws-ticket")).json()["data"]["ticket"]

    stored = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert b"sgn_" in stored
    assert token.encode() not in stored
    assert refresh_token.encode() not in stored
    assert ticket.encode() not in stored


async def test_a_ticket_works_once(tmp_path: Path) -> None:
    async with an_installation(tmp_path) as services:
        units = await services.aget(UnitsOfWork)
        principal = await a_signed_in_principal(units)
        async with units.write(principal) as scoped:
            ticket = (await (await scoped.aget(Tickets)).issue(principal)).ticket

        assert await redeem(units, ticket) == principal
        with pytest.raises(TicketRefused):
            await redeem(units, ticket)


async def test_a_ticket_dies_with_its_sign_in(tmp_path: Path) -> None:
    async with an_installation(tmp_path) as services:
        units = await services.aget(UnitsOfWork)
        principal = await a_signed_in_principal(units)
        async with units.write(principal) as scoped:
            tickets, sign_ins = await scoped.aget(Tickets, SignIns)
            ticket = (await tickets.issue(principal)).ticket
            await sign_ins.end(principal)

        with pytest.raises(TicketRefused):
            await redeem(units, ticket)


async def test_an_expired_ticket_and_an_expired_sign_in_are_refused(tmp_path: Path) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    async with an_installation(tmp_path) as services:
        units, database = await services.aget(UnitsOfWork, Database)
        async with units.write(SYSTEM) as scoped:
            organizations, sign_ins = await scoped.aget(Organizations, SignIns)
            started = await sign_ins.start(await organizations.seed_local(), ENTRANCE)
        async with units.write(started.principal) as scoped:
            ticket = (await (await scoped.aget(Tickets)).issue(started.principal)).ticket
        async with database.write({SCOPE: OneTenant(LOCAL.organization_id, LOCAL.user_id)}) as db:
            (await db.scalars(select(TicketRow))).one().expires_at = past
            (await db.scalars(select(SignInRow))).one().expires_at = past

        with pytest.raises(TicketRefused):
            await redeem(units, ticket)
        async with units.read(SYSTEM) as scoped:
            assert await (await scoped.aget(SignIns)).recognise(started.access, address="") is None


async def test_signing_in_and_out_is_written_to_the_audit_trail(tmp_path: Path) -> None:
    async with an_installation(tmp_path) as services:
        units = await services.aget(UnitsOfWork)
        principal = await a_signed_in_principal(units)
        async with units.write(principal) as scoped:
            await (await scoped.aget(SignIns)).end(principal)
        async with units.read(principal) as scoped:
            entries = await (await scoped.aget(AuditTrail)).newest()

    assert {(entry.action, entry.subject_id) for entry in entries} == {
        ("sign_in.started", principal.sign_in_id),
        ("sign_in.ended", principal.sign_in_id),
    }


async def test_seeding_twice_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        async with an_installation(tmp_path) as services:
            units = await services.aget(UnitsOfWork)
            async with units.write(SYSTEM) as scoped:
                membership = await (await scoped.aget(Organizations)).seed_local()

    assert membership.organization_id == LOCAL.organization_id
    assert membership.person_id == LOCAL.user_id


async def a_signed_in_principal(units: UnitsOfWork) -> Principal:
    async with units.write(SYSTEM) as scoped:
        organizations, sign_ins = await scoped.aget(Organizations, SignIns)
        return (await sign_ins.start(await organizations.seed_local(), ENTRANCE)).principal


async def redeem(units: UnitsOfWork, ticket: str) -> Principal:
    async with units.write(SYSTEM) as scoped:
        return await (await scoped.aget(Tickets)).redeem(ticket, address="")
