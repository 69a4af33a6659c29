"""Watches over what stays open, such as a socket: it ends with its sign-in and follows its rights."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.repository import SignInsTable, Stamp
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.errors import CloudwrightError
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_LOOKING = EveryTenant("connections of all organisations are watched by one task")
_EVERY_SECONDS = 1.0


@dataclass(eq=False, slots=True)
class _Watched:
    principal: Principal
    address: str
    become: Callable[[Principal], None]
    ended: "asyncio.Future[None]"
    stamp: Stamp | None = None


class Watching:
    """One per process. One query a second for all connections, however many; none while there are none."""

    def __init__(self, units: UnitsOfWork, *, clock: Clock = utc_now) -> None:
        self._units = units
        self._clock = clock
        self._open: set[_Watched] = set()

    async def until_ended(
        self, principal: Principal, *, address: str, become: Callable[[Principal], None]
    ) -> None:
        """Return when the sign-in of a connection has ended, or works for another organisation.

        `become` is called with what its person may do now, whenever that changes.
        """
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        watched = _Watched(principal, address, become, ended)
        self._open.add(watched)
        try:
            await ended
        finally:
            self._open.discard(watched)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look again and again until the end of the block."""
        task = asyncio.create_task(self._repeat(), name="watching")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def look(self) -> None:
        """Look once at every connection; who looks as somebody else is asked about each time."""
        watched = [*self._open]
        if not watched:
            return
        stamps = await self._stamps(watched)
        for each in watched:
            stamp = stamps.get(each.principal.sign_in_id)
            if stamp is None or stamp != each.stamp or each.principal.onlooker is not None:
                await self._settle(each)
                each.stamp = stamp

    async def _repeat(self) -> None:
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                await self.look()
            except (CloudwrightError, SQLAlchemyError, OSError) as error:
                log.warning("connections could not be watched", error=type(error).__name__)

    async def _stamps(self, watched: Sequence[_Watched]) -> Mapping[str, Stamp]:
        ids = sorted({each.principal.sign_in_id for each in watched})
        async with self._units.read(_LOOKING) as services:
            return await SignInsTable(services.get(AsyncSession)).stamps(ids, now=self._clock())

    async def _settle(self, watched: _Watched) -> None:
        before = watched.principal
        async with self._units.read(_LOOKING) as services:
            sign_ins = await services.aget(SignIns)
            now = await sign_ins.still_valid(before.sign_in_id, address=watched.address)
        same = now is not None and (now.user_id, now.organization_id) == (
            before.user_id,
            before.organization_id,
        )
        if now is not None and same:
            watched.principal = now
            watched.become(now)
        elif not watched.ended.done():
            watched.ended.set_result(None)
