"""Changing requests need our own header and, when the browser names one, our own origin.

Who brings an API key is no browser that was led here: no page of another site can set that header.
"""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from cloudwright.auth.api_keys.text import is_api_key
from cloudwright.middleware.errors import CsrfHeaderMissing, OriginNotAllowed
from cloudwright.middleware.origins import is_own_origin

HEADER = "x-cloudwright"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class CsrfProtection:
    """`signed` are paths whose callers prove themselves by a signature, never by a cookie."""

    def __init__(self, app: ASGIApp, *, origins: Collection[str], signed: Collection[str] = ()) -> None:
        self._app = app
        self._origins = frozenset(origins)
        self._signed = frozenset(signed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _READING and scope["path"] not in self._signed:
            headers = Headers(scope=scope)
            if headers.get(HEADER) != "1" and not _brings_a_key(headers):
                raise CsrfHeaderMissing(f"Requests that change something need the header `{HEADER}: 1`.")
            if not is_own_origin(headers, self._origins):
                raise OriginNotAllowed("Requests from other sites are refused.")
        await self._app(scope, receive, send)


def _brings_a_key(headers: Headers) -> bool:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and is_api_key(token.strip())
