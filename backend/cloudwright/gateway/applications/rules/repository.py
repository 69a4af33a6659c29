"""SQL of routes, limits and profiles."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.applications.models import RuleRow
from cloudwright.kit.canonical import JsonValue
from cloudwright.tenancy.scope import tenant_of


class RuleKind(StrEnum):
    ROUTE = "route"
    LIMIT = "limit"
    PROFILE = "profile"


class RulesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def all(self, kind: RuleKind) -> Sequence[JsonValue]:
        """Return their values, by name."""
        rows = await self._db.scalars(
            select(RuleRow).where(RuleRow.kind == kind.value).order_by(RuleRow.name)
        )
        return [row.value for row in rows]

    async def names(self, kind: RuleKind) -> frozenset[str]:
        return frozenset(await self._db.scalars(select(RuleRow.name).where(RuleRow.kind == kind.value)))

    async def everything(self) -> Sequence[tuple[RuleKind, JsonValue]]:
        rows = await self._db.scalars(select(RuleRow).order_by(RuleRow.kind, RuleRow.name))
        return [(RuleKind(row.kind), row.value) for row in rows]

    async def put(self, kind: RuleKind, name: str, *, value: JsonValue, by: str, now: datetime) -> None:
        row = RuleRow(
            organization_id=tenant_of(self._db),
            kind=kind.value,
            name=name,
            value=value,
            changed_by=by,
            changed_at=now,
        )
        await self._db.merge(row)
        await self._db.flush()

    async def remove(self, kind: RuleKind, name: str) -> bool:
        gone = await self._db.execute(
            delete(RuleRow).where(RuleRow.kind == kind.value, RuleRow.name == name).returning(RuleRow.name)
        )
        return gone.first() is not None
