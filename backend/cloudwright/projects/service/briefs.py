"""Briefs: reading sentences into them, and editing them."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.intake.answers import answers_in
from cloudwright.design.intake.read import completed, read
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.brief_edits import BriefEdit, apply_to_brief
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.projects.errors import BriefStale, ProjectNotFound
from cloudwright.projects.models import ProjectRow
from cloudwright.projects.repository import BriefsTable, ProjectsTable
from cloudwright.projects.schemas import Understood


class Briefs:
    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._projects = ProjectsTable(db)
        self._briefs = BriefsTable(db)
        self._clock = clock

    async def get(self, project_id: str) -> Brief:
        """Return the newest revision of the project's brief; raises ProjectNotFound."""
        await self._project(project_id)
        return await self._briefs.newest(project_id)

    async def read(self, project_id: str, text: str) -> Understood:
        """Take what the text says into the brief; a text that says nothing new leaves it as it is."""
        project = await self._project(project_id)
        old = await self._briefs.newest(project_id)
        new = read(text, old)
        changed = new != old
        if changed:
            new = new.model_copy(update={"revision": old.revision + 1})
            await self._store(project, new)
        known = {(r.id, r.statement) for r in old.requirements}
        return Understood(
            brief=new,
            new=tuple(r for r in new.requirements if (r.id, r.statement) not in known),
            unused=new.unused,
            questions=new.questions,
            contradictions=new.contradictions,
            changed=changed,
        )

    async def edit(self, project_id: str, base_revision: int, *, edits: tuple[BriefEdit, ...]) -> Brief:
        """Apply edits to the revision that the caller saw; raises BriefStale when it is not the newest."""
        project = await self._project(project_id)
        old = await self._briefs.newest(project_id)
        if old.revision != base_revision:
            raise BriefStale(
                "The requirements were changed meanwhile; nothing was overwritten. Look and repeat yours.",
                details={"base": base_revision, "newest": old.revision},
            )
        return await self._edited(project, old, edits)

    async def amend(self, project_id: str, *, edits: tuple[BriefEdit, ...]) -> Brief:
        """Apply edits to the newest revision, whatever it is: what a sentence in the chat does."""
        project = await self._project(project_id)
        return await self._edited(project, await self._briefs.newest(project_id), edits)

    async def _edited(self, project: ProjectRow, old: Brief, edits: tuple[BriefEdit, ...]) -> Brief:
        new = completed(apply_to_brief(old, edits), answers=answers_in(edits))
        await self._store(project, new)
        return new

    async def _store(self, project: ProjectRow, brief: Brief) -> None:
        now = self._clock()
        await self._briefs.add(project.id, brief, at=now)
        project.brief_revision = brief.revision
        project.updated_at = now
        if not project.goal:
            project.goal = brief.goal
        await self._projects.flush()

    async def _project(self, project_id: str) -> ProjectRow:
        row = await self._projects.find(project_id)
        if row is None:
            raise ProjectNotFound("There is no such project.", details={"id": project_id})
        return row
