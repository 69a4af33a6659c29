"""Builds the client of a server: transport, environment, and the second read-only layer, its tool filter."""

import math
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never, cast

from mcp.client._memory import InMemoryTransport
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.mcpserver import MCPServer
from strands.tools.mcp import MCPClient, ToolsChanged
from strands.tools.mcp.mcp_client import ToolFilters
from strands.tools.mcp.mcp_types import MCPTransport

from cloudwright.adapters.mcp.declaration import InProcess, Server, Stdio, StreamableHttp
from cloudwright.adapters.mcp.handshake import Handshake
from cloudwright.agents.ports import ToolMode

_GRACE_SECONDS = 5
_NO_CREDENTIALS: Mapping[str, str] = {
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
_BARE_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Connection:
    """A client that is not started yet, and the time limit of its first words."""

    client: MCPClient
    greeted: Callable[[], None]

    def start(self) -> None:
        """Connect; blocks until the server has greeted, or raises when it does not in time."""
        self.client.start()
        self.greeted()


def connection(server: Server, knowledge: Callable[[], MCPServer], *, changed: ToolsChanged) -> Connection:
    """Return a connection; only tools that the manifest allows come through it.

    `changed` is called in a thread of the client's when the server says that its tools are others now.
    """
    handshake = Handshake(partial(_transport, server, knowledge), seconds=server.start_seconds)
    filters: ToolFilters = {"allowed": [*allowed_tools(server)]}
    client = MCPClient(
        handshake.opened,
        startup_timeout=math.ceil(server.start_seconds) + _GRACE_SECONDS,
        tool_filters=filters,
        prefix=server.prefix or None,
        on_tools_changed=None if isinstance(server, InProcess) else changed,
    )
    return Connection(client, greeted=handshake.done)


def _transport(server: Server, knowledge: Callable[[], MCPServer]) -> MCPTransport:
    match server:
        case InProcess():
            return _in_process(knowledge)
        case Stdio():
            return _program(server)
        case StreamableHttp():
            return cast("MCPTransport", streamable_http_client(server.url))
    assert_never(server)


def allowed_tools(server: Server) -> frozenset[str]:
    """Return the names that the manifest does not deny."""
    return frozenset(name for name, rule in server.tools.items() if rule.mode is not ToolMode.DENY)


def _program(server: Stdio) -> MCPTransport:
    parameters = StdioServerParameters(
        command=server.command,
        args=[*server.arguments, *server.read_only_arguments],
        env=environment(server, os.environ),
        cwd=tempfile.gettempdir(),
    )
    return cast("MCPTransport", stdio_client(parameters))


def _in_process(knowledge: Callable[[], MCPServer]) -> MCPTransport:
    # The two packages name the same pair of streams differently.
    return cast("MCPTransport", InMemoryTransport(knowledge()))


def environment(server: Stdio, ours: Mapping[str, str]) -> dict[str, str]:
    """Return the child's environment: the bare minimum, what its entry names, and its read-only switches.

    A home folder holds AWS credentials: a program finds none there unless its entry names the variables.
    """
    names = (*_BARE_ENVIRONMENT, *server.environment)
    named = {name: ours[name] for name in names if name in ours}
    return {**_NO_CREDENTIALS, **named, **server.read_only_environment}
