"""What a person is told of their limits before they send a message."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.repository import SessionsTable
from cloudwright.conversations.service.turns import SESSION_IDLE
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.quotas.schemas import Enforcement, Metric, QuotaWarning
from cloudwright.quotas.service.limits import Standings, shown
from cloudwright.tenancy.principal import Principal

_TAKEN_BY_MESSAGES = frozenset({Metric.SESSIONS, Metric.RUNS, Metric.TOKENS, Metric.COST_NANO_USD})


class Foresight:
    """Sees what the next message takes."""

    def __init__(self, db: AsyncSession, standings: Standings, *, clock: Clock = utc_now) -> None:
        self._sessions = SessionsTable(db)
        self._standings = standings
        self._clock = clock

    async def warning(
        self, principal: Principal, *, conversation_id: str | None, mode: str
    ) -> QuotaWarning | None:
        """Return what blocks the next message, else the limit that is nearest to its end, from 80 % on."""
        taken = _TAKEN_BY_MESSAGES
        if conversation_id and await self._goes_on(principal, conversation_id, mode=mode):
            taken -= {Metric.SESSIONS}
        near = [
            each
            for each in await self._standings.of(principal.user_id, mode=mode)
            if each.metric in taken and (each.reached or each.limit == 0)
        ]
        blocking = [
            each
            for each in near
            if each.enforcement is Enforcement.HARD and each.used + each.held >= each.limit
        ]
        if blocking:
            return QuotaWarning(quota=shown(blocking[0]), blocked=True)
        return QuotaWarning(quota=shown(near[0]), blocked=False) if near else None

    async def _goes_on(self, principal: Principal, conversation_id: str, *, mode: str) -> bool:
        window = await self._sessions.open(
            conversation_id, person_id=principal.user_id, mode=mode, since=self._clock() - SESSION_IDLE
        )
        return window is not None
