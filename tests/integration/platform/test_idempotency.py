"""A POST that is sent again with its `Idempotency-Key` has one effect, and one answer (bar B17)."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio
import svcs
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.bars import Telling
from builders.people import SignedIn, a_person
from builders.platform import a_transport
from cloudwright.encryption.service import Sealer
from cloudwright.idempotency.errors import OutcomeUnknown, StillRunning
from cloudwright.idempotency.models import IdempotencyKeyRow
from cloudwright.idempotency.service import Repeats
from cloudwright.kit.clock import utc_now
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.bar]

World = tuple[SignedIn, SignedIn, svcs.Container]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with (
        a_transport(tmp_path_factory.mktemp("installation")) as (services, transport),
        a_person(services, transport, name="Ada") as ada,
        a_person(services, transport, name="Eve") as eve,
    ):
        yield ada, eve, services


async def make(who: SignedIn, name: str, key: str) -> httpx.Response:
    return await who.client.post("/projects", json={"name": name}, headers={"idempotency-key": key})


async def count(who: SignedIn, name: str) -> int:
    found = (await who.client.get("/projects", params={"q": name})).json()["data"]["items"]
    return sum(each["name"] == name for each in found)


async def test_a_request_that_is_sent_again_has_one_effect_and_the_same_answer(
    world: World, bar: Telling
) -> None:
    ada, _, _ = world
    first, *again = [await make(ada, "Once", "key-once-1") for _ in range(5)]

    assert [(each.status_code, each.content) for each in again] == [(201, first.content)] * 4
    assert all(each.headers["idempotency-replayed"] == "true" for each in again)
    bar("B17", "requests sent again had a second effect", wrong=await count(ada, "Once") - 1, of=len(again))


async def test_of_many_at_once_one_is_carried_out(world: World, bar: Telling) -> None:
    ada, _, _ = world
    answers = await asyncio.gather(*(make(ada, "Raced", "key-race-1") for _ in range(20)))  # noqa: TID251  a race

    codes = {each.json()["error"]["code"] for each in answers if each.status_code != 201}
    assert codes <= {"IDEMPOTENCY_IN_PROGRESS"}
    wrong = await count(ada, "Raced") - 1
    bar("B17", "requests with one key at once had a second effect", wrong=wrong, of=len(answers) - 1)


async def test_a_key_stands_for_one_request_of_one_person(world: World) -> None:
    ada, eve, _ = world
    await make(ada, "Mine", "key-shared")

    other = await make(ada, "Else", "key-shared")
    hers = await make(eve, "Mine", "key-shared")

    assert (other.status_code, other.json()["error"]["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert (hers.status_code, await count(eve, "Mine")) == (201, 1)


async def test_a_refusal_is_not_remembered(world: World) -> None:
    ada, _, _ = world
    refused = await make(ada, "", "key-refused")

    assert refused.status_code == 422
    assert (await make(ada, "Good", "key-refused")).status_code == 201


async def test_what_a_dead_process_began_is_never_begun_again(world: World) -> None:
    ada, _, services = world
    units, sealer = await services.aget(UnitsOfWork, Sealer)
    caller = Principal(ada.person.id, ada.membership.organization_id, Role.OWNER, "sgn_test")
    later = Repeats(units, sealer, clock=lambda: utc_now() + timedelta(minutes=3))

    assert await Repeats(units, sealer).begin(caller, "key-lost-1", request_hash="0" * 64) is None
    with pytest.raises(StillRunning):
        await Repeats(units, sealer).begin(caller, "key-lost-1", request_hash="0" * 64)
    with pytest.raises(OutcomeUnknown):
        await later.begin(caller, "key-lost-1", request_hash="0" * 64)


async def test_the_answer_is_kept_sealed(world: World) -> None:
    ada, _, services = world
    await make(ada, "Secretive", "key-sealed-1")

    units = await services.aget(UnitsOfWork)
    async with units.read(OneTenant(ada.membership.organization_id)) as scoped:
        rows = await scoped.get(AsyncSession).scalars(select(IdempotencyKeyRow))
        kept = {row.key: row.answer or "" for row in rows}
    assert "Secretive" not in base64.b64decode(kept["key-sealed-1"]).decode(errors="replace")
