"""SQL of the ledger and of its sums by day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Date, Select, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.gateway.models import ModelCall, UsageDayRow
from cloudwright.gateway.schemas import Call, CallStatus
from cloudwright.gateway.usage import Dimension, Line, Measures
from cloudwright.tenancy.scope import tenant_of

_DAYS = Base.metadata.tables[UsageDayRow.__tablename__]
_SUMS = (
    "calls",
    "runs",
    "unfinished_calls",
    "unpriced_calls",
    "input_tokens",
    "output_tokens",
    "cost_nano_usd",
)
_COLUMNS = {
    Dimension.DAY: "day",
    Dimension.MODE: "mode",
    Dimension.MEMBER: "person_id",
    Dimension.MODEL: "model_id",
}


class Calls:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, call: Call) -> None:
        principal = call.caller.principal
        self._db.add(
            ModelCall(
                organization_id=principal.organization_id,
                id=call.id,
                person_id=principal.user_id,
                conversation_id=call.caller.conversation_id,
                run_id=call.caller.run_id,
                mode=call.caller.mode,
                model_id=call.model_id,
                status=call.status,
                input_tokens=call.usage.input_tokens,
                output_tokens=call.usage.output_tokens,
                estimated=call.usage.estimated,
                milliseconds=call.milliseconds,
                cost_nano_usd=call.cost_nano_usd,
                started_at=call.started_at,
            )
        )
        await self._db.flush()

    async def knows_run(self, run_id: str) -> bool:
        """Return whether a call of this run is there already."""
        return (
            await self._db.scalar(select(ModelCall.id).where(ModelCall.run_id == run_id).limit(1)) is not None
        )

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

    async def add(self, call: Call, *, begins_run: bool) -> None:
        """Add a call to the sums of its day."""
        row = {
            "organization_id": tenant_of(self._db),
            "day": call.started_at.astimezone(UTC).date(),
            "person_id": call.caller.principal.user_id,
            "mode": call.caller.mode,
            "model_id": call.model_id,
            "calls": 1,
            "runs": int(begins_run),
            "unfinished_calls": int(call.status is not CallStatus.COMPLETED),
            "unpriced_calls": int(call.cost_nano_usd is None),
            "input_tokens": call.usage.input_tokens,
            "output_tokens": call.usage.output_tokens,
            "cost_nano_usd": call.cost_nano_usd or 0,
        }
        dialect = postgresql if self._db.get_bind().dialect.name == "postgresql" else sqlite
        insert = dialect.insert(_DAYS)
        sums = {name: _DAYS.c[name] + insert.excluded[name] for name in _SUMS}
        await self._db.execute(
            insert.on_conflict_do_update(index_elements=list(_DAYS.primary_key), set_=sums), [row]
        )

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
