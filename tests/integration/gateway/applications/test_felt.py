"""What is set meanwhile is felt by calls: in every process, soon, and whatever the clock does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.applications import ADMIN, STRANGER, Gatehouse, a_gatehouse, refused
from builders.stores import EVERYONE, MINE, THEIRS
from cloudwright.gateway.applications.errors import KeyNotFound, RotationUnderway
from cloudwright.gateway.applications.schemas import (
    ApplicationChange,
    KeyChange,
    NewApplication,
    NewApplicationKey,
    Rotation,
    Scope,
)
from cloudwright.gateway.applications.texts import new_key_id, new_text
from cloudwright.gateway.wire.refusal import Reason
from cloudwright.organizations.models import OrganizationRow, RulesRow, SuspensionRow
from cloudwright.tenancy.repository import TenantRows

FELT_AFTER_SECONDS = 1.5


@pytest.fixture
async def gatehouse(tmp_path: Path) -> AsyncIterator[Gatehouse]:
    async with a_gatehouse(tmp_path) as gatehouse:
        yield gatehouse


async def test_a_revoked_key_is_refused_within_two_seconds_in_every_process(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    other = Gatehouse(
        gatehouse.database, gatehouse.units, gatehouse.sealer, gatehouse.signing, gatehouse.times
    )
    ticket = await gatehouse.tickets.give(await gatehouse.identify(made.secret))
    for process in (gatehouse, other):
        await process.identify(made.secret)
        await process.identify(ticket)
    async with gatehouse.keys() as keys:
        await keys.revoke(made.key.id, by=ADMIN)
    gatehouse.times.passes(FELT_AFTER_SECONDS)

    for process in (gatehouse, other):
        assert (await refused(process, made.secret)).code == "invalid_key"
        assert (await refused(process, ticket)).code == "invalid_key"


async def test_a_key_that_expires_while_it_is_known_is_refused_at_that_moment(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key(NewApplicationKey(name="Brief", expires_in_days=1))
    gatehouse.times.passes(86_399.9)
    await gatehouse.identify(made.secret)
    gatehouse.times.now += timedelta(seconds=0.1)

    assert (await refused(gatehouse, made.secret)).reason is Reason.UNIDENTIFIED


async def test_a_clock_that_steps_back_keeps_nobody_known_for_longer(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    await gatehouse.identify(made.secret)
    async with gatehouse.keys() as keys:
        await keys.revoke(made.key.id, by=ADMIN)
    gatehouse.times.now -= timedelta(hours=1)
    gatehouse.times.seconds += FELT_AFTER_SECONDS

    assert await refused(gatehouse, made.secret)


async def test_known_keys_ask_the_database_once_a_second(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    async with gatehouse.statements() as asked:
        async with asyncio.TaskGroup() as calls:
            for _ in range(50):
                calls.create_task(gatehouse.identify(made.secret))
        first = len([each for each in asked if each.startswith("SELECT")])
        for _ in range(50):
            await gatehouse.identify(made.secret)
            gatehouse.times.passes(0.1)

    assert first == 3
    assert len([each for each in asked if each.startswith("SELECT")]) - first <= 5


async def test_ids_that_nobody_has_are_looked_up_once(gatehouse: Gatehouse) -> None:
    guess = new_text(new_key_id()).whole
    async with gatehouse.statements() as asked:
        for _ in range(20):
            await refused(gatehouse, guess)

    assert len([each for each in asked if each.startswith("SELECT")]) == 1


async def test_a_caller_who_leaves_takes_nobody_with_them(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    first, second = [asyncio.create_task(gatehouse.identify(made.secret)) for _ in range(2)]
    await asyncio.sleep(0)
    first.cancel()

    assert (await second).key_id == made.key.id


async def test_rotation_overlaps_and_ends(gatehouse: Gatehouse) -> None:
    old = await gatehouse.a_key()
    async with gatehouse.keys() as keys:
        new = await keys.rotate(old.key.id, Rotation(overlap_hours=1), by=ADMIN)
        with pytest.raises(RotationUnderway):
            await keys.rotate(old.key.id, Rotation(), by=ADMIN)
    gatehouse.times.passes(3_599)
    before = [await gatehouse.identify(each.secret) for each in (old, new)]
    gatehouse.times.passes(1)

    assert {each.key_id for each in before} == {old.key.id}
    assert len({each.secret_id for each in before}) == 2
    assert (await refused(gatehouse, old.secret)).code == "invalid_key"
    assert await gatehouse.identify(new.secret)
    async with gatehouse.keys() as keys:
        assert (await keys.rotate(old.key.id, Rotation(overlap_hours=0), by=ADMIN)).secret != new.secret
    gatehouse.times.passes(FELT_AFTER_SECONDS)
    assert await refused(gatehouse, new.secret)


async def test_the_secret_before_can_be_ended_early_with_its_tokens_and_the_newest_not(
    gatehouse: Gatehouse,
) -> None:
    old = await gatehouse.a_key()
    ticket = await gatehouse.tickets.give(await gatehouse.identify(old.secret))
    async with gatehouse.keys() as keys:
        new = await keys.rotate(old.key.id, Rotation(), by=ADMIN)
        newest, before = new.key.secrets
        with pytest.raises(KeyNotFound):
            await keys.end_secret(old.key.id, newest.id, by=ADMIN)
        await keys.end_secret(old.key.id, before.id, by=ADMIN)
    gatehouse.times.passes(FELT_AFTER_SECONDS)

    assert await gatehouse.identify(new.secret)
    for gone in (old.secret, ticket):
        assert (await refused(gatehouse, gone)).code == "invalid_key"


async def test_an_organisation_s_networks_hold_where_the_application_has_none(gatehouse: Gatehouse) -> None:
    own = await gatehouse.a_key(of=NewApplication(name="Own", addresses=("198.51.100.0/24",)))
    bare = await gatehouse.a_key()
    async with gatehouse.database.write(MINE) as db:
        db.add(
            RulesRow(
                organization_id="org_1",
                require_second_factor=False,
                identity_provider=None,
                allowed_networks=["203.0.113.0/24"],
                sharing=True,
                changed_by="usr_1",
                changed_at=gatehouse.times.now,
            )
        )
    gatehouse.times.passes(FELT_AFTER_SECONDS)

    assert await gatehouse.identify(bare.secret, "203.0.113.5")
    assert await gatehouse.identify(own.secret, "198.51.100.5")
    for secret, address in ((bare.secret, "198.51.100.5"), (own.secret, "203.0.113.5")):
        assert (await refused(gatehouse, secret, address)).code == "address_not_allowed"


async def test_what_is_turned_off_suspended_or_removed_is_felt(gatehouse: Gatehouse) -> None:
    off, removed, deleted = (
        await gatehouse.a_key(),
        await gatehouse.a_key(),
        await gatehouse.a_key(by=STRANGER),
    )
    for each in (off, removed, deleted):
        await gatehouse.identify(each.secret)
    async with gatehouse.applications() as applications:
        await applications.change(off.key.application_id, ApplicationChange(disabled=True), by=ADMIN)
        await applications.remove(removed.key.application_id, by=ADMIN)
    async with gatehouse.database.write(THEIRS) as db:
        row = await db.get_one(OrganizationRow, "org_2")
        row.deleted_at = gatehouse.times.now
    gatehouse.times.passes(FELT_AFTER_SECONDS)
    assert (await refused(gatehouse, off.secret)).code == "application_disabled"
    assert (await refused(gatehouse, removed.secret)).code == "invalid_key"
    assert (await refused(gatehouse, deleted.secret)).code == "invalid_key"

    async with gatehouse.applications() as applications:
        await applications.change(off.key.application_id, ApplicationChange(disabled=False), by=ADMIN)
    gatehouse.times.passes(FELT_AFTER_SECONDS)
    assert await gatehouse.identify(off.secret)

    async with gatehouse.database.write(EVERYONE) as db:
        db.add(
            SuspensionRow(
                organization_id="org_1", since=gatehouse.times.now, suspended_by="usr_9", reason="x"
            )
        )
    gatehouse.times.passes(FELT_AFTER_SECONDS)
    assert (await refused(gatehouse, off.secret)).code == "organization_suspended"


async def test_a_narrowed_key_is_felt(gatehouse: Gatehouse) -> None:
    made = await gatehouse.a_key()
    await gatehouse.identify(made.secret)
    async with gatehouse.keys() as keys:
        await keys.change(
            made.key.id, KeyChange(models=("small",), scopes=frozenset({Scope.EMBED})), by=ADMIN
        )
    gatehouse.times.passes(FELT_AFTER_SECONDS)
    found = await gatehouse.identify(made.secret)

    assert found.scopes == {Scope.EMBED}
    assert not found.may_call("large")


async def test_the_database_may_be_away_for_a_while(
    gatehouse: Gatehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await gatehouse.a_key()
    await gatehouse.identify(made.secret)

    async def away(*_: object) -> None:
        raise OSError("away")

    monkeypatch.setattr("cloudwright.gateway.applications.identity.repository.Lookup.standing", away)
    gatehouse.times.passes(20)
    assert await gatehouse.identify(made.secret)
    gatehouse.times.passes(15)
    for _ in range(2):
        with pytest.raises(OSError, match="away"):
            await gatehouse.settings.settings_of("org_1")
    answer = await refused(gatehouse, made.secret)
    assert (answer.reason, answer.retry_after_seconds) == (Reason.UNAVAILABLE, 2.0)


async def test_an_organisation_that_ends_takes_its_keys_with_it(gatehouse: Gatehouse) -> None:
    mine, theirs = await gatehouse.a_key(), await gatehouse.a_key(by=STRANGER)
    async with gatehouse.keys() as keys:
        await keys.rotate(mine.key.id, Rotation(), by=ADMIN)
    await gatehouse.identify(mine.secret)
    async with gatehouse.database.write(MINE) as db:
        await TenantRows(db).erase()
    gatehouse.times.passes(FELT_AFTER_SECONDS)

    assert (await refused(gatehouse, mine.secret)).code == "invalid_key"
    assert await gatehouse.identify(theirs.secret)
