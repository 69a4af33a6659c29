"""What the data plane does with connections, whatever the stages behind it do."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
import svcs
from starlette.types import Message, Receive, Scope, Send

from cloudwright.gateway.relay.endpoints import DataPlane
from cloudwright.gateway.relay.limits import CallLimits
from cloudwright.gateway.relay.outlet import Head, Outlet
from cloudwright.gateway.relay.passage import Request
from cloudwright.gateway.relay.pipeline import Pipeline

_HEADERS = [(b"authorization", b"Bearer sk-cw-x"), (b"content-type", b"application/json")]


class Stages:
    """Answers with a head, then waits until it may go on or is cut off."""

    def __init__(self, *, drains: bool = False) -> None:
        self.drains = drains
        self.bodies: list[bytes] = []
        self.ended: list[str] = []
        self.goes_on = asyncio.Event()
        self.begun = asyncio.Event()

    async def run(self, request: Request, outlet: Outlet) -> None:
        self.bodies.append(request.body)
        outlet.drains = self.drains
        await outlet.begin(Head(200, (("content-type", "text/plain"),)))
        await outlet.say(b"first")
        self.begun.set()
        try:
            await self.goes_on.wait()
            await outlet.say(b"last")
            self.ended.append("whole")
        except asyncio.CancelledError:
            self.ended.append("cut")


class Client:
    """One connection: sends its body in pieces, leaves when told, and keeps what it hears."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)
        self.leaves = asyncio.Event()
        self.heard: list[Message] = []

    async def receive(self) -> Message:
        if self._pieces:
            body = self._pieces.pop(0)
            return {"type": "http.request", "body": body, "more_body": bool(self._pieces)}
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.heard.append(message)

    @property
    def said(self) -> bytes:
        return b"".join(each.get("body", b"") for each in self.heard)


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    del scope, send
    while (await receive())["type"] != "lifespan.shutdown":
        pass


def _plane(**limits: Any) -> DataPlane:
    return DataPlane(_nothing, limits=CallLimits(**limits))


def _scope(stages: Stages, *, path: str = "/v1/chat/completions", headers: Sequence[Any] = _HEADERS) -> Scope:
    registry = svcs.Registry()
    registry.register_value(Pipeline, stages)
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "headers": list(headers),
        "state": {"svcs_registry": registry},
    }


async def _shutdown() -> AsyncIterator[Message]:
    yield {"type": "lifespan.shutdown"}


async def test_a_body_in_pieces_is_read_whole_and_the_answer_is_passed_on() -> None:
    stages, client = Stages(), Client(b"one ", b"two")
    stages.goes_on.set()

    await _plane()(_scope(stages), client.receive, client.send)

    assert stages.bodies == [b"one two"]
    assert (client.heard[0]["status"], client.said) == (200, b"firstlast")
    assert not client.heard[-1].get("more_body", False)


async def test_a_client_that_leaves_cuts_the_call_off() -> None:
    stages, client = Stages(), Client(b"x")
    answering = asyncio.create_task(_plane()(_scope(stages), client.receive, client.send))
    await stages.begun.wait()

    client.leaves.set()
    await answering
    await asyncio.sleep(0.01)

    assert stages.ended == ["cut"]


async def test_where_a_route_drains_the_provider_is_heard_to_the_end() -> None:
    stages, client = Stages(drains=True), Client(b"x")
    answering = asyncio.create_task(_plane()(_scope(stages), client.receive, client.send))
    await stages.begun.wait()

    client.leaves.set()
    await answering
    stages.goes_on.set()
    await asyncio.sleep(0.01)

    assert stages.ended == ["whole"]
    assert b"last" not in client.said


async def test_draining_has_an_end() -> None:
    stages, client = Stages(drains=True), Client(b"x")
    plane = _plane(drain_seconds=0.01)
    answering = asyncio.create_task(plane(_scope(stages), client.receive, client.send))
    await stages.begun.wait()

    client.leaves.set()
    await answering
    await asyncio.sleep(0.05)

    assert stages.ended == ["cut"]


@pytest.mark.parametrize("pieces", [(b"x" * 11,), (b"x" * 6, b"x" * 6)])
async def test_a_body_that_is_too_large_is_refused_before_anything_is_asked(pieces: Sequence[bytes]) -> None:
    stages, client = Stages(), Client(*pieces)

    await _plane(body_bytes=10)(_scope(stages), client.receive, client.send)

    assert client.heard[0]["status"] == 413
    assert stages.bodies == []


async def test_a_body_that_never_ends_is_given_up() -> None:
    stages, slow = Stages(), Client()

    await _plane(body_seconds=0.01)(_scope(stages), slow.receive, slow.send)

    assert slow.heard[0]["status"] in {408, 504}
    assert stages.bodies == []


async def test_calls_end_before_the_program_does() -> None:
    stages, client = Stages(), Client(b"x")
    plane = _plane(farewell_seconds=0.01)
    answering = asyncio.create_task(plane(_scope(stages), client.receive, client.send))
    await stages.begun.wait()
    messages = _shutdown()

    await plane({"type": "lifespan"}, messages.__anext__, client.send)

    assert stages.ended == ["cut"]
    await answering
