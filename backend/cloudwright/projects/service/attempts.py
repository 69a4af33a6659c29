"""Work that is computed outside of any transaction, and kept only while what it was read from still holds."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import svcs

from cloudwright.kit.errors import CloudwrightError

T = TypeVar("T")
Also = Callable[[svcs.Container, T], Awaitable[None]]
"""What else belongs into the transaction that keeps a result, such as the event that shows it."""

_MOST = 3


async def nothing_else(services: svcs.Container, result: object) -> None:
    """Keep the result alone."""
    del services, result


async def kept(attempt: Callable[[], Awaitable[T | None]], *, otherwise: CloudwrightError) -> T:
    """Return the first result that could be kept; None means that somebody else was faster, so look again.

    Raises `otherwise` after three times, when nothing of it was kept.
    """
    for _ in range(_MOST):
        result = await attempt()
        if result is not None:
            return result
    raise otherwise
