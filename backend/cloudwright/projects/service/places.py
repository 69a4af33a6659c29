"""Where members are in projects, so that another device opens a project at the same place."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.projects.errors import ProjectNotFound
from cloudwright.projects.repository import PlacesTable, ProjectsTable
from cloudwright.projects.schemas import Whereabouts
from cloudwright.tenancy.principal import Principal


class Places:
    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._projects = ProjectsTable(db)
        self._places = PlacesTable(db)
        self._clock = clock

    async def last(self, principal: Principal, project_id: str) -> Whereabouts | None:
        """Return where the caller was last; nothing when they were not there. Raises ProjectNotFound."""
        await self._insist_on(project_id)
        return await self._places.find(project_id, principal.user_id)

    async def remember(self, principal: Principal, project_id: str, *, place: Whereabouts) -> None:
        """Keep where the caller is; raises ProjectNotFound."""
        await self._insist_on(project_id)
        await self._places.put(principal, project_id, place=place, at=self._clock())

    async def _insist_on(self, project_id: str) -> None:
        if await self._projects.find(project_id) is None:
            raise ProjectNotFound("There is no such project.", details={"id": project_id})
