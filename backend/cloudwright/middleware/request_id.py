"""Gives each request an id: the caller's when it is well formed, else a new one."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cloudwright.kit.ids import new_id
from cloudwright.observability.request import bind_request_id, release_request_id

HEADER = "x-request-id"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIds:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        offered = Headers(scope=scope).get(HEADER, "")
        current = offered if _WELL_FORMED.fullmatch(offered) else new_id("req")

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = current
            await send(message)

        token = bind_request_id(current)
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            release_request_id(token)
