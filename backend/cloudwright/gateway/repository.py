"""SQL of the ledger."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, Select, cast, column, func, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.models import ModelCall
from cloudwright.gateway.schemas import Call, CallStatus
from cloudwright.gateway.usage import Dimension, Line, Measures

_RUNS = table("runs", column("organization_id"), column("id"), column("mode"))
"""Of the runs, which a higher domain keeps, the ledger asks for the mode alone."""


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

    async def totals(self, run_id: str) -> tuple[int, int, int, int, int]:
        """Return input tokens, output tokens, calls, cost in nano USD and priced calls of one run."""
        rows = await self._db.execute(
            select(
                func.sum(ModelCall.input_tokens),
                func.sum(ModelCall.output_tokens),
                func.count(ModelCall.id),
                func.sum(ModelCall.cost_nano_usd),
                func.count(ModelCall.cost_nano_usd),
            ).where(ModelCall.run_id == run_id)
        )
        given, received, calls, nano, priced = rows.one()
        return int(given or 0), int(received or 0), calls, int(nano or 0), priced

    async def usage(self, since: datetime, until: datetime, *, by: Sequence[Dimension]) -> Sequence[Line]:
        """Return what was used from `since` until before `until`, added up along `by`, sorted.

        A run counts once, where its first call of this span is.
        """
        calls = self._calls(since, until).subquery()
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
            .group_by(*keys)
            .order_by(*keys)
        )
        return [
            Line(tuple(str(key) for key in row[: len(by)]), Measures(*(int(sum_) for sum_ in row[len(by) :])))
            for row in rows
        ]

    def _calls(self, since: datetime, until: datetime) -> Select[*tuple[object, ...]]:
        first = func.row_number().over(
            partition_by=func.coalesce(ModelCall.run_id, ModelCall.id),
            order_by=(ModelCall.started_at, ModelCall.id),
        )
        same_run = (_RUNS.c.organization_id == ModelCall.organization_id) & (_RUNS.c.id == ModelCall.run_id)
        return (
            select(
                self._day().label(Dimension.DAY.value),
                func.coalesce(_RUNS.c.mode, "").label(Dimension.MODE.value),
                ModelCall.person_id.label(Dimension.MEMBER.value),
                ModelCall.model_id.label(Dimension.MODEL.value),
                ModelCall.run_id,
                ModelCall.status,
                ModelCall.input_tokens,
                ModelCall.output_tokens,
                ModelCall.cost_nano_usd,
                first.label("nth"),
            )
            .outerjoin(_RUNS, same_run)
            .where(ModelCall.started_at >= since, ModelCall.started_at < until)
        )

    def _day(self) -> ColumnElement[date]:
        if self._db.get_bind().dialect.name == "postgresql":
            return cast(func.timezone("UTC", ModelCall.started_at), Date)
        return func.date(ModelCall.started_at)
