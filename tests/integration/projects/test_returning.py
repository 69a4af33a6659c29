"""Whatever was edited or said can be taken back and done again, and edits outlive a corrected requirement."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import svcs

from builders.platform import LOCAL
from builders.workspace import PERSON, SENTENCE, Workspace, a_workspace
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.edits import SetRegion, UpdateComponent
from cloudwright.projects.errors import NothingToUndo, RevisionNotFound
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.changing import Changing, Order
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.returning import Returning
from cloudwright.projects.service.revisions import Revisions
from cloudwright.tenancy.work import UnitsOfWork

LARGER = UpdateComponent(id="api-handler", properties={"memory_mb": 1024})
BUSIER = "encrypted with our own key, make that 20 million requests"


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with a_workspace(tmp_path) as workspace:
        yield workspace


class Design:
    """One option of a project, and ways to change it."""

    def __init__(self, workspace: Workspace, returning: Returning, *, project: str, option: str) -> None:
        self._workspace, self._returning = workspace, returning
        self._project, self._option = project, option
        self._calls = 0

    async def edit(self, *edits: UpdateComponent | SetRegion) -> str:
        await self._workspace.edit(self._option, *edits, call=self._call())
        return await self.hash()

    async def say(self, text: str) -> str:
        await self._workspace.read(self._project, text)
        await self._workspace.propose(self._project)
        return await self.hash()

    async def undo(self) -> str:
        await self._returning.undo(LOCAL, self._order())
        return await self.hash()

    async def redo(self) -> str:
        await self._returning.redo(LOCAL, self._order())
        return await self.hash()

    async def to(self, number: int) -> str:
        await self._returning.to(LOCAL, self._order(), number=number)
        return await self.hash()

    async def to_start(self) -> str:
        await self._returning.to_start(LOCAL, self._order())
        return await self.hash()

    async def take_out(self, number: int) -> str:
        await self._returning.take_out(LOCAL, self._order(), number=number)
        return await self.hash()

    async def repeat(self, number: int) -> str:
        await self._returning.repeat(LOCAL, self._order(), number=number)
        return await self.hash()

    async def hash(self) -> str:
        return (await self.drawn()).content_hash()

    async def drawn(self) -> Architecture:
        async def work(services: svcs.Container) -> Architecture:
            return (await (await services.aget(Revisions)).head(self._option)).architecture

        return await self._workspace.do(work)

    async def requests(self) -> object:
        async def work(services: svcs.Container) -> object:
            brief = await (await services.aget(Briefs)).get(self._project)
            return next(r.value for r in brief.requirements if r.id == "traffic")

        return await self._workspace.do(work)

    def _call(self) -> str:
        self._calls += 1
        return f"call_{self._calls}"

    def _order(self) -> Order:
        return Order(self._option, None, author=PERSON, tool_call_id=self._call())


async def a_design(workspace: Workspace) -> Design:
    project = await workspace.project(SENTENCE)
    (lean, *_) = await workspace.propose(project)
    returning = await workspace.do(_returning)
    return Design(workspace, returning, project=project, option=lean.id)


async def _returning(services: svcs.Container) -> Returning:
    units, changing, proposing = await services.aget(UnitsOfWork, Changing, Proposing)
    return Returning(units, changing, proposing=proposing)


async def test_an_edit_outlives_a_corrected_requirement(workspace: Workspace) -> None:
    design = await a_design(workspace)
    await design.edit(LARGER)

    await design.say("make that 20 million requests, in Frankfurt")

    drawn = await design.drawn()
    assert drawn.region == "eu-central-1"
    assert drawn.component("api-handler").properties["memory_mb"] == 1024


async def test_what_was_said_and_edited_is_undone_in_turn_and_done_again(workspace: Workspace) -> None:
    design = await a_design(workspace)
    proposed = await design.hash()
    busier = await design.say(BUSIER)
    larger = await design.edit(LARGER)
    moved = await design.say("in Ireland")
    assert len({proposed, busier, larger, moved}) == 4

    assert await design.undo() == larger
    assert await design.undo() == busier
    assert await design.requests() == 20_000_000
    assert await design.undo() == proposed
    assert await design.requests() == 2_000_000
    with pytest.raises(NothingToUndo):
        await design.undo()


async def test_undone_edits_are_done_again_one_by_one(workspace: Workspace) -> None:
    design = await a_design(workspace)
    proposed = await design.hash()
    larger = await design.edit(LARGER)
    moved = await design.edit(SetRegion(region="eu-west-1"))
    await design.undo()
    assert await design.undo() == proposed

    assert await design.redo() == larger
    assert await design.redo() == moved
    with pytest.raises(NothingToUndo):
        await design.redo()
    assert await design.undo() == larger


async def test_what_was_said_is_done_again(workspace: Workspace) -> None:
    design = await a_design(workspace)
    busier = await design.say(BUSIER)
    await design.undo()

    assert await design.redo() == busier
    assert await design.requests() == 20_000_000


async def test_any_revision_returns_with_the_requirements_of_its_time(workspace: Workspace) -> None:
    design = await a_design(workspace)
    proposed = await design.hash()
    larger = await design.edit(LARGER)
    await design.say(BUSIER)
    await design.edit(SetRegion(region="eu-west-1"))

    assert await design.to(2) == larger
    assert await design.requests() == 2_000_000
    await design.say(BUSIER)
    assert await design.to_start() == proposed
    assert await design.requests() == 2_000_000
    with pytest.raises(RevisionNotFound):
        await design.to(99)


async def test_one_change_is_taken_out_and_made_again_while_later_ones_hold(workspace: Workspace) -> None:
    design = await a_design(workspace)
    await design.edit(LARGER)
    both = await design.edit(SetRegion(region="eu-west-1"))

    assert await design.take_out(2) != both
    drawn = await design.drawn()
    assert drawn.region == "eu-west-1"
    assert "memory_mb" not in drawn.component("api-handler").properties
    assert await design.repeat(2) == both
    with pytest.raises(RevisionNotFound):
        await design.take_out(1)
