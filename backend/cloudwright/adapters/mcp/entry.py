"""One server as the pool knows it: its connection, the tools it may bring, and what is wrong with it."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

import structlog
from strands.tools.mcp import MCPAgentTool

from cloudwright.adapters.mcp.clients import Connection, allowed_tools
from cloudwright.adapters.mcp.declaration import InProcess, Server, StreamableHttp
from cloudwright.adapters.mcp.served import Origin, ServerTool
from cloudwright.agents.ports import ServedTool
from cloudwright.agents.schemas import ServerHealth, ServerState

log = structlog.get_logger(__name__)

_LARGEST_SCHEMA_BYTES = 16 * 1024
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_STARTING = "It is still starting."


@dataclass(slots=True)
class Entry:
    """The state of one server; `served` is empty while it is down.

    `pins` keeps what each tool looked like when it was first seen: a tool that looks different later, after
    a word of the server or after a restart, is not used again until it looks as before.
    """

    name: str
    server: Server
    connection: Connection
    served: list[ServedTool] = field(default_factory=list)
    trouble: str = _STARTING
    started: bool = False
    restarts: int = 0
    milliseconds: int | None = None
    pins: dict[str, str] = field(default_factory=dict)
    altered: frozenset[str] = frozenset()
    tried: asyncio.Event = field(default_factory=asyncio.Event)
    dead: asyncio.Event = field(default_factory=asyncio.Event)

    def fail(self, trouble: str) -> None:
        """Say that it could not be started."""
        self.trouble = trouble
        self.tried.set()

    def take(self, tools: Sequence[MCPAgentTool], *, lost: Callable[[str], None]) -> None:
        """Take the tools that the manifest allows and that look as they did when first seen."""
        allowed = {tool.mcp_tool.name: tool for tool in tools} if tools else {}
        wanted = allowed_tools(self.server)
        found = {
            name: tool for name, tool in allowed.items() if name in wanted and _is_small(self.name, tool)
        }
        self.altered = frozenset(
            name for name, tool in found.items() if self.pins.setdefault(name, _look(tool)) != _look(tool)
        )
        gone = self.pins.keys() - found.keys()
        self.served = [
            self._served(name, tool, lost=lost) for name, tool in found.items() if name not in self.altered
        ]
        self.trouble = self._judged(gone)
        if self.altered or wanted - found.keys():
            log.warning(
                "mcp tools differ",
                server=self.name,
                altered=sorted(self.altered),
                missing=sorted(wanted - found.keys()),
            )
        self.tried.set()

    def health(self) -> ServerHealth:
        """Return how it is, for people."""
        state = self._state()
        return ServerHealth(
            name=self.name,
            title=self.server.title,
            transport=self.server.transport,
            local=_is_local(self.server),
            state=state,
            tools=tuple(dict.fromkeys(tool.title for tool in self.served)),
            trouble="" if state in {ServerState.OFF, ServerState.UP} else self.trouble,
            restarts=self.restarts,
            milliseconds=self.milliseconds,
        )

    def _state(self) -> ServerState:
        if not self.server.enabled:
            return ServerState.OFF
        if self.altered:
            return ServerState.CHANGED
        if self.served:
            return ServerState.UP
        return ServerState.STARTING if self.trouble == _STARTING else ServerState.DOWN

    def _judged(self, gone: set[str]) -> str:
        if self.altered:
            names = ", ".join(sorted(self.altered))
            return f"It altered tools after they were first seen, and they are not used any more: {names}."
        if not self.served:
            return "It offers none of the tools that it may be used for."
        return f"It took tools away: {', '.join(sorted(gone))}." if gone else ""

    def _served(self, name: str, tool: MCPAgentTool, *, lost: Callable[[str], None]) -> ServedTool:
        rule = self.server.tools[name]
        origin = Origin(self.server.title, ours=isinstance(self.server, InProcess))
        return ServedTool(
            server=self.name,
            title=rule.title or name.replace("_", " "),
            mode=rule.mode,
            tool=ServerTool(tool, rule, origin=origin, usable=partial(self._is_usable, name), lost=lost),
            arguments=frozenset(tool.tool_spec["inputSchema"]["json"].get("properties", {})),
        )

    def _is_usable(self, name: str) -> bool:
        return name not in self.altered


def _look(tool: MCPAgentTool) -> str:
    shown = tool.mcp_tool.model_dump(mode="json", by_alias=True, exclude_none=True)
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _is_small(server: str, tool: MCPAgentTool) -> bool:
    size = len(json.dumps(tool.tool_spec["inputSchema"]["json"], default=str).encode())
    if size > _LARGEST_SCHEMA_BYTES:
        log.warning("mcp tool too large", server=server, tool=tool.mcp_tool.name, schema_bytes=size)
    return size <= _LARGEST_SCHEMA_BYTES


def _is_local(server: Server) -> bool:
    """Whether the server itself runs here; a program may still ask the internet."""
    if isinstance(server, StreamableHttp):
        return urlsplit(server.url).hostname in _LOOPBACK
    return isinstance(server, InProcess)
