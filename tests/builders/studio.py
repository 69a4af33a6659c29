"""A running server with a scripted model, and sockets that speak our protocol."""

import asyncio
import json
import socket as sockets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import httpx
import svcs
import uvicorn
from sqlalchemy.ext.asyncio import AsyncSession
from websockets.asyncio.client import ClientConnection, connect

from builders.platform import CHANGING, provision, some_settings
from cloudwright.adapters.mcp.pool import McpPool
from cloudwright.config import McpSettings, RunSettings, Settings
from cloudwright.gateway.ports import ModelSource
from cloudwright.main import create_app

DEADLINE_SECONDS = 15.0
Frame = dict[str, Any]  # what json.loads gives

T = TypeVar("T")

_numbers = count(1)


@dataclass
class Wire:
    """One identified socket; `frames` keeps everything that came."""

    socket: ClientConnection
    frames: list[Frame] = field(default_factory=list)

    async def say(self, frame: Frame) -> None:
        await self.socket.send(json.dumps(frame))

    async def next(self) -> Frame:
        async with asyncio.timeout(DEADLINE_SECONDS):
            frame: Frame = json.loads(await self.socket.recv())
        self.frames.append(frame)
        return frame

    async def until(self, wanted: Callable[[Frame], bool]) -> Frame:
        """Read frames until one is wanted, and return it."""
        while True:
            frame = await self.next()
            if wanted(frame):
                return frame

    async def subscribe(self, thread: str, after: int = 0) -> None:
        await self.say({"t": "sub", "thread": thread, "after": after})

    async def run(self, thread: str, text: str, *, mode: str = "brainstorm", **more: Any) -> str:
        run_id = a_run_id()
        await self.say({"t": "run", "thread": thread, "run": run_id, "mode": mode, "text": text, **more})
        return run_id

    async def ended(self, run_id: str) -> Frame:
        """Read until the last event of the run and return that event."""
        frame = await self.until(lambda f: is_event(f, "RUN_FINISHED", "RUN_ERROR") and f["run"] == run_id)
        event: Frame = frame["event"]
        return event

    @property
    def events(self) -> list[Frame]:
        return [frame for frame in self.frames if frame["t"] == "ev"]

    @property
    def text(self) -> str:
        return "".join(
            frame["event"]["delta"] for frame in self.events if is_event(frame, "TEXT_MESSAGE_CONTENT")
        )


def is_event(frame: Frame, *types: str) -> bool:
    return frame["t"] == "ev" and frame["event"]["type"] in types


def a_run_id() -> str:
    return f"run_test{next(_numbers):08d}"


@dataclass
class Studio:
    """A server on a real port, with a signed-in client and one conversation."""

    port: int
    client: httpx.AsyncClient
    thread: str
    registry: svcs.Registry | None = None

    def service(self, kind: type[T]) -> T:
        """Return a service of the running process."""
        assert self.registry is not None
        return svcs.Container(self.registry).get(kind)

    def db(self, services: svcs.Container) -> AsyncSession:
        """Return the session of a unit of work."""
        return services.get(AsyncSession)

    async def servers_are_up(self) -> None:
        """Return once every MCP server is up or has failed once."""
        async with asyncio.timeout(DEADLINE_SECONDS):
            await self.service(McpPool).ready()

    async def get(self, path: str) -> Any:
        answer = await self.client.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    async def post(self, path: str, body: Frame | None = None) -> httpx.Response:
        return await self.client.post(f"/api/v1{path}", json=body or {})

    @asynccontextmanager
    async def wire(self) -> AsyncIterator[Wire]:
        """A socket that has said hello."""
        async with self.raw_socket() as socket:
            wire = Wire(socket)
            ticket = (await self.post("/ws-ticket")).json()["data"]["ticket"]
            await wire.say({"t": "hello", "ticket": ticket})
            assert (await wire.next())["t"] == "hello"
            yield wire

    def raw_socket(self) -> connect:
        return connect(f"ws://127.0.0.1:{self.port}/api/v1/ws", max_size=None)


@asynccontextmanager
async def a_studio(
    directory: Path,
    models: Sequence[ModelSource],
    *,
    runs: RunSettings | None = None,
    mcp: McpSettings | None = None,
) -> AsyncIterator[Studio]:
    """Serve on a free port in this process."""
    chosen = {"runs": runs or RunSettings(), "mcp": mcp or McpSettings()}
    settings: Settings = some_settings(directory).model_copy(update=chosen)
    provision(settings)
    listener = sockets.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = create_app(settings, models)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws_per_message_deflate=False))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        async with signed_in(port) as client:
            registry = server.lifespan.state["svcs_registry"]
            yield Studio(port, client, await a_thread(client), registry)
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def signed_in(port: int) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server that is starting: waits for it, then signs in."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=CHANGING) as client:
        await answered(lambda: client.get("/livez"))
        answer = await client.post("/api/v1/sign-in/local")
        assert answer.status_code == 200, answer.text
        yield client


async def answered(ask: Callable[[], Awaitable[httpx.Response]]) -> None:
    """Return once the server answers."""
    async with asyncio.timeout(40):
        while True:
            try:
                if (await ask()).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)


async def a_thread(client: httpx.AsyncClient) -> str:
    """A project with a conversation; returns the conversation's id."""
    project = (await client.post("/api/v1/projects", json={"name": "Shop"})).json()["data"]["id"]
    answer = await client.post(f"/api/v1/projects/{project}/conversations", json={})
    assert answer.status_code == 201, answer.text
    thread: str = answer.json()["data"]["id"]
    return thread
