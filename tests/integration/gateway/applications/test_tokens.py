"""Tokens for client credentials: RFC 6749's answers, good ones and refusals."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote_plus, urlencode

import pytest

from builders.applications import ADMIN, HOME, Gatehouse, a_gatehouse, refused
from cloudwright.gateway.applications.schemas import (
    ApplicationChange,
    CreatedKey,
    NewApplicationKey,
    Scope,
)
from cloudwright.gateway.applications.texts import new_text
from cloudwright.gateway.applications.tokens.granting import Answer, Granting

FORM = "application/x-www-form-urlencoded"
GRANT = {"grant_type": "client_credentials"}


@pytest.fixture
async def gatehouse(tmp_path: Path) -> AsyncIterator[Gatehouse]:
    async with a_gatehouse(tmp_path) as gatehouse:
        yield gatehouse


async def asked(
    gatehouse: Gatehouse, fields: dict[str, str], *, authorization: str = "", address: str = HOME
) -> Answer:
    granting = Granting(gatehouse.identification, gatehouse.tickets)
    return await granting.answer(
        urlencode(fields).encode(), authorization=authorization, content_type=FORM, address=address
    )


def posted(made: CreatedKey) -> dict[str, str]:
    return {**GRANT, "client_id": made.key.id, "client_secret": made.secret}


def basic(made: CreatedKey) -> str:
    pair = f"{quote_plus(made.key.id)}:{quote_plus(made.secret)}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


async def test_both_ways_of_sending_the_secret_give_a_token_that_is_believed(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    answers = [
        await asked(gatehouse, posted(made)),
        await asked(gatehouse, GRANT, authorization=basic(made)),
    ]

    for answer in answers:
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-store"
        assert (answer.body["token_type"], answer.body["expires_in"]) == ("Bearer", 600)
        assert (await gatehouse.identify(str(answer.body["access_token"]))).key_id == made.key.id


async def test_a_token_may_be_narrower_than_its_key_and_never_wider(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key(
        NewApplicationKey(name="Live", scopes=frozenset({Scope.GENERATE, Scope.MODELS}))
    )
    narrow = await asked(gatehouse, {**posted(made), "scope": "models"})
    wide = await asked(gatehouse, {**posted(made), "scope": "models embed"})

    assert narrow.body["scope"] == "models"
    assert (await gatehouse.identify(str(narrow.body["access_token"]))).scopes == {Scope.MODELS}
    assert (wide.status, wide.body["error"]) == (400, "invalid_scope")


async def test_wrong_clients_are_all_told_the_same(gatehouse: Gatehouse) -> None:
    made, other = await gatehouse.a_key(), await gatehouse.a_key()
    answers = [
        await asked(gatehouse, {**posted(made), "client_id": other.key.id}),
        await asked(gatehouse, {**posted(made), "client_secret": new_text(made.key.id).whole}),
        await asked(gatehouse, {**posted(made), "client_secret": ""}),
        await asked(gatehouse, GRANT, authorization="Basic !!!"),
        await asked(gatehouse, GRANT, authorization=f"Bearer {made.secret}"),
        await asked(gatehouse, {**GRANT, "client_id": other.key.id}, authorization=basic(made)),
    ]

    assert {each.status for each in answers} == {401}
    assert len({str(each.body) for each in answers[:2] + answers[3:]}) == 1
    assert all(each.headers["www-authenticate"].startswith("Basic") for each in answers)


async def test_malformed_requests_say_what_is_wrong_with_them(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    granting = Granting(gatehouse.identification, gatehouse.tickets)
    good = urlencode(posted(made)).encode()
    bodies = {
        "as json": (b'{"grant_type":"client_credentials"}', "application/json"),
        "twice": (good + b"&scope=models&scope=embed", FORM),
        "too long": (good + b"&x=" + b"x" * 10_000, FORM),
        "too many": (b"&".join([b"a=1"] * 50), FORM),
        "no text": (b"client_secret=%ff&client_id=\xff", FORM),
        "no grant": (good.replace(b"grant_type", b"grant"), FORM),
    }
    answers = {
        name: await granting.answer(body, authorization="", content_type=kind, address=HOME)
        for name, (body, kind) in bodies.items()
    }
    twice = await asked(gatehouse, posted(made), authorization=basic(made))
    password = await asked(gatehouse, {**posted(made), "grant_type": "password"})

    assert {(each.status, each.body["error"]) for each in answers.values()} == {(400, "invalid_request")}
    assert (twice.status, twice.body["error"]) == (400, "invalid_request")
    assert (password.status, password.body["error"]) == (400, "unsupported_grant_type")


async def test_a_client_that_may_not_come_in_is_told_so(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key(NewApplicationKey(name="Here", addresses=("192.0.2.0/24",)))
    elsewhere = await asked(gatehouse, posted(made), address="198.51.100.1")
    token = str((await asked(gatehouse, posted(made))).body["access_token"])
    async with gatehouse.applications() as applications:
        await applications.change(made.key.application_id, ApplicationChange(disabled=True), by=ADMIN)
    gatehouse.times.passes(1.5)

    assert (elsewhere.status, elsewhere.body["error"]) == (400, "unauthorized_client")
    assert (await refused(gatehouse, token, "198.51.100.1")).code == "application_disabled"
    assert (await asked(gatehouse, posted(made))).body["error"] == "unauthorized_client"
