"""Builds the client of a server: transport, environment, and the second read-only layer, its tool filter."""

import os
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import assert_never, cast

from mcp.client._memory import InMemoryTransport
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.server.mcpserver import MCPServer
from strands.tools.mcp import MCPClient
from strands.tools.mcp.mcp_client import ToolFilters
from strands.tools.mcp.mcp_types import MCPTransport

from cloudwright.adapters.mcp.declaration import InProcess, Server, Stdio, StreamableHttp
from cloudwright.agents.ports import ToolMode

_BARE_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR")


def client(server: Server, knowledge: Callable[[], MCPServer]) -> MCPClient:
    """Return a client that is not started yet; only tools that the manifest allows come through it."""
    filters: ToolFilters = {"allowed": [*allowed_tools(server)]}
    seconds = int(server.start_seconds)
    prefix = server.prefix or None
    match server:
        case InProcess():
            transport = partial(_in_process, knowledge)
            return MCPClient(transport, startup_timeout=seconds, tool_filters=filters, prefix=prefix)
        case Stdio():
            transport = partial(_program, server)
            return MCPClient(transport, startup_timeout=seconds, tool_filters=filters, prefix=prefix)
        case StreamableHttp():
            return MCPClient(url=server.url, startup_timeout=seconds, tool_filters=filters, prefix=prefix)
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
    """Return the child's environment: the bare minimum, what its entry names, and its read-only switches."""
    names = (*_BARE_ENVIRONMENT, *server.environment)
    return {name: ours[name] for name in names if name in ours} | dict(server.read_only_environment)
