"""The pool: one long-lived client per server, owned here, restarted with growing pauses when it dies."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

import structlog
from mcp.server.mcpserver import MCPServer
from strands.tools.mcp import MCPAgentTool

from cloudwright.adapters.mcp.aside import aside
from cloudwright.adapters.mcp.clients import connection
from cloudwright.adapters.mcp.declaration import Declaration, Server, Stdio
from cloudwright.adapters.mcp.entry import Entry
from cloudwright.agents.ports import ServerNotice, ToolShelf
from cloudwright.agents.schemas import ServerHealth
from cloudwright.agents.turn import Mode

log = structlog.get_logger(__name__)

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_LIST_SECONDS = 10.0
_LOOK_SECONDS = 60.0
_CLOSE_SECONDS = 3.0


class McpPool:
    """A `ToolServers`; works while `running`. Agents get its tools, never its clients."""

    def __init__(
        self,
        declaration: Declaration,
        *,
        knowledge: Callable[[], MCPServer],
        look_seconds: float = _LOOK_SECONDS,
    ) -> None:
        self._look_seconds = look_seconds
        self._loop: asyncio.AbstractEventLoop | None = None
        self._all = [self._entry(name, each, knowledge) for name, each in declaration.servers.items()]
        self._entries = [entry for entry in self._all if entry.server.enabled]

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

    def health(self) -> Sequence[ServerHealth]:
        """Return how every declared server is."""
        return [entry.health() for entry in self._all]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep every server up for the time of the context, without waiting for any of them."""
        self._loop = asyncio.get_running_loop()
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

    def _entry(self, name: str, server: Server, knowledge: Callable[[], MCPServer]) -> Entry:
        entry: Entry

        def changed(before: list[str], tools: list[MCPAgentTool]) -> None:
            del before
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._take, entry, tools)

        entry = Entry(name, server, connection(server, knowledge, changed=changed))
        return entry

    async def _keep(self, entry: Entry) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while True:
            started = time.monotonic()
            if await self._start(entry):
                await self._watch(entry)
                log.warning("mcp server lost", server=entry.name, reason=entry.trouble)
            if time.monotonic() - started > _LONGEST_PAUSE_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            await _stop(entry)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            entry.restarts += 1

    async def _start(self, entry: Entry) -> bool:
        """Start and list in a thread, since both block; whatever a server does there is only a notice."""
        entry.dead.clear()
        if isinstance(entry.server, Stdio) and shutil.which(entry.server.command) is None:
            entry.fail(f"Its program '{entry.server.command}' is not installed.")
            return False
        try:
            await aside(entry.connection.start)
            entry.started = True
            tools = await _listed(entry)
        except Exception as error:  # noqa: BLE001  # outermost for foreign code: a server may fail in any way
            entry.fail(f"It could not be started ({type(error).__name__}).")
            log.warning("mcp server not started", server=entry.name, reason=str(error)[:300])
            return False
        self._take(entry, tools)
        return True

    async def _watch(self, entry: Entry) -> None:
        """Return when the server is lost; looks now and then: an idle one dies and changes in silence."""
        while not entry.dead.is_set():
            try:
                async with asyncio.timeout(self._look_seconds):
                    await entry.dead.wait()
            except TimeoutError:
                await self._look(entry)

    async def _look(self, entry: Entry) -> None:
        try:
            tools = await _listed(entry)
        except Exception as error:  # noqa: BLE001  # outermost for foreign code: a server may fail in any way
            self._lose(entry, f"{type(error).__name__}: {error}")
        else:
            self._take(entry, tools)

    def _take(self, entry: Entry, tools: Sequence[MCPAgentTool]) -> None:
        entry.take(tools, lost=partial(self._lose, entry))

    def _lose(self, entry: Entry, reason: str) -> None:
        entry.served = []
        entry.tried.clear()
        entry.trouble = "It stopped answering and is being started again."
        log.info("mcp server silent", server=entry.name, reason=reason[:300])
        entry.dead.set()


async def _listed(entry: Entry) -> Sequence[MCPAgentTool]:
    asked = time.monotonic()
    async with asyncio.timeout(_LIST_SECONDS):
        tools = await aside(entry.connection.client.list_tools_sync)
    entry.milliseconds = int((time.monotonic() - asked) * 1_000)
    return tools


async def _stop(entry: Entry) -> None:
    """Stop a client in a thread; one that does not stop in time is left to end by itself.

    A client whose start failed has stopped itself.
    """
    entry.served = []
    if not entry.started:
        return
    entry.started = False
    stopping = asyncio.create_task(aside(partial(entry.connection.client.stop, None, None, None)))
    done, _ = await asyncio.wait({stopping}, timeout=_CLOSE_SECONDS)
    if done and stopping.exception() is not None:
        log.debug("mcp server stopped with an error", server=entry.name)
