"""SQL of attendance, over the sign-ins and second factors of persons."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.models import SecondFactorRow, SignInRow


class AttendanceTable:
    """Who was here when, and who has a second factor; in a session for every tenant."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def last_seen(self, organization_id: str, person_ids: Collection[str]) -> dict[str, datetime]:
        rows = await self._db.execute(
            select(SignInRow.person_id, func.max(SignInRow.last_seen_at).label("at"))
            .where(
                SignInRow.person_id.in_([*person_ids]), SignInRow.chosen_organization_id == organization_id
            )
            .group_by(SignInRow.person_id)
        )
        return {row.person_id: row.at for row in rows}

    async def protected(self, person_ids: Collection[str]) -> frozenset[str]:
        rows = await self._db.scalars(
            select(SecondFactorRow.person_id).where(
                SecondFactorRow.person_id.in_([*person_ids]), SecondFactorRow.confirmed_at.is_not(None)
            )
        )
        return frozenset(rows)
