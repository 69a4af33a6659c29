"""The data plane as bare ASGI: what official clients of providers call, beside everything else."""

import asyncio
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
import svcs
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cloudwright.gateway.applications.identity.headers import credential
from cloudwright.gateway.relay.limits import CallLimits
from cloudwright.gateway.relay.listing import Listing
from cloudwright.gateway.relay.outlet import Head, Queued
from cloudwright.gateway.relay.passage import Request
from cloudwright.gateway.relay.pipeline import Pipeline
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.wires import speech_of
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.dependencies import ADDRESS

log = structlog.get_logger(__name__)

PREFIX = "/v1/"
_WIRES: Mapping[str, Wire] = {
    "/v1/chat/completions": Wire.CHAT,
    "/v1/responses": Wire.RESPONSES,
    "/v1/embeddings": Wire.EMBEDDINGS,
    "/v1/messages": Wire.MESSAGES,
}
_MODELS = "/v1/models"
_ANTHROPIC = b"anthropic-version"


class DataPlane:
    """Answers what is under `/v1/` and hands everything else on.

    Tasks are owned here and not by the connection: a client that leaves does not end the accounting.
    """

    def __init__(self, app: ASGIApp, *, limits: CallLimits | None = None) -> None:
        self._app = app
        self._limits = limits or CallLimits()
        self._calls: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, self._after_calls(receive), send)
            return
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        wire = _WIRES.get(scope["path"])
        speaks = wire or (Wire.MESSAGES if _ANTHROPIC in dict(scope["headers"]) else Wire.CHAT)
        call_id = new_id("call")
        try:
            if wire is None or scope["method"] != "POST":
                await self._listed(scope, send, speaks=speaks)
                return
            request = Request(
                call_id,
                wire,
                credential=credential(scope["headers"]),
                headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
                address=scope.get("state", {}).get(ADDRESS, ""),
                body=await self._body(scope, receive),
            )
        except Refusal as refusal:
            error = speech_of(speaks).refused(refusal, request_id=call_id)
            await _send(send, Head(error.status, error.headers), error.body)
            return
        await self._relay(_registry(scope).get(Pipeline), request, receive=receive, send=send)

    def _after_calls(self, receive: Receive) -> Receive:
        """Let calls end before what they stand on is closed; who takes too long is cut off and counted."""

        async def message() -> Message:
            said = await receive()
            if said["type"] == "lifespan.shutdown" and self._calls:
                _, late = await asyncio.wait(self._calls, timeout=self._limits.farewell_seconds)
                for call in late:
                    call.cancel()
                if late:
                    await asyncio.wait(late)
            return said

        return message

    async def _relay(self, pipeline: Pipeline, request: Request, *, receive: Receive, send: Send) -> None:
        outlet = Queued()

        async def run() -> None:
            try:
                await pipeline.run(request, outlet)
            finally:
                await outlet.finish()

        call = asyncio.create_task(run(), name=request.id)
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        leaving = asyncio.create_task(_gone(receive))
        leaving.add_done_callback(lambda _: self._left(outlet, call))
        try:
            await _pump(outlet, send)
        finally:
            outlet.leave()
            leaving.cancel()

    def _left(self, outlet: Queued, call: asyncio.Task[None]) -> None:
        """Take note that the client has gone: the provider is stopped, or heard to its end for a while."""
        if call.done() or outlet.over:
            return
        outlet.leave()
        if outlet.drains:
            asyncio.get_running_loop().call_later(self._limits.drain_seconds, call.cancel)
        else:
            call.cancel()

    async def _listed(self, scope: Scope, send: Send, *, speaks: Wire) -> None:
        path: str = scope["path"]
        if scope["method"] != "GET" or not (path == _MODELS or path.startswith(f"{_MODELS}/")):
            raise Refusal(
                Reason.UNKNOWN_MODEL,
                "no_such_path",
                f"{scope['method']} {path} is not offered here. There are {', '.join(_WIRES)} and {_MODELS}.",
            )
        address = scope.get("state", {}).get(ADDRESS, "")
        wanted = path.removeprefix(_MODELS).removeprefix("/")
        listing = _registry(scope).get(Listing)
        body = await listing.models(credential(scope["headers"]), address, wire=speaks, wanted=wanted)
        await _send(send, Head(200, (("content-type", "application/json"),)), body)

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """Read the whole body, within its limit and its time."""
        limit = self._limits.body_bytes
        said = dict(scope["headers"]).get(b"content-length", b"")
        if said.isdigit() and int(said) > limit:
            raise _too_large(limit)
        chunks: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Refusal(Reason.MALFORMED, "body_cut", "The request ended before its body did.")
                    chunks.append(message.get("body", b""))
                    size += len(chunks[-1])
                    if size > limit:
                        raise _too_large(limit)
                    if not message.get("more_body", False):
                        return b"".join(chunks) if len(chunks) > 1 else chunks[0]
        except TimeoutError as error:
            raise Refusal(
                Reason.TIMEOUT,
                "body_too_slow",
                "The body of the request did not arrive in time. Send it again.",
            ) from error


async def _pump(outlet: Queued, send: Send) -> None:
    """Write what the call says; the last message ends the answer."""
    item = await outlet.next()
    if not isinstance(item, Head):
        return
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in item.headers]
    await send({"type": "http.response.start", "status": item.status, "headers": headers})
    while (said := await outlet.next()) is not None:
        if isinstance(said, bytes):
            await send({"type": "http.response.body", "body": said, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    """Return once the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, head: Head, body: bytes) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in head.headers]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": head.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _registry(scope: MutableMapping[str, Any]) -> svcs.Container:
    return svcs.Container(scope["state"]["svcs_registry"])


def _too_large(limit: int) -> Refusal:
    return Refusal(
        Reason.TOO_LARGE,
        "body_too_large",
        f"The request is larger than {limit // (1024 * 1024)} MB. Send less at once.",
    )
