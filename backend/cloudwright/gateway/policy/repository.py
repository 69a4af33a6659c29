"""SQL of policies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.gateway.models import ModelCall
from cloudwright.gateway.policy.models import PolicyRow, PolicyVersionRow
from cloudwright.gateway.policy.schemas import Place, Pointers, Version
from cloudwright.tenancy.scope import tenant_of

_POLICIES = Base.metadata.tables[PolicyRow.__tablename__]
_COLUMNS = {Place.LIVE: PolicyRow.live, Place.SHADOW: PolicyRow.shadow}


class PoliciesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def pointers(self) -> Pointers:
        row = await self._db.scalar(select(PolicyRow))
        if row is None:
            return Pointers()
        return Pointers(live=row.live, shadow=row.shadow, latest=row.latest, revision=row.revision)

    async def revision(self) -> int:
        return await self._db.scalar(select(PolicyRow.revision)) or 0

    async def point(self, place: Place, *, expected: int | None) -> int | None:
        """Let a place hold the next version and return its number; None when another holds than expected."""
        await self._ensure()
        column, following = _COLUMNS[place], PolicyRow.latest + 1
        return await self._db.scalar(
            update(PolicyRow)
            .where(column.is_not_distinct_from(expected))
            .values(
                {column: following, PolicyRow.latest: following, PolicyRow.revision: PolicyRow.revision + 1}
            )
            .returning(PolicyRow.latest)
            .execution_options(synchronize_session=False)
        )

    async def end_shadow(self, *, expected: int | None) -> bool:
        ended = await self._db.execute(
            update(PolicyRow)
            .where(PolicyRow.shadow.is_not_distinct_from(expected))
            .values(shadow=None, revision=PolicyRow.revision + 1)
            .returning(PolicyRow.revision)
            .execution_options(synchronize_session=False)
        )
        return ended.first() is not None

    async def add(self, version: Version) -> None:
        self._db.add(
            PolicyVersionRow(
                organization_id=tenant_of(self._db),
                number=version.number,
                text=version.text,
                note=version.note,
                author_id=version.author_id,
                created_at=version.created_at,
            )
        )
        await self._db.flush()

    async def version(self, number: int) -> Version | None:
        row = await self._db.scalar(select(PolicyVersionRow).where(PolicyVersionRow.number == number))
        return None if row is None else _version(row)

    async def newest(self, *, before: int | None, limit: int) -> Sequence[Version]:
        wanted = select(PolicyVersionRow).order_by(PolicyVersionRow.number.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(PolicyVersionRow.number < before)
        return [_version(row) for row in await self._db.scalars(wanted)]

    async def _ensure(self) -> None:
        dialect = postgresql if self._db.get_bind().dialect.name == "postgresql" else sqlite
        nothing = {"organization_id": tenant_of(self._db), "latest": 0, "revision": 0}
        await self._db.execute(dialect.insert(_POLICIES).on_conflict_do_nothing(), [nothing])


@dataclass(frozen=True, slots=True)
class Made:
    """A call of the ledger; who made it is an application, or else a person."""

    id: str
    organization_id: str
    application_id: str
    person_id: str
    model: str
    provider: str
    input_tokens: int
    at: datetime


class CallsTable:
    """Rows of the ledger, as far as rules can ask about them."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def newest(self, most: int) -> Sequence[Made]:
        rows = await self._db.scalars(
            select(ModelCall).order_by(ModelCall.started_at.desc(), ModelCall.id.desc()).limit(most)
        )
        return [_made(row) for row in rows]


def _made(row: ModelCall) -> Made:
    return Made(
        id=row.id,
        organization_id=row.organization_id,
        application_id=row.application_id,
        person_id=row.person_id,
        model=row.requested_model or row.model_id,
        provider=row.provider,
        input_tokens=row.input_tokens,
        at=row.started_at,
    )


def _version(row: PolicyVersionRow) -> Version:
    return Version(
        number=row.number,
        text=row.text,
        note=row.note,
        author_id=row.author_id,
        created_at=row.created_at,
    )
