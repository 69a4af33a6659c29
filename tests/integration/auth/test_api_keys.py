"""API keys: made once, recognised until they end, and never more than their maker."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from builders.stores import EVERYONE, MINE, NOW, THEIRS, a_store
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.api_keys.errors import ApiKeyNotFound, ScopeRefused
from cloudwright.auth.api_keys.schemas import ApiKey, CreatedApiKey, NewKey, Recognised
from cloudwright.auth.api_keys.service import ApiKeys
from cloudwright.auth.api_keys.text import new_key
from cloudwright.database.engine import Database
from cloudwright.rbac.permissions import NEVER_BY_KEY, Permission
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.users.service import People

ADMIN = Principal(user_id="usr_1", organization_id="org_1", role=Role.ADMIN, sign_in_id="sgn_1")
READING = NewKey(name="Reports", scopes=frozenset({Permission.USAGE_READ, Permission.PROJECTS_READ}))
PEPPER, OLDER = b"n" * 32, b"o" * 32


class Desk:
    """Each call is a transaction of its own, at a time that is set."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.now = NOW
        self.peppers: tuple[bytes, ...] = (PEPPER,)

    @asynccontextmanager
    async def keys(self, scope: dict[str, object] | None = None) -> AsyncIterator[ApiKeys]:
        async with self._database.write(scope or MINE) as db:
            yield ApiKeys(db, self.peppers, people=People(db), audit=AuditTrail(db), clock=self.clock)

    def clock(self) -> datetime:
        return self.now

    async def make(self, wanted: NewKey = READING, *, by: Principal = ADMIN) -> CreatedApiKey:
        async with self.keys() as keys:
            return await keys.make(wanted, by=by)

    async def recognise(self, secret: str) -> Recognised | None:
        async with self.keys({**EVERYONE}) as keys:
            return await keys.recognise(secret)

    async def use(self, secret: str) -> bool:
        """Return whether the time of this use was written."""
        found = await self.recognise(secret)
        assert found is not None
        async with self.keys({**EVERYONE}) as keys:
            noted = await keys.seen(found)
            assert noted == keys.is_stale(found)
            return noted

    async def list(self) -> Sequence[ApiKey]:
        async with self.keys() as keys:
            return (await keys.list(ADMIN)).items


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


async def test_a_key_is_recognised_as_what_it_was_made_for(desk: Desk) -> None:
    made = await desk.make()

    assert await desk.recognise(made.secret) == Recognised(
        key_id=made.api_key.id,
        organization_id="org_1",
        person_id="usr_1",
        scopes=READING.scopes,
        expires_at=NOW + timedelta(days=90),
        last_used_at=None,
    )


async def test_the_secret_is_nowhere_in_the_database(desk: Desk, database: Database) -> None:
    made = await desk.make()

    async with database.read(EVERYONE) as db:
        connection = await db.connection()
        kept = str((await connection.execute(text("SELECT * FROM api_keys"))).all())
        kept += str((await connection.execute(text("SELECT * FROM audit_entries"))).all())

    secret = made.secret.rpartition("_")[2]
    assert made.api_key.prefix.removeprefix("cw_live_") in kept
    assert not any(secret[at : at + 8] in kept for at in range(len(secret) - 8))


async def test_a_key_that_was_never_made_is_not_recognised(desk: Desk) -> None:
    await desk.make()

    assert await desk.recognise(new_key().whole) is None
    assert await desk.recognise("") is None


async def test_the_right_prefix_with_another_secret_opens_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await desk.make()
    prefix = made.api_key.prefix.removeprefix("cw_live_")
    drawn = iter(prefix)
    monkeypatch.setattr("secrets.choice", lambda digits: next(drawn, digits[0]))
    forged = new_key()

    assert forged.prefix == prefix
    assert await desk.recognise(forged.whole) is None


@pytest.mark.parametrize(("left", "recognised"), [(timedelta(microseconds=1), True), (timedelta(0), False)])
async def test_a_key_ends_when_it_is_said_to(desk: Desk, left: timedelta, recognised: bool) -> None:  # noqa: FBT001  # a column
    made = await desk.make()
    desk.now = NOW + timedelta(days=90) - left

    assert (await desk.recognise(made.secret) is not None) is recognised


async def test_a_key_without_an_end_goes_on(desk: Desk) -> None:
    made = await desk.make(NewKey(name="CI", scopes=READING.scopes, expires_in_days=None))
    desk.now = NOW + timedelta(days=5_000)

    assert await desk.recognise(made.secret)


async def test_a_revoked_key_is_worth_nothing_at_once_and_the_others_go_on(desk: Desk) -> None:
    made, other = await desk.make(), await desk.make()
    async with desk.keys() as keys:
        await keys.revoke(made.api_key.id, by=ADMIN)
        with pytest.raises(ApiKeyNotFound):
            await keys.revoke(made.api_key.id, by=ADMIN)

    assert await desk.recognise(made.secret) is None
    assert await desk.recognise(other.secret)
    assert [key.id for key in await desk.list()] == [other.api_key.id]


async def test_the_last_use_is_written_at_most_every_five_minutes(desk: Desk) -> None:
    made = await desk.make()
    noted = []
    for minutes in (0, 1, 4.99, 5, 6, 10):
        desk.now = NOW + timedelta(minutes=minutes)
        noted.append(await desk.use(made.secret))

    assert noted == [True, False, False, True, False, True]
    assert [key.last_used_at for key in await desk.list()] == [NOW + timedelta(minutes=10)]


async def test_only_the_first_of_many_uses_at_once_is_written(desk: Desk) -> None:
    made = await desk.make()
    found = await desk.recognise(made.secret)
    assert found is not None

    async with desk.keys({**EVERYONE}) as keys:
        assert [await keys.seen(found) for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize("scope", sorted(NEVER_BY_KEY))
async def test_what_only_a_person_does_is_no_scope(desk: Desk, scope: Permission) -> None:
    with pytest.raises(ScopeRefused) as raised:
        await desk.make(NewKey(name="Too much", scopes=READING.scopes | {scope}))

    assert raised.value.details == {"scopes": [scope.value]}
    assert await desk.list() == ()


async def test_nobody_makes_a_key_that_may_do_more_than_they(desk: Desk) -> None:
    viewer = replace(ADMIN, role=Role.VIEWER)

    with pytest.raises(ScopeRefused):
        await desk.make(NewKey(name="More", scopes=frozenset({Permission.RUNS_START})), by=viewer)


@pytest.mark.parametrize(
    "wanted",
    [
        {"name": "", "scopes": ["projects:read"]},
        {"name": "x" * 81, "scopes": ["projects:read"]},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x", "scopes": ["projects:read"], "expires_in_days": 0},
    ],
)
def test_a_key_needs_a_name_and_scopes_that_exist(wanted: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NewKey.model_validate(wanted)


async def test_keys_under_an_older_pepper_work_until_it_is_taken_out(desk: Desk) -> None:
    desk.peppers = (OLDER,)
    made = await desk.make()

    desk.peppers = (PEPPER, OLDER)
    assert await desk.recognise(made.secret)
    desk.peppers = (PEPPER,)
    assert await desk.recognise(made.secret) is None


@pytest.mark.parametrize("peppers", [(), (b"short",), (PEPPER, b"")])
async def test_without_a_long_pepper_there_are_no_keys(desk: Desk, peppers: tuple[bytes, ...]) -> None:
    desk.peppers = peppers

    with pytest.raises(ValueError, match="32 bytes"):
        await desk.list()


async def test_organisations_see_and_revoke_their_own_keys_only(desk: Desk) -> None:
    made = await desk.make()

    async with desk.keys({**THEIRS}) as keys:
        assert (await keys.list(ADMIN)).items == ()
        with pytest.raises(ApiKeyNotFound):
            await keys.revoke(made.api_key.id, by=replace(ADMIN, organization_id="org_2"))
    assert await desk.recognise(made.secret)
