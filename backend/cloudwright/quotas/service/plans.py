"""Which plan an organisation has, and what that gives."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.quotas.repository import GrantsTable
from cloudwright.quotas.schemas import Entitlements, Grant, PlanBook


class Plans:
    """A `PlanSource` for the organisation of its session; it is read once in a transaction."""

    def __init__(self, db: AsyncSession, book: PlanBook, *, clock: Clock = utc_now) -> None:
        self._grants = GrantsTable(db)
        self._book = book
        self._clock = clock
        self._known: Entitlements | None = None

    async def entitlements(self) -> Entitlements:
        """Return what the plan of the organisation gives."""
        if self._known is None:
            self._known = self._book.entitlements(await self._grants.find())
        return self._known

    async def granted(self) -> Grant | None:
        """Return what was given to the organisation, None when nothing ever was."""
        return await self._grants.find()

    async def grant(self, organization_id: str, grant: Grant, *, by: str) -> None:
        """Give an organisation a plan; what is used beyond it stays, and nothing new is started."""
        await self._grants.put(organization_id, grant, by=by, now=self._clock())
        self._known = None
