"""What can be taken out of a revision, and that nothing is left of a deleted project."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import svcs
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.workspace import SENTENCE, Workspace, a_workspace
from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.marks.theme import Theme
from cloudwright.design.diagram.ports import Direction
from cloudwright.design.model.document import Document, read, write
from cloudwright.projects.exports import DiagramFormat, export
from cloudwright.projects.models import BriefRow, OptionRow, ProjectRow, RevisionRow
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.drawings import Drawings
from cloudwright.projects.service.projects import Projects
from cloudwright.projects.service.revisions import Revisions

MARKS = {
    DiagramFormat.SVG: b"<svg",
    DiagramFormat.PNG: b"\x89PNG",
    DiagramFormat.DRAWIO: b"<mxfile",
    DiagramFormat.MERMAID: b"flowchart",
}


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with a_workspace(tmp_path) as workspace:
        yield workspace


async def test_a_revision_is_drawn_in_every_view_and_format(workspace: Workspace) -> None:
    (option, *_) = await workspace.propose(await workspace.project(SENTENCE))

    async def drawn(services: svcs.Container) -> list[Drawing]:
        revisions, drawings = await services.aget(Revisions, Drawings)
        return [
            await drawings.of(lambda: revisions.get(option.revision_id), view, direction=Direction.RIGHT)
            for view in View
        ]

    for drawing in await workspace.do(drawn):
        for file_format in DiagramFormat:
            content, media_type = export(drawing, file_format, theme=Theme.DARK)
            assert MARKS[file_format] in content[:400]
            assert "/" in media_type
            assert export(drawing, file_format, theme=Theme.DARK)[0] == content


async def test_the_design_file_of_a_revision_is_read_back(workspace: Workspace) -> None:
    project = await workspace.project(SENTENCE)
    (option, *_) = await workspace.propose(project)

    async def document(services: svcs.Container) -> Document:
        revisions, briefs = await services.aget(Revisions, Briefs)
        detail = await revisions.get(option.revision_id)
        return Document(architecture=detail.architecture, brief=await briefs.get(project))

    found = await workspace.do(document)
    assert read(write(found)) == found


async def test_deleting_a_project_leaves_nothing_of_it(workspace: Workspace) -> None:
    project, other = await workspace.project(SENTENCE), await workspace.project(SENTENCE)
    await workspace.propose(project)
    await workspace.propose(other)

    async def delete(services: svcs.Container) -> None:
        await (await services.aget(Projects)).delete(project)

    async def left(services: svcs.Container) -> list[int]:
        db = await services.aget(AsyncSession)
        counts = [
            await db.scalar(select(func.count()).select_from(ProjectRow).where(ProjectRow.id == project)),
            *[
                await db.scalar(select(func.count()).select_from(row).where(row.project_id == project))
                for row in (BriefRow, OptionRow, RevisionRow)
            ],
        ]
        return [count or 0 for count in counts]

    await workspace.do(delete)

    assert await workspace.do(left) == [0, 0, 0, 0]
    assert len(await workspace.propose(other)) >= 2
