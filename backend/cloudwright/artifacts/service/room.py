"""What projects and their bundles take of what the plan gives."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.artifacts.repository import ArtifactsTable
from cloudwright.quotas.refusal import quota_reached
from cloudwright.quotas.schemas import Metric, Refused, Use
from cloudwright.quotas.service.holding import Quotas


class CountedRoom:
    """The `Room` of projects; bytes are counted by what is really kept, equal ones once."""

    def __init__(self, db: AsyncSession, quotas: Quotas) -> None:
        self._table = ArtifactsTable(db)
        self._quotas = quotas

    async def take(self, person_id: str) -> None:
        """Count one more project; raises QuotaReached."""
        await self._quotas.spend(Use(Metric.PROJECTS, 1, person_id))

    async def give_back(self, *, person_id: str, example: bool) -> None:
        """Count one project less, and the bytes that went with its bundles."""
        if not example:
            await self._quotas.give_back(Use(Metric.PROJECTS, 1, person_id))
        await self.measure()

    async def measure(self) -> None:
        """Set the count of bytes to what is kept."""
        await self._quotas.measure(Metric.STORAGE_BYTES, await self._table.stored_bytes())

    async def keep(self) -> None:
        """Count what has just been added; raises QuotaReached where it does not fit any more."""
        stored = await self._table.stored_bytes()
        full = await self._quotas.measure_within(Metric.STORAGE_BYTES, stored)
        if isinstance(full, Refused):
            raise quota_reached(full)
