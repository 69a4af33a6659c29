"""Refresh tokens: rotated at each use, forgiving to browser tabs, unforgiving to thieves."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from builders.bars import Telling
from builders.platform import CHANGING, LOCAL, a_client, a_signed_in_client, some_settings
from cloudwright.auth.dependencies import ACCESS_COOKIE, REFRESH_COOKIE
from cloudwright.auth.models import RefreshTokenRow, SignInRow
from cloudwright.database.engine import Database
from cloudwright.kit.clock import utc_now
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import SCOPE, OneTenant

REFRESH = "/api/v1/sign-in/refresh"
LOCAL_SCOPE = {SCOPE: OneTenant(LOCAL.organization_id, LOCAL.user_id)}


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with a_signed_in_client(tmp_path) as client:
        yield client


async def refreshed(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post(REFRESH, headers={"cookie": f"{REFRESH_COOKIE}={token}"})


def given(answer: httpx.Response) -> str:
    """The refresh token of an answer."""
    assert answer.status_code == 200, answer.text
    return answer.cookies[REFRESH_COOKIE]


async def is_signed_in(client: httpx.AsyncClient, token: str) -> bool:
    answer = await client.get("/api/v1/me", headers={"authorization": f"Bearer {token}", "cookie": ""})
    return answer.status_code == 200


async def later(directory: Path, seconds: int) -> None:
    """Move what was rotated into the past."""
    database = Database(some_settings(directory).database_url, session_class=guarded_session())
    async with database.write(LOCAL_SCOPE) as db:
        moved = utc_now() - timedelta(seconds=seconds)
        await db.execute(
            update(RefreshTokenRow).where(RefreshTokenRow.rotated_at.is_not(None)).values(rotated_at=moved)
        )
    await database.close()


async def test_a_refresh_gives_the_next_token_and_a_new_access_token(client: httpx.AsyncClient) -> None:
    first, access = client.cookies[REFRESH_COOKIE], client.cookies[ACCESS_COOKIE]

    answer = await refreshed(client, first)

    assert answer.json()["data"] == {"expires_in_seconds": 600}
    assert given(answer) != first
    assert answer.cookies[ACCESS_COOKIE] != access
    assert await is_signed_in(client, answer.cookies[ACCESS_COOKIE])


@pytest.mark.bar
async def test_fifty_tabs_that_wake_together_get_one_successor(
    client: httpx.AsyncClient, bar: Telling
) -> None:
    first = client.cookies[REFRESH_COOKIE]

    answers = await asyncio.gather(*(refreshed(client, first) for _ in range(50)))  # noqa: TID251  # all at once

    successors = {given(answer) for answer in answers}
    bar("B8", "refreshes at once with one token made a second successor", wrong=len(successors) - 1, of=50)
    assert given(await refreshed(client, successors.pop()))


@pytest.mark.bar("B8", "late reuses left the sign-in open, or ended another one")
async def test_a_token_used_again_after_its_time_ends_the_sign_in_and_no_other(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    stolen, access = client.cookies[REFRESH_COOKIE], client.cookies[ACCESS_COOKIE]
    elsewhere = (await client.post("/api/v1/sign-in/local")).cookies
    successor = given(await refreshed(client, stolen))
    await later(tmp_path, 60)

    reused = await refreshed(client, stolen)

    assert (reused.status_code, reused.json()["error"]["code"]) == (401, "REFRESH_REFUSED")
    assert (await refreshed(client, successor)).status_code == 401
    assert not await is_signed_in(client, access)
    assert await is_signed_in(client, elsewhere[ACCESS_COOKIE])


@pytest.mark.bar("B8", "tokens of ended sign-ins ended another one")
async def test_a_token_of_an_ended_sign_in_ends_nothing_else(client: httpx.AsyncClient) -> None:
    ended, access = client.cookies[REFRESH_COOKIE], client.cookies[ACCESS_COOKIE]
    elsewhere = (await client.post("/api/v1/sign-in/local", headers={"cookie": ""})).cookies
    out = await client.delete("/api/v1/sign-in", headers={"authorization": f"Bearer {access}", "cookie": ""})

    assert out.status_code == 200
    assert (await refreshed(client, ended)).status_code == 401
    assert await is_signed_in(client, elsewhere[ACCESS_COOKIE])
    assert given(await refreshed(client, elsewhere[REFRESH_COOKIE]))


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 3_000, "%00"])
async def test_a_token_that_nobody_was_given_is_refused(tmp_path: Path, token: str) -> None:
    async with a_client(tmp_path) as client:
        answer = await client.post(REFRESH, headers={**CHANGING, "cookie": f"{REFRESH_COOKIE}={token}"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "REFRESH_REFUSED")


async def test_a_refresh_without_the_header_of_our_own_pages_is_refused(client: httpx.AsyncClient) -> None:
    del client.headers["x-cloudwright"]

    assert (await refreshed(client, client.cookies[REFRESH_COOKIE])).status_code == 403


async def test_devices_are_listed_and_each_can_be_signed_out(client: httpx.AsyncClient) -> None:
    mine = client.cookies[ACCESS_COOKIE]
    other = (await client.post("/api/v1/sign-in/local", headers={"user-agent": "Phone"})).cookies[
        ACCESS_COOKIE
    ]
    asking = {"authorization": f"Bearer {mine}", "cookie": ""}

    devices = (await client.get("/api/v1/account/sign-ins", headers=asking)).json()["data"]["items"]
    phone = next(each for each in devices if each["device"] == "Phone")
    ended = await client.delete(f"/api/v1/account/sign-ins/{phone['id']}", headers=asking)
    again = await client.delete(f"/api/v1/account/sign-ins/{phone['id']}", headers=asking)

    assert [each["current"] for each in devices].count(True) == 1
    assert (phone["current"], phone["method"], phone["address"]) == (False, "local", "127.0.0.1")
    assert (ended.status_code, again.status_code) == (200, 404)
    assert not await is_signed_in(client, other)
    assert await is_signed_in(client, mine)


async def test_every_device_is_signed_out_at_once(client: httpx.AsyncClient) -> None:
    mine = client.cookies[ACCESS_COOKIE]
    other = (await client.post("/api/v1/sign-in/local", headers={"cookie": ""})).cookies[ACCESS_COOKIE]
    asking = {"authorization": f"Bearer {mine}", "cookie": ""}

    answer = await client.delete("/api/v1/account/sign-ins", headers=asking)

    assert answer.json()["data"] == {"ended": 2}
    assert not await is_signed_in(client, other)
    assert not await is_signed_in(client, mine)


async def test_the_sign_in_of_another_person_cannot_be_ended(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    answer = await client.delete("/api/v1/account/sign-ins/sgn_somebody_elses")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "SIGN_IN_NOT_FOUND")
    database = Database(some_settings(tmp_path).database_url, session_class=guarded_session())
    async with database.write(LOCAL_SCOPE) as db:
        await db.execute(update(SignInRow).values(expires_at=utc_now()))
    await database.close()
    assert (await client.get("/api/v1/me")).status_code == 401
