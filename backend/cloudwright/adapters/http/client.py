"""The pooled client: implements `gateway.upstream.ports.Sender` with aiohttp."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import NoReturn

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from cloudwright.adapters.authorities import trusted_authorities
from cloudwright.adapters.http.incoming import PooledIncoming
from cloudwright.adapters.http.resolving import GuardedResolver
from cloudwright.gateway.upstream.addresses import AddressRefused, Permitted, checked_url
from cloudwright.gateway.upstream.failures import Failed, FailureKind, failed
from cloudwright.gateway.upstream.ports import Timeouts
from cloudwright.gateway.upstream.target import Outgoing

_IDLE_CONNECTION_SECONDS = 30.0
_REMEMBERED_NAME_SECONDS = 30
_HEADER_BYTES = 16_384
_HEADERS = 100
_UNENCODED = "identity"


class PooledSender:
    """Keeps connections to providers open; follows no redirect, keeps no cookie, asks no proxy.

    `permitted` is what may be called besides public addresses over TLS. The pool has no limit of its own:
    admission decides how many calls run at once.
    """

    def __init__(self, permitted: Permitted | None = None, resolver: AbstractResolver | None = None) -> None:
        self._permitted = permitted or Permitted()
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None
        self._limits: dict[float, aiohttp.ClientTimeout] = {}

    async def send(self, outgoing: Outgoing, *, timeouts: Timeouts) -> PooledIncoming:
        """Return the answer as soon as its head is there.

        Raises:
            Failed: there was none, or the address is not allowed.
        """
        url = self._address(outgoing)
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout_at(began + min(timeouts.first_byte_seconds, timeouts.whole_seconds)):
                response = await self._opened().request(
                    outgoing.method,
                    url,
                    data=outgoing.body,
                    headers=outgoing.headers,
                    allow_redirects=False,
                    timeout=self._limit(timeouts.connect_seconds),
                )
        except (aiohttp.ClientError, OSError, AddressRefused, ValueError) as error:
            _told(error)
        incoming = PooledIncoming(response, timeouts, began=began)
        if incoming.headers.get("content-encoding", _UNENCODED) != _UNENCODED and incoming.status < 400:
            await incoming.close()
            raise failed(FailureKind.UNREADABLE, "The answer is compressed, which nobody asked for.")
        return incoming

    async def close(self) -> None:
        """End every connection; the next call opens the pool again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _address(self, outgoing: Outgoing) -> URL:
        try:
            url = URL(outgoing.url, encoded=True)
            checked_url(url, self._permitted)
        except AddressRefused as error:
            _told(error)
        except ValueError as error:
            raise failed(FailureKind.ADDRESS_REFUSED, _QUOTES[FailureKind.ADDRESS_REFUSED]) from error
        return url

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=0,
                ssl=trusted_authorities(),
                resolver=GuardedResolver(self._permitted, self._resolver),
                ttl_dns_cache=_REMEMBERED_NAME_SECONDS,
                keepalive_timeout=_IDLE_CONNECTION_SECONDS,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"accept-encoding": _UNENCODED},
                skip_auto_headers=_AUTOMATIC,
                auto_decompress=False,
                trust_env=False,
                max_line_size=_HEADER_BYTES,
                max_field_size=_HEADER_BYTES,
                max_headers=_HEADERS,
            )
        return self._session

    def _limit(self, connect_seconds: float) -> aiohttp.ClientTimeout:
        return self._limits.setdefault(
            connect_seconds, aiohttp.ClientTimeout(total=None, connect=connect_seconds)
        )


_AUTOMATIC: Iterable[str] = ("user-agent", "accept")


def _told(error: Exception) -> NoReturn:
    """Say in our words why there is no answer."""
    match error:
        case AddressRefused():
            kind = FailureKind.ADDRESS_REFUSED
        case aiohttp.ConnectionTimeoutError():
            kind = FailureKind.UNREACHABLE
        case TimeoutError():
            kind = FailureKind.TIMEOUT
        case aiohttp.ClientResponseError() | aiohttp.ClientPayloadError():
            kind = FailureKind.UNREADABLE
        case aiohttp.ClientConnectorError():
            kind = FailureKind.UNREACHABLE
        case aiohttp.InvalidURL() | aiohttp.NonHttpUrlClientError():
            kind = FailureKind.ADDRESS_REFUSED
        case ValueError():
            kind = FailureKind.KEY_REFUSED
        case _:
            kind = FailureKind.BROKEN
    raise _failed(kind, error) from error


def _failed(kind: FailureKind, error: Exception) -> Failed:
    return failed(kind, str(error) if isinstance(error, AddressRefused) else _QUOTES[kind])


_QUOTES: Mapping[FailureKind, str] = {
    FailureKind.ADDRESS_REFUSED: "This is no address that can be called.",
    FailureKind.KEY_REFUSED: "The key has characters that no header can have.",
    FailureKind.UNREACHABLE: "No connection came about.",
    FailureKind.TIMEOUT: "No answer began in time.",
    FailureKind.UNREADABLE: "What came is not HTTP, or its headers are too long.",
    FailureKind.BROKEN: "The connection ended before an answer.",
}
