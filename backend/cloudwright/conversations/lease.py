"""The fence of a run: only the newest holder of its lease may write."""

from collections.abc import Mapping, Sequence
from typing import Self

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.ports import RunKey
from cloudwright.conversations.repository import RunsTable
from cloudwright.events.errors import LeaseLost


class RunFence:
    """Checks in the writing transaction that this run is open and still held by us."""

    def __init__(self, key: RunKey, fence: int) -> None:
        self.key = key
        self.number = fence

    async def check(self, db: AsyncSession) -> None:
        """Return when the run is still ours; raises LeaseLost otherwise."""
        for loss in (await self.losses(db, [self])).values():
            raise loss

    @classmethod
    async def losses(cls, db: AsyncSession, fences: Sequence[Self]) -> Mapping[Self, LeaseLost]:
        """Return what `check` would raise, for each of these runs that is not ours any more."""
        newest = await RunsTable(db).fences([each.key for each in fences])
        return {
            each: LeaseLost("Another process took this run over, so this one has ended here.")
            for each in fences
            if newest.get(each.key) != each.number
        }
