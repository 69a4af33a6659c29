"""Projects: create, find, rename, choose an option, delete."""

from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.model.architecture import Standards
from cloudwright.design.model.brief import Brief
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.projects.errors import OptionNotFound, ProjectNotFound
from cloudwright.projects.headline import Headline
from cloudwright.projects.models import ProjectRow
from cloudwright.projects.paging import Place, cursor_at, place_of
from cloudwright.projects.ports import OpenRuns, Room
from cloudwright.projects.repository import BriefsTable, OptionsTable, ProjectsTable
from cloudwright.projects.schemas import Project, ProjectPage

_UNNAMED = "New design"
_LONGEST_NAME = 60


class Projects:
    def __init__(self, db: AsyncSession, *, runs: OpenRuns, room: Room, clock: Clock = utc_now) -> None:
        self._table = ProjectsTable(db)
        self._briefs = BriefsTable(db)
        self._options = OptionsTable(db)
        self._runs = runs
        self._room = room
        self._clock = clock

    async def create(
        self, person_id: str, name: str | None, *, goal: str = "", project_id: str | None = None
    ) -> Project:
        """Create a project with an empty brief; without a name it takes the first words of the goal."""
        return await self._create(person_id, name, goal=goal, project_id=project_id, example=False)

    async def create_example(self, person_id: str, name: str, *, goal: str) -> Project:
        """Create the project that shows a newcomer what a finished design looks like."""
        return await self._create(person_id, name, goal=goal, project_id=None, example=True)

    async def has_example(self) -> bool:
        return await self._table.has_example()

    async def get(self, project_id: str) -> Project:
        """Return the project; raises ProjectNotFound."""
        return await self._shown(await self._row(project_id))

    async def page(self, q: str = "", *, limit: int = 50, cursor: str | None = None) -> ProjectPage:
        """Return projects whose name or goal contains `q`, last changed first; raises BadCursor."""
        before = place_of(cursor) if cursor else None
        rows = await self._table.page(q.strip(), limit=limit, before=before)
        last = rows[limit - 1][0] if len(rows) > limit else None
        return ProjectPage(
            items=await self._all_shown(rows[:limit]),
            next_cursor=cursor_at(Place(last.updated_at, last.id)) if last is not None else None,
        )

    async def names(self, project_ids: Collection[str]) -> dict[str, str]:
        """Return the names of those projects that exist."""
        return await self._table.names(project_ids)

    async def standards(self, project_id: str) -> Standards:
        """Return what the project's designs are held to; raises ProjectNotFound."""
        return Standards.model_validate((await self._row(project_id)).standards)

    async def hold_to(self, project_id: str, standards: Standards) -> None:
        """Keep the standards for what is proposed from now on; raises ProjectNotFound."""
        row = await self._row(project_id)
        row.standards = standards.model_dump(mode="json", exclude_defaults=True)
        row.updated_at = self._clock()
        await self._table.flush()

    async def rename(self, project_id: str, name: str) -> Project:
        row = await self._row(project_id)
        row.name = name
        row.updated_at = self._clock()
        await self._table.flush()
        return await self._shown(row)

    async def choose(self, option_id: str) -> Project:
        """Make the option the project's own; raises OptionNotFound."""
        option = await self._options.find(option_id)
        if option is None:
            raise OptionNotFound("There is no such option.", details={"id": option_id})
        row = await self._row(option.project_id)
        row.chosen_option_id = option.id
        row.updated_at = self._clock()
        await self._table.flush()
        return await self._shown(row)

    async def creator(self, project_id: str) -> str:
        """Return who made a project; raises ProjectNotFound."""
        return (await self._row(project_id)).created_by

    async def delete(self, project_id: str) -> None:
        """Delete the project with everything in it; raises ProjectNotFound."""
        row = await self._row(project_id)
        await self._table.remove(project_id)
        await self._room.give_back(person_id=row.created_by, example=row.example)

    async def _create(
        self, person_id: str, name: str | None, *, goal: str, project_id: str | None, example: bool
    ) -> Project:
        if not example:
            await self._room.take(person_id)
        now = self._clock()
        row = ProjectRow(
            id=project_id or new_id("prj"),
            name=name or _named_after(goal),
            goal=goal,
            example=example,
            chosen_option_id=None,
            brief_revision=0,
            standards={},
            created_by=person_id,
            created_at=now,
            updated_at=now,
        )
        await self._table.add(row)
        await self._briefs.add(row.id, Brief(), at=now)
        return await self._shown(row)

    async def _row(self, project_id: str) -> ProjectRow:
        row = await self._table.find(project_id)
        if row is None:
            raise ProjectNotFound("There is no such project.", details={"id": project_id})
        return row

    async def _shown(self, row: ProjectRow) -> Project:
        (shown,) = await self._all_shown([(row, await self._table.region(row.id))])
        return shown

    async def _all_shown(self, rows: Sequence[tuple[ProjectRow, str | None]]) -> tuple[Project, ...]:
        ids = [row.id for row, _ in rows]
        headlines = await self._options.headlines(ids)
        running = await self._runs.by_project(ids)
        return tuple(
            _project(
                row, region or Brief().region, headline=headlines.get(row.id), run_id=running.get(row.id)
            )
            for row, region in rows
        )


def _project(row: ProjectRow, region: str, *, headline: Headline | None, run_id: str | None) -> Project:
    return Project(
        id=row.id,
        name=row.name,
        goal=row.goal,
        region=region,
        created_at=row.created_at,
        updated_at=row.updated_at,
        example=row.example,
        monthly_cost=headline.monthly_cost if headline else None,
        open_findings=headline.open_findings if headline else None,
        chosen_option_id=row.chosen_option_id,
        brief_revision=row.brief_revision,
        running_run_id=run_id,
    )


def _named_after(goal: str) -> str:
    first = goal.strip().splitlines()[0] if goal.strip() else ""
    if len(first) <= _LONGEST_NAME:
        return first or _UNNAMED
    return first[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",.;: ") + " …"
