"""Name lookups that let nothing pass which may not be called, at the very moment of connecting."""

import socket
from collections.abc import Sequence

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from typing_extensions import override

from cloudwright.gateway.upstream.addresses import Permitted, checked_addresses


class GuardedResolver(AbstractResolver):
    """Asks another resolver and checks each answer.

    The connector connects to what is returned here and asks nobody again, so that a name which changes
    between a check and a connection gains nothing.
    """

    def __init__(self, permitted: Permitted, inner: AbstractResolver | None = None) -> None:
        self._permitted = permitted
        self._inner = inner or ThreadedResolver()

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a name.

        Raises:
            AddressRefused: one of them may not be called.
        """
        found = await self._inner.resolve(host, port, family)
        checked_addresses(host, port, (each["host"] for each in found), permitted=self._permitted)
        return found

    async def numbers(self, host: str, port: int) -> Sequence[str]:
        """Return the numbers of a name as `allowed_address` wants them, not yet checked."""
        return [each["host"] for each in await self._inner.resolve(host, port, socket.AF_UNSPEC)]

    @override
    async def close(self) -> None:
        await self._inner.close()
