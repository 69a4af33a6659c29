"""One tool of a server: called within its time, its result cut to size, its server's death noticed."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from strands.tools.mcp import MCPAgentTool
from strands.types._events import ToolResultEvent
from strands.types.exceptions import MCPClientInitializationError
from strands.types.tools import AgentTool, ToolGenerator, ToolResult, ToolResultContent, ToolSpec, ToolUse

from cloudwright.adapters.mcp.declaration import ToolRule
from cloudwright.agents.untrusted import capped, described, marked, plain_schema

_GRACE_SECONDS = 0.5
_DEATHS = ("Connection closed", "session is not running", "client session is not running")
_MARK_BYTES = 6


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose tool it is; what is not ours is marked as data wherever a model reads it."""

    title: str
    ours: bool


class ServerTool(AgentTool):
    """Wraps the framework's tool; whatever the server does, the answer is a result."""

    def __init__(
        self,
        inner: MCPAgentTool,
        rule: ToolRule,
        *,
        origin: Origin,
        usable: Callable[[], bool],
        lost: Callable[[str], None],
    ) -> None:
        super().__init__()
        inner.timeout = timedelta(seconds=rule.timeout_seconds)
        self._inner = inner
        self._rule = rule
        self._origin = origin
        self._usable = usable
        self._lost = lost
        self._spec = inner.tool_spec if origin.ours else _cautious(inner.tool_spec, origin.title)

    @property
    def tool_name(self) -> str:
        return self._inner.tool_name

    @property
    def tool_type(self) -> str:
        return "mcp"

    @property
    def tool_spec(self) -> ToolSpec:
        return self._spec

    async def stream(
        self, tool_use: ToolUse, invocation_state: dict[str, Any], **kwargs: Any
    ) -> ToolGenerator:
        """Yield the result."""
        yield await self._answer(tool_use, invocation_state, kwargs)

    async def _answer(
        self, tool_use: ToolUse, invocation_state: dict[str, Any], kwargs: dict[str, Any]
    ) -> ToolResult:
        if not self._usable():
            return _error(tool_use, "TOOL_CHANGED: the server altered this tool; it is not used any more.")
        result: ToolResult | None = None
        try:
            async with asyncio.timeout(self._rule.timeout_seconds + _GRACE_SECONDS):
                async for event in self._inner.stream(tool_use, invocation_state, **kwargs):
                    if isinstance(event, ToolResultEvent):
                        result = event.tool_result
        except TimeoutError:
            return _error(tool_use, f"SERVER_TIMED_OUT: no answer within {self._rule.timeout_seconds:g} s.")
        except (MCPClientInitializationError, RuntimeError, ConnectionError) as error:
            self._lost(str(error))
            return _error(tool_use, "SERVER_UNAVAILABLE: the server does not answer at the moment.")
        if result is None:
            return _error(tool_use, "SERVER_UNAVAILABLE: the server gave no result.")
        if result["status"] == "error" and any(sign in _text(result) for sign in _DEATHS):
            self._lost(_text(result)[:200])
        return {
            "toolUseId": tool_use["toolUseId"],
            "status": result["status"],
            "content": self._content(result["content"]),
        }

    def _content(self, content: Sequence[ToolResultContent]) -> list[ToolResultContent]:
        if self._origin.ours:
            return capped(content, self._rule.max_bytes)
        mark = f"[{secrets.token_hex(_MARK_BYTES)}]"
        return marked(content, origin=self._origin.title, mark=mark, max_bytes=self._rule.max_bytes)


def _cautious(spec: ToolSpec, title: str) -> ToolSpec:
    schema = plain_schema(spec["inputSchema"]["json"])
    return {
        **spec,
        "description": described(title, spec["description"]),
        "inputSchema": {"json": schema},
    }


def _error(tool_use: ToolUse, message: str) -> ToolResult:
    return {"toolUseId": tool_use["toolUseId"], "status": "error", "content": [{"text": message}]}


def _text(result: ToolResult) -> str:
    return " ".join(part["text"] for part in result["content"] if "text" in part)
