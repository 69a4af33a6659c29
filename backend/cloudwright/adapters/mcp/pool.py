"""The pool: one long-lived client per server, owned here, restarted with growing pauses when it dies."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

import structlog
from mcp.server.mcpserver import MCPServer
from strands.tools.mcp import MCPAgentTool, MCPClient

from cloudwright.adapters.mcp.clients import allowed_tools, client
from cloudwright.adapters.mcp.declaration import Declaration, Server, Stdio
from cloudwright.adapters.mcp.served import ServerTool
from cloudwright.agents.ports import ServedTool, ServerNotice, ToolShelf
from cloudwright.agents.turn import Mode

log = structlog.get_logger(__name__)

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_LIST_SECONDS = 10.0
_CLOSE_SECONDS = 3.0


@dataclass(slots=True)
class _Entry:
    """The state of one server; `served` is empty while it is down."""

    name: str
    server: Server
    client: MCPClient
    served: list[ServedTool] = field(default_factory=list)
    trouble: str = "It is still starting."
    started: bool = False
    tried: asyncio.Event = field(default_factory=asyncio.Event)
    dead: asyncio.Event = field(default_factory=asyncio.Event)


class McpPool:
    """A `ToolServers`; works while `running`. Agents get its tools, never its clients."""

    def __init__(self, declaration: Declaration, *, knowledge: Callable[[], MCPServer]) -> None:
        self._entries = [
            _Entry(name, server, client(server, knowledge))
            for name, server in declaration.servers.items()
            if server.enabled
        ]

    async def shelf(self, mode: Mode) -> ToolShelf:
        """Return what is usable now; every server that is down is named."""
        del mode
        return ToolShelf(
            served=[tool for entry in self._entries for tool in entry.served],
            notices=[
                ServerNotice(entry.name, entry.server.title, entry.trouble)
                for entry in self._entries
                if not entry.served
            ],
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep every server up for the time of the context, without waiting for any of them."""
        keepers = [asyncio.create_task(self._keep(entry)) for entry in self._entries]
        try:
            yield
        finally:
            for keeper in keepers:
                keeper.cancel()
            if keepers:
                await asyncio.wait(keepers)
            for entry in self._entries:
                await _stop(entry)

    async def ready(self) -> None:
        """Return once every server is up or has failed once."""
        for entry in self._entries:
            await entry.tried.wait()

    async def _keep(self, entry: _Entry) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while True:
            started = time.monotonic()
            if await self._start(entry):
                await entry.dead.wait()
                log.warning("mcp server lost", server=entry.name, reason=entry.trouble)
            if time.monotonic() - started > _LONGEST_PAUSE_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            await _stop(entry)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _start(self, entry: _Entry) -> bool:
        """Start and list in a thread, since both block; whatever a server does there is only a notice."""
        entry.dead.clear()
        if isinstance(entry.server, Stdio) and shutil.which(entry.server.command) is None:
            entry.trouble = f"Its program '{entry.server.command}' is not installed."
            entry.tried.set()
            return False
        try:
            await asyncio.to_thread(entry.client.start)
            entry.started = True
            async with asyncio.timeout(_LIST_SECONDS):
                tools = await asyncio.to_thread(entry.client.list_tools_sync)
        except Exception as error:  # noqa: BLE001  # outermost for foreign code: a server may fail in any way
            entry.trouble = f"It could not be started ({type(error).__name__})."
            log.warning("mcp server not started", server=entry.name, reason=str(error)[:300])
            entry.tried.set()
            return False
        entry.served = _served(entry, tools, lost=partial(self._lose, entry))
        if not entry.served:
            entry.trouble = "It offers none of the tools that it may be used for."
        entry.tried.set()
        return True

    def _lose(self, entry: _Entry, reason: str) -> None:
        entry.served = []
        entry.tried.clear()
        entry.trouble = "It stopped answering and is being started again."
        log.info("mcp server silent", server=entry.name, reason=reason[:300])
        entry.dead.set()


def _served(entry: _Entry, tools: list[MCPAgentTool], *, lost: Callable[[str], None]) -> list[ServedTool]:
    allowed = allowed_tools(entry.server)
    served = []
    for tool in tools:
        name = tool.mcp_tool.name
        if name not in allowed:
            continue
        rule = entry.server.tools[name]
        schema = tool.tool_spec["inputSchema"]["json"]
        served.append(
            ServedTool(
                server=entry.name,
                title=rule.title or name.replace("_", " "),
                mode=rule.mode,
                tool=ServerTool(tool, rule, lost=lost),
                arguments=frozenset(schema.get("properties", {})),
            )
        )
    missing = allowed - {tool.mcp_tool.name for tool in tools}
    if missing:
        log.warning("mcp tools missing", server=entry.name, tools=sorted(missing))
    return served


async def _stop(entry: _Entry) -> None:
    """Stop a client in a thread; one that does not stop in time is left to end by itself.

    A client whose start failed has stopped itself.
    """
    entry.served = []
    if not entry.started:
        return
    entry.started = False
    stopping = asyncio.create_task(asyncio.to_thread(entry.client.stop, None, None, None))
    done, _ = await asyncio.wait({stopping}, timeout=_CLOSE_SECONDS)
    if done and stopping.exception() is not None:
        log.debug("mcp server stopped with an error", server=entry.name)
