"""SQL of the ledger and of its sums by day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Executable, Select, String, and_, cast, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.gateway.models import ModelCall, UsageDayRow
from cloudwright.gateway.schemas import CallStatus, Entry, Search, StageVerdict, Usage, UsageSource
from cloudwright.gateway.usage import DayKey, Dimension, Line, Measures
from cloudwright.tenancy.scope import tenant_of

_DAYS = Base.metadata.tables[UsageDayRow.__tablename__]
_CALLS = Base.metadata.tables[ModelCall.__tablename__]
_SUMS = tuple(field.name for field in fields(Measures))
_COLUMNS = {
    Dimension.DAY: "day",
    Dimension.MODE: "mode",
    Dimension.MEMBER: "person_id",
    Dimension.MODEL: "model_id",
    Dimension.APPLICATION: "application_id",
    Dimension.TEAM: "team",
    Dimension.PROVIDER: "provider",
}
_OF_USAGE = ("input_tokens", "output_tokens", "estimated", "cache_read_tokens", "cache_write_tokens")
_IN_ENTRY = tuple(field.name for field in fields(Entry) if field.name not in {"usage", "verdicts"})
_LONGEST = {
    column.name: column.type.length
    for column in _CALLS.columns
    if isinstance(column.type, String) and column.type.length and column.name not in {"id", "organization_id"}
}


def fitted(entry: Entry) -> Entry:
    """Return the entry with texts that every database takes: cut to their column, and without NUL."""
    changes: dict[str, Any] = {}
    for name, longest in _LONGEST.items():
        said = getattr(entry, name)
        if isinstance(said, str) and (len(said) > longest or "\0" in said):
            changes[name] = said.replace("\0", "")[:longest]
    return replace(entry, **changes) if changes else entry


def _row(entry: Entry) -> dict[str, object]:
    usage = {name: getattr(entry.usage, name) for name in _OF_USAGE}
    rest = {name: getattr(entry, name) for name in _IN_ENTRY}
    verdicts = [asdict(each) for each in entry.verdicts]
    return {**usage, **rest, "estimated": entry.estimated, "verdicts": verdicts}


def _entry(row: ModelCall) -> Entry:
    rest = {name: getattr(row, name) for name in _IN_ENTRY}
    return Entry(
        **{
            **rest,
            "usage": Usage(**{name: getattr(row, name) for name in _OF_USAGE}),
            "status": CallStatus(row.status),
            "usage_source": UsageSource(row.usage_source),
            "verdicts": tuple(_verdict(each) for each in row.verdicts),
        }
    )


def _verdict(said: Mapping[str, Any]) -> StageVerdict:
    return StageVerdict(said["stage"], said["outcome"], tuple(said["reasons"]))


def _conditions(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.since is not None:
        yield ModelCall.started_at >= search.since
    if search.until is not None:
        yield ModelCall.started_at < search.until
    if search.before is not None:
        at, name = search.before
        yield or_(ModelCall.started_at < at, and_(ModelCall.started_at == at, ModelCall.id < name))
    for name in ("application_id", "person_id", "model_id", "status"):
        if (wanted := getattr(search, name)) is not None:
            yield getattr(ModelCall, name) == wanted


def _added_up(insert: postgresql.Insert | sqlite.Insert) -> Executable:
    sums = {name: _DAYS.c[name] + insert.excluded[name] for name in _SUMS}
    return insert.on_conflict_do_update(index_elements=list(_DAYS.primary_key), set_=sums)


_ADD_CALLS = {
    "postgresql": postgresql.insert(_CALLS).on_conflict_do_nothing().returning(_CALLS.c.id),
    "sqlite": sqlite.insert(_CALLS).on_conflict_do_nothing().returning(_CALLS.c.id),
}
_ADD_DAYS = {
    "postgresql": _added_up(postgresql.insert(_DAYS)),
    "sqlite": _added_up(sqlite.insert(_DAYS)),
}


class Calls:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, entries: Sequence[Entry]) -> frozenset[str]:
        """Add rows, and return the ids of those that were not there."""
        if not entries:
            return frozenset()
        insert = _ADD_CALLS[self._db.get_bind().dialect.name]
        return frozenset(await self._db.scalars(insert, [_row(entry) for entry in entries]))

    async def beginnings(self, runs: Collection[str]) -> dict[str, DayKey]:
        """Return where each of these runs has its first call, if it has one."""
        if not runs:
            return {}
        nth = func.row_number().over(
            partition_by=ModelCall.run_id, order_by=(ModelCall.started_at, ModelCall.id)
        )
        columns = (getattr(ModelCall, field.name) for field in fields(DayKey) if field.name != "day")
        calls = (
            select(ModelCall.run_id, ModelCall.started_at, *columns, nth.label("nth"))
            .where(ModelCall.run_id.in_(runs))
            .subquery()
        )
        rows = await self._db.execute(select(calls).where(calls.c.nth == 1))
        return {row[0]: DayKey(row[1].astimezone(UTC).date(), *row[2:-1]) for row in rows}

    async def find(
        self, search: Search | None = None, *, limit: int, call_id: str | None = None
    ) -> Sequence[Entry]:
        """Return rows, the newest first."""
        statement = select(ModelCall).order_by(ModelCall.started_at.desc(), ModelCall.id.desc()).limit(limit)
        if call_id is not None:
            statement = statement.where(ModelCall.id == call_id)
        rows = await self._db.scalars(statement.where(*_conditions(search or Search())))
        return [_entry(row) for row in rows]

    async def totals(self, run_id: str) -> tuple[int, int, int, int, int, str]:
        """Return tokens read and written, calls, cost in nano USD, priced calls and the model of one run."""
        rows = await self._db.execute(
            select(
                func.sum(ModelCall.input_tokens),
                func.sum(ModelCall.output_tokens),
                func.count(ModelCall.id),
                func.sum(ModelCall.cost_nano_usd),
                func.count(ModelCall.cost_nano_usd),
                func.max(ModelCall.model_id),
            ).where(ModelCall.run_id == run_id)
        )
        given, received, calls, nano, priced, model_id = rows.one()
        return int(given or 0), int(received or 0), calls, int(nano or 0), priced, model_id or ""

    async def usage(self, since: datetime, until: datetime, *, by: Sequence[Dimension]) -> Sequence[Line]:
        """Return what the rows from `since` until before `until` amount to along `by`, sorted.

        A run counts once, where its first call is. This looks at every row there is.
        """
        calls = self._calls().subquery()
        keys = [calls.c[dimension.value] for dimension in by]
        rows = await self._db.execute(
            select(
                *keys,
                func.count(),
                func.count().filter(calls.c.nth == 1, calls.c.run_id.is_not(None)),
                func.count().filter(calls.c.status != CallStatus.COMPLETED.value),
                func.count().filter(calls.c.cost_nano_usd.is_(None)),
                func.coalesce(func.sum(calls.c.input_tokens), 0),
                func.coalesce(func.sum(calls.c.output_tokens), 0),
                func.coalesce(func.sum(calls.c.cost_nano_usd), 0),
            )
            .where(calls.c.started_at >= since, calls.c.started_at < until)
            .group_by(*keys)
            .order_by(*keys)
        )
        return [
            Line(tuple(str(key) for key in row[: len(by)]), Measures(*(int(sum_) for sum_ in row[len(by) :])))
            for row in rows
        ]

    def _calls(self) -> Select[*tuple[object, ...]]:
        first = func.row_number().over(
            partition_by=func.coalesce(ModelCall.run_id, ModelCall.id),
            order_by=(ModelCall.started_at, ModelCall.id),
        )
        return select(
            self._day().label(Dimension.DAY.value),
            ModelCall.mode.label(Dimension.MODE.value),
            ModelCall.person_id.label(Dimension.MEMBER.value),
            ModelCall.model_id.label(Dimension.MODEL.value),
            ModelCall.application_id.label(Dimension.APPLICATION.value),
            ModelCall.team.label(Dimension.TEAM.value),
            ModelCall.provider.label(Dimension.PROVIDER.value),
            ModelCall.run_id,
            ModelCall.status,
            ModelCall.input_tokens,
            ModelCall.output_tokens,
            ModelCall.cost_nano_usd,
            ModelCall.started_at,
            first.label("nth"),
        )

    def _day(self) -> ColumnElement[date]:
        if self._db.get_bind().dialect.name == "postgresql":
            return cast(func.timezone("UTC", ModelCall.started_at), Date)
        return func.date(ModelCall.started_at)


class UsageDays:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, sums: Mapping[DayKey, Measures]) -> None:
        """Add to the sums of days."""
        if not sums:
            return
        rows = [
            {"organization_id": tenant_of(self._db), **asdict(day), **asdict(sums[day])}
            for day in sorted(sums)
        ]
        await self._db.execute(_ADD_DAYS[self._db.get_bind().dialect.name], rows)

    async def usage(self, since: date, until: date, *, by: Sequence[Dimension]) -> Sequence[Line]:
        """Return the sums of the days from `since` to `until`, both included, along `by`, sorted."""
        days = select(UsageDayRow).where(UsageDayRow.day >= since, UsageDayRow.day <= until).subquery()
        keys = [days.c[_COLUMNS[dimension]] for dimension in by]
        sums = [func.coalesce(func.sum(days.c[name]), 0) for name in _SUMS]
        rows = await self._db.execute(select(*keys, *sums).group_by(*keys).order_by(*keys))
        return [
            Line(tuple(str(key) for key in row[: len(by)]), Measures(*(int(sum_) for sum_ in row[len(by) :])))
            for row in rows
        ]
