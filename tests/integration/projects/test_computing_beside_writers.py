"""Designs are computed while no transaction is open: others write meanwhile, and what they wrote holds."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
import svcs

from builders.platform import LOCAL
from builders.workspace import SENTENCE, Workspace, a_workspace
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.brief_edits import SetBriefRegion
from cloudwright.design.model.edits import Rename, UpdateComponent
from cloudwright.design.model.errors import RevisionStale
from cloudwright.projects.errors import BriefStale, ProjectNotFound
from cloudwright.projects.schemas import OptionCard, RevisionDetail
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.revisions import Revisions

T = TypeVar("T")
Deed = Callable[[], Awaitable[object]]
IRELAND = SetBriefRegion(region="eu-west-1")
LARGER = UpdateComponent(id="api-handler", properties={"memory_mb": 1024})


class Meanwhile:
    """A place to compute in, where somebody else finishes a deed before each of the first computations."""

    def __init__(self, *deeds: Deed) -> None:
        self._deeds = [*deeds]

    async def run(self, work: Callable[[], T]) -> T:
        if self._deeds:
            await self._deeds.pop(0)()
        return work()


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with a_workspace(tmp_path) as workspace:
        yield workspace


async def brief_of(workspace: Workspace, project: str) -> Brief:
    async def work(services: svcs.Container) -> Brief:
        return await (await services.aget(Briefs)).get(project)

    return await workspace.do(work)


async def cards_of(workspace: Workspace, project: str) -> tuple[OptionCard, ...]:
    async def work(services: svcs.Container) -> tuple[OptionCard, ...]:
        return await (await services.aget(Options)).cards(project)

    return await workspace.do(work)


async def head_of(workspace: Workspace, option: str) -> RevisionDetail:
    async def work(services: svcs.Container) -> RevisionDetail:
        return await (await services.aget(Revisions)).head(option)

    return await workspace.do(work)


@pytest.mark.parametrize("deed", ["read", "propose", "edit_brief", "edit", "undo"])
async def test_another_writer_commits_while_a_design_is_computed(workspace: Workspace, deed: str) -> None:
    project = await workspace.project(SENTENCE)
    (option, *_) = await workspace.propose(project)
    await workspace.edit(option.id, LARGER)
    written: list[str] = []

    async def another_project() -> None:
        written.append(await workspace.project("A website for 10 visitors a day"))

    busy = workspace.computing_in(Meanwhile(another_project))
    works: dict[str, Deed] = {
        "read": lambda: busy.read(project, "make that 20 million requests"),
        "propose": lambda: busy.propose(project),
        "edit_brief": lambda: busy.edit_brief(project, 1, IRELAND),
        "edit": lambda: busy.edit(option.id, Rename(title="Mine"), call="second"),
        "undo": lambda: busy.undo(option.id, "back"),
    }
    await works[deed]()

    (other,) = written
    assert (await brief_of(workspace, other)).revision == 1


async def test_options_answer_to_the_brief_that_came_meanwhile(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    overtaken = workspace.computing_in(Meanwhile(lambda: workspace.read(project, "make that 20 million")))

    cards = await overtaken.propose(project)

    assert (await brief_of(workspace, project)).revision == 2
    assert not any(card.stale for card in cards)
    assert [card.revision_number for card in cards] == [1] * len(cards)


async def test_options_that_are_overtaken_each_time_are_refused_whole(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    news = [f"make that {millions} million requests" for millions in (20, 30, 40)]
    deeds = [lambda text=text: workspace.read(project, text) for text in news]

    with pytest.raises(BriefStale, match="nothing was overwritten"):
        await workspace.computing_in(Meanwhile(*deeds)).propose(project)

    assert await cards_of(workspace, project) == ()
    assert (await brief_of(workspace, project)).revision == 4


async def test_an_edit_of_a_brief_that_changed_meanwhile_is_refused_whole(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    before = await workspace.propose(project)
    deed = Meanwhile(lambda: workspace.read(project, "make that 20 million requests"))

    with pytest.raises(BriefStale) as caught:
        await workspace.computing_in(deed).edit_brief(project, 1, IRELAND)

    brief = await brief_of(workspace, project)
    assert caught.value.details == {"base": 1, "newest": 2}
    assert (brief.revision, brief.region) == (2, "us-east-1")
    assert [c.revision_id for c in await cards_of(workspace, project)] == [c.revision_id for c in before]


async def test_sentences_read_at_the_same_time_are_both_in_the_brief(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    overtaken = workspace.computing_in(Meanwhile(lambda: workspace.read(project, "under $60 a month")))

    await overtaken.read(project, "in eu-west-1")

    brief = await brief_of(workspace, project)
    assert (brief.revision, brief.region) == (3, "eu-west-1")
    assert any(requirement.kind == "budget" for requirement in brief.requirements)


async def test_an_option_edited_meanwhile_keeps_the_edit(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    (option, *_) = await workspace.propose(project)
    overtaken = workspace.computing_in(Meanwhile(lambda: workspace.edit(option.id, LARGER)))

    result = await overtaken.edit_brief(project, 1, IRELAND)

    head = await head_of(workspace, option.id)
    assert result.options[0].revision_number == head.summary.number == 3
    assert head.architecture.region == "eu-west-1"
    assert head.architecture.component("api-handler").properties["memory_mb"] == 1024
    assert not result.options[0].stale


async def test_two_edits_of_whatever_is_newest_both_hold(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))
    overtaken = workspace.computing_in(Meanwhile(lambda: workspace.edit(option.id, LARGER, call="other")))

    change = await overtaken.edit(option.id, Rename(title="Mine"), call="own")

    assert change.revision.summary.number == 3
    assert change.revision.architecture.title == "Mine"
    assert change.revision.architecture.component("api-handler").properties["memory_mb"] == 1024


async def test_an_edit_of_a_revision_that_is_overtaken_is_refused(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))
    overtaken = workspace.computing_in(Meanwhile(lambda: workspace.edit(option.id, LARGER, call="other")))

    with pytest.raises(RevisionStale, match="newest revision is 2"):
        await overtaken.edit(option.id, Rename(title="Late"), call="own", base=1)

    assert (await head_of(workspace, option.id)).summary.number == 2


async def test_the_same_tool_call_twice_at_once_changes_a_design_once(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))
    twin = workspace.computing_in(Meanwhile(lambda: workspace.edit(option.id, LARGER, call="same")))

    change = await twin.edit(option.id, LARGER, call="same")

    assert change.revision.summary.number == 2
    assert (await head_of(workspace, option.id)).summary.number == 2


async def test_a_project_deleted_meanwhile_stays_deleted(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)

    async def delete(services: svcs.Container) -> None:
        await (await services.aget(Projects)).delete(project)

    with pytest.raises(ProjectNotFound):
        await workspace.computing_in(Meanwhile(lambda: workspace.do(delete))).propose(project)

    async def names(services: svcs.Container) -> int:
        return len((await (await services.aget(Projects)).page()).items)

    assert await workspace.do(names, by=LOCAL) == 0
