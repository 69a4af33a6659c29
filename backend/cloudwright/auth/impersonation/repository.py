"""SQL of impersonations: rows of the person who is looked as."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.impersonation.schemas import Impersonation
from cloudwright.auth.models import ImpersonationRow, SignInRow


class ImpersonationsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, made: Impersonation) -> None:
        """Add it, and let the operator's device look as the person from now on."""
        self._db.add(
            ImpersonationRow(
                person_id=made.person_id,
                id=made.id,
                home_id=made.organization_id,
                operator_id=made.operator_id,
                operator_name=made.operator_name,
                sign_in_id=made.sign_in_id,
                reason=made.reason,
                started_at=made.started_at,
                expires_at=made.expires_at,
            )
        )
        await self._db.flush()
        await self._point(made.sign_in_id, made.id)

    async def live(self, impersonation_id: str, *, now: datetime) -> Impersonation | None:
        row = await self._db.scalar(
            select(ImpersonationRow).where(
                ImpersonationRow.id == impersonation_id,
                ImpersonationRow.ended_at.is_(None),
                ImpersonationRow.expires_at > now,
            )
        )
        return None if row is None else _shown(row)

    async def end(self, made: Impersonation, *, now: datetime) -> None:
        await self._db.execute(
            update(ImpersonationRow)
            .where(ImpersonationRow.id == made.id, ImpersonationRow.ended_at.is_(None))
            .values(ended_at=now)
        )
        await self._point(made.sign_in_id, None)

    async def newest(self, *, limit: int) -> Sequence[Impersonation]:
        """Return the newest that this session sees: a person's own, or all of them."""
        rows = await self._db.scalars(
            select(ImpersonationRow)
            .order_by(ImpersonationRow.started_at.desc(), ImpersonationRow.id.desc())
            .limit(limit)
        )
        return [_shown(row) for row in rows]

    async def _point(self, sign_in_id: str, impersonation_id: str | None) -> None:
        await self._db.execute(
            update(SignInRow).where(SignInRow.id == sign_in_id).values(impersonation_id=impersonation_id)
        )


def _shown(row: ImpersonationRow) -> Impersonation:
    return Impersonation(
        id=row.id,
        person_id=row.person_id,
        organization_id=row.home_id,
        operator_id=row.operator_id,
        operator_name=row.operator_name,
        sign_in_id=row.sign_in_id,
        reason=row.reason,
        started_at=row.started_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )
