"""The list of projects: the figures of the design that counts, who is at work, and no query for each row."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import svcs
from sqlalchemy import Connection, event, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from builders.platform import LOCAL, a_database, an_installation, an_owned_database
from builders.scripted_model import Gate, Script, Text
from builders.studio import a_studio
from builders.workspace import SENTENCE, Workspace
from cloudwright.database.engine import Database
from cloudwright.database.migrate import downgrade, upgrade
from cloudwright.database.row_security import relax
from cloudwright.design.model.brief_edits import StateAssumption
from cloudwright.design.model.edits import RemoveComponent
from cloudwright.projects.models import RevisionRow
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.schemas import OptionChange, Project
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
from cloudwright.tenancy.scope import SCOPE, OneTenant
from cloudwright.tenancy.work import UnitsOfWork


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[svcs.Container]:
    async with an_installation(tmp_path) as services:
        yield services


@pytest.fixture
async def workspace(services: svcs.Container) -> Workspace:
    return Workspace(await services.aget(UnitsOfWork), await services.aget(Knowledge))


async def listed(workspace: Workspace) -> tuple[Project, ...]:
    async def work(services: svcs.Container) -> tuple[Project, ...]:
        return (await (await services.aget(Projects)).page()).items

    return await workspace.do(work)


@contextmanager
def statements(engine: AsyncEngine) -> Iterator[list[str]]:
    """Collect the SQL that is sent meanwhile."""
    sent: list[str] = []

    def executed(connection: Connection, cursor: object, statement: str, *more: object) -> None:
        del connection, cursor, more
        sent.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", executed)
    try:
        yield sent
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", executed)


async def test_a_longer_list_needs_no_more_queries(services: svcs.Container, workspace: Workspace) -> None:
    database = await services.aget(Database)
    await workspace.propose(await workspace.project(SENTENCE))
    with statements(database.engine) as for_one:
        assert len(await listed(workspace)) == 1
    for _ in range(3):
        await workspace.propose(await workspace.project(SENTENCE))

    with statements(database.engine) as for_four:
        projects = await listed(workspace)

    assert len(projects) == 4
    assert len(for_four) == len(for_one)
    assert not any("evaluation" in statement for statement in for_four)


async def test_the_list_shows_the_simplest_option_until_one_is_chosen(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    (empty,) = await listed(workspace)
    simplest, other, *_ = await workspace.propose(project)
    (proposed,) = await listed(workspace)

    async def choose(services: svcs.Container) -> None:
        await (await services.aget(Projects)).choose(other.id)

    await workspace.do(choose)
    (chosen,) = await listed(workspace)

    assert (empty.monthly_cost, empty.open_findings, empty.region) == (None, None, "us-east-1")
    assert proposed.monthly_cost == simplest.monthly_cost
    assert (chosen.monthly_cost, chosen.chosen_option_id) == (other.monthly_cost, other.id)


async def test_a_discarded_option_is_not_what_the_list_shows(workspace: Workspace) -> None:
    simplest, other, *_ = await workspace.propose(await workspace.project(SENTENCE))

    async def discard(services: svcs.Container) -> None:
        await (await services.aget(Options)).update(simplest.id, OptionChange(discarded=True))

    await workspace.do(discard)

    assert (await listed(workspace))[0].monthly_cost == other.monthly_cost


async def test_the_list_follows_edits_and_new_requirements(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    (option, *_) = await workspace.propose(project)
    change = await workspace.edit(option.id, RemoveComponent(id="operations"))
    (edited,) = await listed(workspace)

    more = StateAssumption(id="requests_per_month", value=200_000_000)
    after = await workspace.edit_brief(project, 1, more)
    (busier,) = await listed(workspace)

    assert edited.monthly_cost == change.revision.evaluation.estimate.total
    assert edited.open_findings == len(change.revision.evaluation.review.open)
    assert busier.monthly_cost == after.options[0].monthly_cost
    assert busier.monthly_cost != edited.monthly_cost


async def test_a_project_names_the_run_that_works_on_it(tmp_path: Path) -> None:
    gate = Gate()
    async with a_studio(tmp_path, [Script([gate, Text(["Done"])])]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "Talk")
        await gate.reached.wait()
        (working,) = (await studio.get("/projects"))["items"]
        one = await studio.get(f"/projects/{working['id']}")
        gate.opened.set()
        await wire.ended(run)
        (idle,) = (await studio.get("/projects"))["items"]

    assert working["running_run_id"] == one["running_run_id"] == run
    assert idle["running_run_id"] is None


async def test_revisions_of_an_older_version_get_their_figures(tmp_path: Path) -> None:
    async with a_database(tmp_path), an_owned_database(tmp_path) as database:
        await downgrade(database, "0004_artifacts")
        async with database.engine.begin() as connection:
            await connection.run_sync(_an_old_revision)
        await upgrade(database)
        async with a_database(tmp_path) as again, again.read({SCOPE: OneTenant(LOCAL.organization_id)}) as db:
            found = await db.execute(select(RevisionRow.monthly_cost, RevisionRow.open_findings))
            row = found.one()

    assert row.monthly_cost == {"amount": "12.5", "currency": "USD"}
    assert row.open_findings == 1


def _an_old_revision(connection: Connection) -> None:
    at, org = "2026-01-01", LOCAL.organization_id
    relax(connection)
    connection.execute(text(f"INSERT INTO organizations VALUES ('{org}', 'Studio', '{at}')"))  # noqa: S608  # our own constants
    tables = {
        "projects": f"('{org}', 'prj', 'Shop', '', FALSE, NULL, 0, 'usr', '{at}', '{at}')",
        "options": f"('{org}', 'opt', 'prj', 'lean', 'Lean', '{{}}', 0, FALSE, FALSE, 'rev', '{at}')",
    }
    for table, row in tables.items():
        connection.execute(text(f"INSERT INTO {table} VALUES {row}"))  # noqa: S608  # our own constants
    evaluation = (
        '{"estimate": {"total": {"amount": "12.5", "currency": "USD"}},'
        ' "review": {"findings": [{"waiver": null}, {"waiver": {"reason": "known"}}]}}'
    )
    columns = (
        "organization_id, id, option_id, project_id, number, content_hash, architecture, evaluation, files,"
        " summary, brief_revision, author_kind, author_id, created_at"
    )
    row = f"'{org}', 'rev', 'opt', 'prj', 1, '', '{{}}', '{evaluation}', '{{}}', '', 0, 'user', 'usr', '{at}'"
    connection.exec_driver_sql(f"INSERT INTO revisions ({columns}) VALUES ({row})")  # noqa: S608  # our own constants
