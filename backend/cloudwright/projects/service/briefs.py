"""Briefs: what a project is to do, in revisions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.model.brief import Brief
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.projects.errors import ProjectNotFound
from cloudwright.projects.models import ProjectRow
from cloudwright.projects.repository import BriefsTable, ProjectsTable


class Briefs:
    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._projects = ProjectsTable(db)
        self._briefs = BriefsTable(db)
        self._clock = clock

    async def get(self, project_id: str) -> Brief:
        """Return the newest revision of the project's brief; raises ProjectNotFound."""
        _existing(await self._projects.find(project_id), project_id)
        return await self._briefs.newest(project_id)

    async def every(self, project_id: str) -> Sequence[tuple[Brief, datetime]]:
        """Return each revision of the brief with the time of its making, oldest first."""
        return await self._briefs.every(project_id)

    async def stands(self, project_id: str, revision: int) -> bool:
        """Return whether this is the newest revision; until the end of the unit it stays so.

        Raises ProjectNotFound.
        """
        project = _existing(await self._projects.locked(project_id), project_id)
        return project.brief_revision == revision

    async def keep(self, project_id: str, brief: Brief) -> None:
        """Add the revision that follows the newest one; raises ProjectNotFound."""
        project = _existing(await self._projects.find(project_id), project_id)
        now = self._clock()
        await self._briefs.add(project.id, brief, at=now)
        project.brief_revision = brief.revision
        project.updated_at = now
        if not project.goal:
            project.goal = brief.goal
        await self._projects.flush()


def _existing(row: ProjectRow | None, project_id: str) -> ProjectRow:
    if row is None:
        raise ProjectNotFound("There is no such project.", details={"id": project_id})
    return row
