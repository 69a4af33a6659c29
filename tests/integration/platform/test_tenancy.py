"""Every way we know to reach another organisation's rows, all refused."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, exists, func, insert, select, text, union_all, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from builders.platform import a_database
from cloudwright.audit.models import AuditEntry
from cloudwright.database.base import Base
from cloudwright.database.engine import Database
from cloudwright.organizations.models import OrganizationRow
from cloudwright.tenancy.errors import ForeignTenant, TenantScopeMissing, UncheckedStatement
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant, scope_of, tenant_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OWN, FOREIGN = "org_own", "org_foreign"
TABLE = Base.metadata.tables["audit_entries"]
EVERYONE = {SCOPE: EveryTenant("test")}
MINE = {SCOPE: OneTenant(OWN)}
PROBE = pytest.mark.bar("B6", "ways around the guard reached another organisation")


def an_entry(organization_id: str, entry_id: str = "aud_1") -> AuditEntry:
    return AuditEntry(
        organization_id=organization_id,
        id=entry_id,
        at=NOW,
        actor_id="usr_1",
        actor_kind="person",
        action="test.done",
        subject_id=organization_id,
        result="done",
        details={},
    )


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Two organisations with one audit entry each."""
    async with a_database(tmp_path) as database:
        async with database.write(EVERYONE) as db:
            db.add_all([OrganizationRow(id=each, name=each, created_at=NOW) for each in (OWN, FOREIGN)])
            await db.flush()
            db.add_all([an_entry(OWN), an_entry(FOREIGN)])
        yield database


async def foreign_entries(database: Database) -> list[tuple[str, str]]:
    async with database.read(EVERYONE) as db:
        found = await db.execute(
            select(AuditEntry.id, AuditEntry.action).where(AuditEntry.organization_id == FOREIGN)
        )
        return [(row.id, row.action) for row in found]


async def _by_entity(db: AsyncSession) -> list[str]:
    return [row.organization_id for row in await db.scalars(select(AuditEntry))]


async def _by_column(db: AsyncSession) -> list[str]:
    return list(await db.scalars(select(AuditEntry.organization_id)))


async def _by_alias(db: AsyncSession) -> list[str]:
    other = aliased(AuditEntry)
    return list(await db.scalars(select(other.organization_id)))


async def _by_join(db: AsyncSession) -> list[str]:
    other = aliased(AuditEntry)
    joined = select(other.organization_id).select_from(AuditEntry).join(other, other.id == AuditEntry.id)
    return list(await db.scalars(joined))


async def _by_subquery(db: AsyncSession) -> list[str]:
    inner = select(AuditEntry.organization_id.label("owner")).subquery()
    return list(await db.scalars(select(inner.c.owner)))


async def _by_union(db: AsyncSession) -> list[str]:
    first = select(AuditEntry.organization_id)
    return list(await db.scalars(union_all(first, first)))


async def _by_count(db: AsyncSession) -> list[str]:
    count = await db.scalar(select(func.count()).select_from(AuditEntry))
    return [OWN] * (count or 0)


async def _by_exists(db: AsyncSession) -> list[str]:
    foreign = exists(select(AuditEntry.id).where(AuditEntry.organization_id == FOREIGN))
    return list(await db.scalars(select(OrganizationRow.id).where(OrganizationRow.id == FOREIGN, foreign)))


async def _by_scalar_subquery(db: AsyncSession) -> list[str]:
    inner = select(AuditEntry.organization_id).where(AuditEntry.organization_id == FOREIGN).scalar_subquery()
    found = await db.execute(select(OrganizationRow.id, inner.label("owner")))
    return [row.owner for row in found if row.owner]


async def _by_get(db: AsyncSession) -> list[str]:
    row = await db.get(AuditEntry, (FOREIGN, "aud_1"))
    return [row.organization_id] if row else []


READS: list[Callable[[AsyncSession], Awaitable[list[str]]]] = [
    _by_entity,
    _by_column,
    _by_alias,
    _by_join,
    _by_subquery,
    _by_union,
    _by_count,
    _by_exists,
    _by_scalar_subquery,
    _by_get,
]


@PROBE
@pytest.mark.parametrize("read", READS, ids=lambda read: read.__name__.removeprefix("_by_"))
async def test_a_mapped_read_shows_only_the_sessions_own_rows(
    database: Database, read: Callable[[AsyncSession], Awaitable[list[str]]]
) -> None:
    async with database.read(MINE) as db:
        assert set(await read(db)) <= {OWN}


async def _core_select(db: AsyncSession) -> None:
    await db.execute(select(TABLE.c.id))


async def _bare_exists(db: AsyncSession) -> None:
    await db.execute(select(exists().where(AuditEntry.organization_id == FOREIGN)))


async def _core_update(db: AsyncSession) -> None:
    await db.execute(update(TABLE).values(action="stolen"))


async def _core_delete(db: AsyncSession) -> None:
    await db.execute(delete(TABLE))


async def _text(db: AsyncSession) -> None:
    await db.execute(text("SELECT * FROM audit_entries"))


async def _text_delete(db: AsyncSession) -> None:
    await db.execute(text("DELETE FROM Audit_Entries"))


@PROBE
@pytest.mark.parametrize(
    "statement", [_core_select, _bare_exists, _core_update, _core_delete, _text, _text_delete]
)
async def test_a_statement_that_cannot_be_filtered_is_refused(
    database: Database, statement: Callable[[AsyncSession], Awaitable[None]]
) -> None:
    with pytest.raises(UncheckedStatement):
        async with database.write(MINE) as db:
            await statement(db)

    assert await foreign_entries(database) == [("aud_1", "test.done")]


async def _update(db: AsyncSession) -> None:
    await db.execute(update(AuditEntry).values(action="stolen"))


async def _update_by_key(db: AsyncSession) -> None:
    await db.execute(update(AuditEntry), [{"organization_id": FOREIGN, "id": "aud_1", "action": "stolen"}])


async def _delete(db: AsyncSession) -> None:
    await db.execute(delete(AuditEntry))


async def _flush_foreign(db: AsyncSession) -> None:
    db.add(an_entry(FOREIGN, "aud_2"))
    await db.flush()


async def _move_own(db: AsyncSession) -> None:
    row = (await db.scalars(select(AuditEntry))).one()
    row.organization_id = FOREIGN
    await db.flush()


async def _merge_foreign(db: AsyncSession) -> None:
    row = an_entry(FOREIGN)
    row.action = "stolen"
    await db.merge(row)
    await db.flush()


def _columns(organization_id: str, entry_id: str) -> dict[str, object]:
    row = an_entry(organization_id, entry_id)
    return {column.key: getattr(row, column.key) for column in TABLE.columns}


async def _insert_mapped(db: AsyncSession) -> None:
    await db.execute(insert(AuditEntry), [_columns(OWN, "aud_2"), _columns(FOREIGN, "aud_2")])


async def _insert_core(db: AsyncSession) -> None:
    await db.execute(insert(TABLE).values(_columns(FOREIGN, "aud_2")))


async def _insert_from_select(db: AsyncSession) -> None:
    source = select(*(getattr(AuditEntry, column.key) for column in TABLE.columns))
    await db.execute(insert(AuditEntry).from_select([column.key for column in TABLE.columns], source))


@PROBE
@pytest.mark.parametrize(
    "change",
    [
        _update,
        _update_by_key,
        _delete,
        _flush_foreign,
        _move_own,
        _merge_foreign,
        _insert_mapped,
        _insert_core,
        _insert_from_select,
    ],
)
async def test_no_change_reaches_the_rows_of_another_organisation(
    database: Database, change: Callable[[AsyncSession], Awaitable[None]]
) -> None:
    try:
        async with database.write(MINE) as db:
            await change(db)
    except (ForeignTenant, UncheckedStatement, DBAPIError):
        pass  # PostgreSQL lets nobody change the trail at all

    assert await foreign_entries(database) == [("aud_1", "test.done")]


async def test_a_new_row_without_an_organisation_gets_the_sessions(database: Database) -> None:
    async with database.write(MINE) as db:
        row = an_entry(OWN, "aud_9")
        del row.organization_id
        db.add(row)

    async with database.read(MINE) as db:
        assert await db.scalar(select(AuditEntry.organization_id).where(AuditEntry.id == "aud_9")) == OWN


async def test_a_session_without_a_scope_reaches_no_tenant_table(database: Database) -> None:
    async with database.read({}) as db:
        with pytest.raises(TenantScopeMissing):
            await db.scalars(select(AuditEntry))
        with pytest.raises(TenantScopeMissing):
            scope_of(db)


async def test_a_session_for_every_organisation_sees_all_but_names_none(database: Database) -> None:
    async with database.read(EVERYONE) as db:
        assert set(await _by_column(db)) == {OWN, FOREIGN}
        with pytest.raises(TenantScopeMissing, match="one is needed"):
            tenant_of(db)
