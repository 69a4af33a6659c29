"""What runs every few seconds for all organisations."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cloudwright.kit.errors import CloudwrightError
from cloudwright.quotas.service.returning import Lapsed, Returns
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 30.0
_SWEEPS_A_DAY = 2_880
_WHY = EveryTenant("leases of quotas end for whoever held them")


async def sweep(units: UnitsOfWork) -> int:
    """Take back what nobody holds any more, each in its own transaction, and return how many it was."""
    async with units.read(_WHY) as services:
        lapsed = await (await services.aget(Lapsed)).reservations()
    returned = 0
    for key in lapsed:
        async with units.write(OneTenant(key.organization_id)) as services:
            returned += await (await services.aget(Returns)).take_back(key.reservation_id)
    return returned


async def forget(units: UnitsOfWork) -> None:
    """Remove reservations that ended long ago; once a day is enough."""
    async with units.write(_WHY) as services:
        await (await services.aget(Lapsed)).forget()


@asynccontextmanager
async def sweeping(units: UnitsOfWork) -> AsyncIterator[None]:
    """Sweep again and again until the end of the block."""
    task = asyncio.create_task(_repeat(units), name="quota leases")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _repeat(units: UnitsOfWork) -> None:
    sweeps = 0
    while True:
        try:
            returned = await sweep(units)
            if sweeps % _SWEEPS_A_DAY == 0:
                await forget(units)
        except (CloudwrightError, SQLAlchemyError, OSError) as error:
            log.warning("leases of quotas could not be swept", error=type(error).__name__)
        else:
            sweeps += 1
            if returned:
                log.info("leases of quotas swept", returned=returned)
        await asyncio.sleep(_PAUSE_SECONDS)
