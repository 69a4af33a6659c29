"""Answers only under known host names, so that a rebound DNS name reaches nothing."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from cloudwright.middleware.errors import HostNotAllowed, OriginNotAllowed
from cloudwright.middleware.origins import host_name, is_own_origin


class KnownHosts:
    """Checks `Host` on everything and `Origin` on sockets, where the browser sends no other sign."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], origins: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            headers = Headers(scope=scope)
            if host_name(headers.get("host", "")) not in self._hosts:
                raise HostNotAllowed(
                    "This server does not answer under that host name. "
                    "Open it as localhost, or set CLOUDWRIGHT_SERVER__ALLOWED_HOSTS."
                )
            if scope["type"] == "websocket" and not is_own_origin(headers, self._origins):
                raise OriginNotAllowed("Connections from other sites are refused.")
        await self._app(scope, receive, send)
