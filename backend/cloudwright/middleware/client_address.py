"""Finds out from which address a request comes: a header counts only where a proxy of ours wrote it."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from cloudwright.audit.circumstances import Circumstances, bind_circumstances
from cloudwright.rbac.addresses import address_allowed, networks
from cloudwright.tenancy.dependencies import ADDRESS
from cloudwright.tenancy.principal import Network

_HEADER = "x-forwarded-for"


class ClientAddress:
    """Leaves the address on the request; `trusted` are the networks of the proxies in front of us."""

    def __init__(self, app: ASGIApp, *, trusted: Sequence[str]) -> None:
        self._app = app
        self._trusted = networks(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            peer = scope["client"][0] if scope.get("client") else ""
            forwarded = ",".join(Headers(scope=scope).getlist(_HEADER))
            address = client_address(peer, forwarded, trusted=self._trusted)
            scope.setdefault("state", {})[ADDRESS] = address
            bind_circumstances(Circumstances(address=address))
        await self._app(scope, receive, send)


def client_address(peer: str, forwarded: str, *, trusted: Sequence[Network]) -> str:
    """Return the first address, from the nearest on, that is none of our proxies.

    Each proxy appends to `forwarded` (X-Forwarded-For) who spoke to it; what a stranger wrote stands before
    that and is never reached. An address that nobody can read ends the walk, and is in no network.
    """
    if not trusted:
        return peer
    seen = [*(text.strip() for text in forwarded.split(",") if text.strip()), peer]
    for address in reversed(seen):
        if not address_allowed(address, trusted):
            return address
    return seen[0]
