"""SQL of projects, briefs, options and revisions. The tenant filter is the session's own."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.brief import Brief
from cloudwright.kit.money import Money
from cloudwright.projects.headline import Headline, headline
from cloudwright.projects.models import BriefRow, OptionRow, PlaceRow, ProjectRow, RevisionRow
from cloudwright.projects.paging import Place
from cloudwright.projects.schemas import Whereabouts
from cloudwright.tenancy.principal import Principal

S = TypeVar("S", bound=tuple[Any, ...])


class ProjectsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, row: ProjectRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def find(self, project_id: str) -> ProjectRow | None:
        found: ProjectRow | None = await self._db.scalar(
            select(ProjectRow).where(ProjectRow.id == project_id)
        )
        return found

    async def locked(self, project_id: str) -> ProjectRow | None:
        """Return the project's newest state and let no other transaction change it before ours ends."""
        return await self._db.scalar(
            select(ProjectRow)
            .where(ProjectRow.id == project_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )

    async def region(self, project_id: str) -> str | None:
        found: str | None = await self._db.scalar(
            _with_region(select(_REGION)).where(ProjectRow.id == project_id)
        )
        return found

    async def page(
        self, q: str, *, limit: int, before: Place | None
    ) -> Sequence[tuple[ProjectRow, str | None]]:
        """Return projects with their regions, newest first, after a place, one more than `limit`."""
        statement = _with_region(select(ProjectRow, _REGION))
        if q:
            statement = statement.where(_contains(q))
        if before is not None:
            statement = statement.where(
                tuple_(ProjectRow.updated_at, ProjectRow.id)
                < tuple_(literal(before.changed_at, ProjectRow.updated_at.type), literal(before.row_id))
            )
        ordered = statement.order_by(ProjectRow.updated_at.desc(), ProjectRow.id.desc()).limit(limit + 1)
        return [(row, region) for row, region in await self._db.execute(ordered)]

    async def names(self, project_ids: Collection[str]) -> dict[str, str]:
        rows = await self._db.execute(
            select(ProjectRow.id, ProjectRow.name).where(ProjectRow.id.in_(project_ids))
        )
        return {row.id: row.name for row in rows}

    async def has_example(self) -> bool:
        found = await self._db.scalar(select(ProjectRow.id).where(ProjectRow.example).limit(1))
        return found is not None

    async def remove(self, project_id: str) -> None:
        await self._db.execute(delete(ProjectRow).where(ProjectRow.id == project_id))

    async def flush(self) -> None:
        await self._db.flush()


class PlacesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self, project_id: str, person_id: str) -> Whereabouts | None:
        found = await self._db.scalar(
            select(PlaceRow.place).where(PlaceRow.project_id == project_id, PlaceRow.person_id == person_id)
        )
        return None if found is None else Whereabouts.model_validate(found)

    async def put(self, principal: Principal, project_id: str, *, place: Whereabouts, at: datetime) -> None:
        row = PlaceRow(
            organization_id=principal.organization_id,
            project_id=project_id,
            person_id=principal.user_id,
            place=place.model_dump(mode="json"),
            updated_at=at,
        )
        await self._db.merge(row)
        await self._db.flush()


class BriefsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def newest(self, project_id: str) -> Brief:
        content = await self._db.scalar(
            select(BriefRow.content)
            .where(BriefRow.project_id == project_id)
            .order_by(BriefRow.revision.desc())
            .limit(1)
        )
        return Brief() if content is None else Brief.model_validate(content)

    async def at(self, project_id: str, revision: int) -> Brief | None:
        content = await self._db.scalar(
            select(BriefRow.content).where(BriefRow.project_id == project_id, BriefRow.revision == revision)
        )
        return None if content is None else Brief.model_validate(content)

    async def every(self, project_id: str) -> Sequence[tuple[Brief, datetime]]:
        """Return each revision with the time of its making, oldest first."""
        rows = await self._db.execute(
            select(BriefRow.content, BriefRow.created_at)
            .where(BriefRow.project_id == project_id)
            .order_by(BriefRow.revision)
        )
        return [(Brief.model_validate(content), made) for content, made in rows]

    async def add(self, project_id: str, brief: Brief, *, at: datetime) -> None:
        self._db.add(
            BriefRow(
                project_id=project_id,
                revision=brief.revision,
                content=brief.model_dump(mode="json"),
                created_at=at,
            )
        )
        await self._db.flush()


class OptionsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, row: OptionRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def find(self, option_id: str) -> OptionRow | None:
        found: OptionRow | None = await self._db.scalar(select(OptionRow).where(OptionRow.id == option_id))
        return found

    async def of_project(self, project_id: str) -> Sequence[OptionRow]:
        """Return the options, simplest first, discarded ones last."""
        return (
            await self._db.scalars(
                select(OptionRow)
                .where(OptionRow.project_id == project_id)
                .order_by(OptionRow.discarded, OptionRow.position, OptionRow.id)
            )
        ).all()

    async def heads(self, project_id: str) -> list[tuple[str, str]]:
        """Return each option's id with that of its newest revision."""
        rows = await self._db.execute(
            select(OptionRow.id, OptionRow.head_revision_id).where(OptionRow.project_id == project_id)
        )
        return [(option_id, head_id) for option_id, head_id in rows]

    async def headlines(self, project_ids: Collection[str]) -> Mapping[str, Headline]:
        """Return the figures of each project's chosen option, else of its simplest, in one query."""
        rows = await self._db.execute(
            select(OptionRow.project_id, RevisionRow.monthly_cost, RevisionRow.open_findings)
            .join(ProjectRow, ProjectRow.id == OptionRow.project_id)
            .join(RevisionRow, RevisionRow.id == OptionRow.head_revision_id)
            .where(OptionRow.project_id.in_(project_ids), ~OptionRow.discarded)
            .order_by(
                OptionRow.project_id,
                case((OptionRow.id == ProjectRow.chosen_option_id, 0), else_=1),
                OptionRow.position,
                OptionRow.id,
            )
        )
        found: dict[str, Headline] = {}
        for project_id, monthly_cost, open_findings in rows:
            if project_id not in found:
                found[project_id] = Headline(Money.model_validate(monthly_cost), open_findings)
        return found

    async def flush(self) -> None:
        await self._db.flush()


class RevisionsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, row: RevisionRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def find(self, revision_id: str) -> RevisionRow | None:
        found: RevisionRow | None = await self._db.scalar(
            select(RevisionRow).where(RevisionRow.id == revision_id)
        )
        return found

    async def heads(self, revision_ids: Sequence[str]) -> Sequence[RevisionRow]:
        return (await self._db.scalars(select(RevisionRow).where(RevisionRow.id.in_(revision_ids)))).all()

    async def by_tool_call(self, option_id: str, tool_call_id: str) -> RevisionRow | None:
        found: RevisionRow | None = await self._db.scalar(
            select(RevisionRow).where(
                RevisionRow.option_id == option_id, RevisionRow.tool_call_id == tool_call_id
            )
        )
        return found

    async def history(self, option_id: str) -> Sequence[RevisionRow]:
        return (
            await self._db.scalars(
                select(RevisionRow)
                .where(RevisionRow.option_id == option_id)
                .order_by(RevisionRow.number.desc())
            )
        ).all()

    async def edited(self, option_ids: Collection[str]) -> set[str]:
        """Return those options whose design somebody changed, if only to take it back."""
        rows = await self._db.scalars(
            select(RevisionRow.option_id)
            .where(RevisionRow.option_id.in_(option_ids), RevisionRow.tool_call_id.is_not(None))
            .distinct()
        )
        return set(rows)

    async def last_number(self, option_id: str) -> int:
        found = await self._db.scalar(
            select(func.max(RevisionRow.number)).where(RevisionRow.option_id == option_id)
        )
        return found or 0

    async def re_evaluated(self, revision_id: str, evaluation: Evaluation, *, brief_revision: int) -> None:
        """Store what a changed brief makes of a revision; the design itself stays as it is."""
        shown = headline(evaluation)
        await self._db.execute(
            update(RevisionRow)
            .where(RevisionRow.id == revision_id)
            .values(
                evaluation=evaluation.model_dump(mode="json"),
                monthly_cost=shown.monthly_cost.model_dump(mode="json"),
                open_findings=shown.open_findings,
                brief_revision=brief_revision,
            )
        )


_REGION = BriefRow.content["region"].as_string()


def _with_region(statement: Select[S]) -> Select[S]:
    """Join the newest brief, which names the region."""
    return statement.select_from(ProjectRow).outerjoin(
        BriefRow,
        and_(BriefRow.project_id == ProjectRow.id, BriefRow.revision == ProjectRow.brief_revision),
    )


def _contains(q: str) -> ColumnElement[bool]:
    pattern = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return or_(ProjectRow.name.ilike(pattern, escape="\\"), ProjectRow.goal.ilike(pattern, escape="\\"))
