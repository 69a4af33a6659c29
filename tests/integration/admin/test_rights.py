"""PostgreSQL itself keeps the platform's rows from organisations, and lets operators only read theirs."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import ProgrammingError

from builders import postgresql
from cloudwright.admin.models import OperatorEntryRow
from cloudwright.audit.models import AuditEntry
from cloudwright.auth.models import ImpersonationRow
from cloudwright.conversations.models import MessageRow
from cloudwright.database.engine import Database
from cloudwright.database.errors import ReadOnlyWork
from cloudwright.database.metadata import whole_metadata
from cloudwright.kit.ids import new_id
from cloudwright.organizations.models import OrganizationRow, SuspensionRow
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant

pytestmark = pytest.mark.skipif(postgresql.missing() is not None, reason=postgresql.missing() or "")

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EVERYONE = {SCOPE: EveryTenant("an operator looks")}
TENANT = {SCOPE: OneTenant("org_1", "usr_1")}
ENTRY = {
    "id": "ope_1",
    "at": NOW,
    "operator_id": "usr_9",
    "action": "people.listed",
    "subject_id": "",
    "about_id": "org_1",
    "reason": "",
    "details": {},
}


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    whole_metadata()
    name = new_id("db")
    postgresql.server().copy(name)
    database = Database(postgresql.server().url(name), session_class=guarded_session())
    async with database.write(EVERYONE) as db:
        db.add_all([OrganizationRow(id=each, name=each, created_at=NOW) for each in ("org_1", "org_2")])
        await db.flush()
        await db.execute(insert(OperatorEntryRow), [ENTRY])
        db.add(SuspensionRow(organization_id="org_1", since=NOW, suspended_by="usr_9", reason="unpaid"))
    yield database
    await database.close()


@pytest.mark.parametrize(
    "statement",
    [
        select(OperatorEntryRow.id),
        delete(SuspensionRow),
        update(SuspensionRow).values(reason="none"),
        update(ImpersonationRow).values(ended_at=NOW),
    ],
    ids=["read the trail of operators", "lift a suspension", "reword it", "end an impersonation"],
)
async def test_an_organisation_has_no_right_to(database: Database, statement: object) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with database.write(TENANT) as db:
            await db.execute(statement)  # type: ignore[call-overload]  # one of several kinds of statements


async def test_what_members_said_is_not_for_operators(database: Database) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with database.read(EVERYONE) as db:
            await db.execute(select(func.count()).select_from(MessageRow))


async def test_a_look_across_organisations_writes_nothing(database: Database) -> None:
    async with database.read(EVERYONE) as db:
        with pytest.raises(ReadOnlyWork):
            await db.execute(delete(SuspensionRow))


async def test_nobody_rewrites_a_trail(database: Database) -> None:
    for table in (OperatorEntryRow, AuditEntry):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.write(EVERYONE) as db:
                await db.execute(delete(table))
