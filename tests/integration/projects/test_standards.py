"""Standards of a project constrain proposals before they are made, and are named when they block one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import svcs

from builders.workspace import SENTENCE, STRANGER, Workspace, a_workspace
from cloudwright.design.model.architecture import Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.edits import UpdateComponent
from cloudwright.design.model.errors import DesignError
from cloudwright.projects.errors import ProjectNotFound
from cloudwright.projects.schemas import RevisionDetail
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.revisions import Revisions

RULES = Standards(name_prefix="acme", tags={"CostCentre": "4711"}, forbidden_kinds=("waf_web_acl",))


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with a_workspace(tmp_path) as workspace:
        yield workspace


async def standards_of(workspace: Workspace, project: str) -> Standards:
    async def work(services: svcs.Container) -> Standards:
        return await (await services.aget(Projects)).standards(project)

    return await workspace.do(work)


async def revision(workspace: Workspace, revision_id: str) -> RevisionDetail:
    async def work(services: svcs.Container) -> RevisionDetail:
        return await (await services.aget(Revisions)).get(revision_id)

    return await workspace.do(work)


async def brief_of(workspace: Workspace, project: str) -> Brief:
    async def work(services: svcs.Container) -> Brief:
        return await (await services.aget(Briefs)).get(project)

    return await workspace.do(work)


async def test_what_is_proposed_is_held_to_the_standards_and_says_what_they_leave_out(
    workspace: Workspace,
) -> None:
    project = await workspace.project(SENTENCE)
    await workspace.hold_to(project, RULES)

    cards = await workspace.propose(project)

    assert [card.name for card in cards] == ["Lean serverless", "Buffered writes"]
    assert all("Guarded serverless (Web firewall)" in card.cons[-1] for card in cards)
    detail = await revision(workspace, cards[0].revision_id)
    assert detail.architecture.standards == RULES


async def test_options_that_nobody_edited_follow_new_standards(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    before = await workspace.propose(project)
    await workspace.edit(before[0].id, UpdateComponent(id="api-handler", properties={"memory_mb": 1024}))

    await workspace.hold_to(project, Standards(name_prefix="acme"))
    after = {card.id: card for card in await workspace.propose(project)}

    edited = await revision(workspace, after[before[0].id].revision_id)
    untouched = await revision(workspace, after[before[1].id].revision_id)
    assert (edited.architecture.standards.name_prefix, untouched.architecture.standards.name_prefix) == (
        "",
        "acme",
    )


async def test_an_option_that_does_not_follow_says_where_it_departs(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    lean, guarded, _ = await workspace.propose(project)
    await workspace.edit(lean.id, UpdateComponent(id="api-handler", properties={"memory_mb": 1024}))

    cards = {card.id: card for card in await workspace.hold_to(project, RULES)}

    assert [each.sentence for each in cards[lean.id].departures] == [
        "It keeps what it had before your standards changed: name prefix, tags."
    ]
    assert cards[guarded.id].departures[0].rule == "standards-service"
    assert [card.name for card in cards.values() if not card.departures] == ["Buffered writes"]


async def test_a_revision_says_that_it_follows_the_standards(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    await workspace.propose(project)

    (card, *_) = await workspace.hold_to(project, Standards(name_prefix="acme"))

    shown = await revision(workspace, card.revision_id)
    assert shown.summary.summary == "Follows the changed standards"


async def test_standards_with_a_service_that_does_not_exist_are_refused(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)

    with pytest.raises(DesignError) as raised:
        await workspace.hold_to(project, Standards(forbidden_kinds=("nat_gatway",)))

    assert [problem.path for problem in raised.value.problems] == ["forbidden_kinds.0"]
    assert await standards_of(workspace, project) == Standards()


async def test_standards_that_leave_no_design_are_refused_and_nothing_is_kept(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    before = await workspace.propose(project)

    with pytest.raises(DesignError, match="leave no design") as raised:
        await workspace.hold_to(project, Standards(allowed_regions=("ap-southeast-1",)))

    assert {problem.rule for problem in raised.value.problems} == {"standards-region"}
    assert await standards_of(workspace, project) == Standards()
    assert await workspace.propose(project) == before


async def test_the_brief_is_not_touched_by_standards(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    before = await brief_of(workspace, project)

    await workspace.hold_to(project, RULES)

    assert await brief_of(workspace, project) == before


async def test_other_organisations_can_neither_see_nor_set_them(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)

    with pytest.raises(ProjectNotFound):
        await workspace.hold_to(project, RULES, by=STRANGER)
    assert await standards_of(workspace, project) == Standards()
