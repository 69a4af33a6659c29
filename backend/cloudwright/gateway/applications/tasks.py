"""What runs once a minute for applications."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cloudwright.gateway.applications.identity.uses import Uses
from cloudwright.kit.errors import CloudwrightError

log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 60.0


@asynccontextmanager
async def noting_uses(uses: Uses) -> AsyncIterator[None]:
    """Write when keys were last used, again and again, and what is left at the end of the block."""
    task = asyncio.create_task(_repeat(uses), name="uses of application keys")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await _written(uses)


async def _repeat(uses: Uses) -> None:
    while True:
        await asyncio.sleep(_PAUSE_SECONDS)
        await _written(uses)


async def _written(uses: Uses) -> None:
    try:
        await uses.write()
    except (CloudwrightError, SQLAlchemyError, OSError) as error:
        log.warning("uses of application keys could not be written", error=type(error).__name__)
