"""Which projects are being worked on: what `projects` cannot see by itself."""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.repository import RunsTable


class ProjectRuns:
    """The `OpenRuns` of projects."""

    def __init__(self, db: AsyncSession) -> None:
        self._runs = RunsTable(db)

    async def by_project(self, project_ids: Collection[str]) -> Mapping[str, str]:
        """Return the id of the open run of each project that has one."""
        return await self._runs.running_by_project(project_ids)
