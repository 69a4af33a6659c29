"""Computes in a thread of this process, so that the event loop goes on."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Threads:
    """The embedded `Computing`."""

    async def run(self, work: Callable[[], T]) -> T:
        return await asyncio.to_thread(work)
