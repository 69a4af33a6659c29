"""The fence of a run: only the newest holder of its lease may write."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.ports import RunKey
from cloudwright.conversations.repository import RunsTable
from cloudwright.events.errors import LeaseLost


class RunFence:
    """Checks in the writing transaction that this run is open and still held by us."""

    def __init__(self, key: RunKey, fence: int) -> None:
        self._key = key
        self._fence = fence

    async def check(self, db: AsyncSession) -> None:
        """Return when the run is still ours; raises LeaseLost otherwise."""
        if await RunsTable(db).held(self._key, fence=self._fence) is None:
            raise LeaseLost("Another process took this run over, so this one has ended here.")
