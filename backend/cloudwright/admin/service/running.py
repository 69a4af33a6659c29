"""What runs now, in every organisation."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.repository import OrganizationsView, PeopleView, RunsView
from cloudwright.admin.schemas import PlatformRun, RunList
from cloudwright.conversations.schemas import RunStatus

_MOST = 200
_WAITING = "waits for a process to take it"


class Running:
    """Reads across organisations."""

    def __init__(self, db: AsyncSession) -> None:
        self._runs = RunsView(db)
        self._organizations = OrganizationsView(db)
        self._people = PeopleView(db)

    async def list(self) -> RunList:
        """Return the runs that have not ended, the oldest first, at most 200."""
        rows = await self._runs.open(limit=_MOST)
        homes = await self._organizations.names({row.organization_id for row in rows})
        people = await self._people.names({row.person_id for row in rows})
        return RunList(
            items=tuple(
                PlatformRun(
                    id=row.id,
                    organization_id=row.organization_id,
                    organization=homes.get(row.organization_id, row.organization_id),
                    person=people.get(row.person_id, row.person_id),
                    mode=row.mode,
                    step=_WAITING if row.status == RunStatus.QUEUED else None,
                    stopping=row.cancel_requested,
                    started_at=row.started_at,
                )
                for row in rows
            )
        )
