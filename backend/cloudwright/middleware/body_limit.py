"""Refuses bodies that are too large: by their announced length at once, else while they arrive."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cloudwright.middleware.errors import BodyTooLarge


class BodyLimit:
    """Reads the whole body, at most `limit_bytes`, before the request goes on."""

    def __init__(self, app: ASGIApp, *, limit_bytes: int) -> None:
        self._app = app
        self._limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > self._limit_bytes:
            raise self._refusal()
        body = await self._whole_body(receive)
        if body is None:
            return
        unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return unread.pop() if unread else await receive()

        await self._app(scope, replay, send)

    async def _whole_body(self, receive: Receive) -> bytes | None:
        """Return the body, or None when the client went away before it was complete."""
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            body += message.get("body", b"")
            if len(body) > self._limit_bytes:
                raise self._refusal()
            if not message.get("more_body", False):
                return bytes(body)

    def _refusal(self) -> BodyTooLarge:
        return BodyTooLarge(
            f"This request is larger than {self._limit_bytes:,} bytes. Nothing was saved; send less at once.",
            details={"limit_bytes": self._limit_bytes},
        )
