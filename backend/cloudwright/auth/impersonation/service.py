"""Begin, find and end the times in which an operator looks as a person."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.impersonation.repository import ImpersonationsTable
from cloudwright.auth.impersonation.schemas import Impersonation
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.users.schemas import Person

LONGEST = timedelta(minutes=60)


class Impersonations:
    """Who may look as whom is decided above; here it is written down."""

    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._table = ImpersonationsTable(db)
        self._clock = clock

    async def begin(
        self,
        operator: Person,
        person: Person,
        *,
        organization_id: str,
        sign_in_id: str,
        reason: str,
        lasting: timedelta,
    ) -> Impersonation:
        """Let one device of an operator look as a person, for `lasting` and at most an hour."""
        now = self._clock()
        made = Impersonation(
            id=new_id("imp"),
            person_id=person.id,
            organization_id=organization_id,
            operator_id=operator.id,
            operator_name=operator.name,
            sign_in_id=sign_in_id,
            reason=reason,
            started_at=now,
            expires_at=now + min(lasting, LONGEST),
        )
        await self._table.add(made)
        return made

    async def live(self, impersonation_id: str) -> Impersonation | None:
        """Return one that has not ended."""
        return await self._table.live(impersonation_id, now=self._clock())

    async def end(self, made: Impersonation) -> None:
        """End it; the device works for its operator again."""
        await self._table.end(made, now=self._clock())

    async def newest(self, limit: int = 100) -> Sequence[Impersonation]:
        """Return the newest first: of the person of this session, or of everybody."""
        return await self._table.newest(limit=limit)
