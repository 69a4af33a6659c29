"""One tool of a server: called within its time, its result cut to size, its server's death noticed."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from strands.tools.mcp import MCPAgentTool
from strands.types._events import ToolResultEvent
from strands.types.exceptions import MCPClientInitializationError
from strands.types.tools import AgentTool, ToolGenerator, ToolResult, ToolResultContent, ToolSpec, ToolUse

from cloudwright.adapters.mcp.declaration import ToolRule

_GRACE_SECONDS = 0.5
_DEATHS = ("Connection closed", "session is not running", "client session is not running")
_CUT = " … (shortened)"


class ServerTool(AgentTool):
    """Wraps the framework's tool; whatever the server does, the answer is a result."""

    def __init__(self, inner: MCPAgentTool, rule: ToolRule, *, lost: Callable[[str], None]) -> None:
        super().__init__()
        inner.timeout = timedelta(seconds=rule.timeout_seconds)
        self._inner = inner
        self._rule = rule
        self._lost = lost

    @property
    def tool_name(self) -> str:
        return self._inner.tool_name

    @property
    def tool_type(self) -> str:
        return "mcp"

    @property
    def tool_spec(self) -> ToolSpec:
        return self._inner.tool_spec

    async def stream(
        self, tool_use: ToolUse, invocation_state: dict[str, Any], **kwargs: Any
    ) -> ToolGenerator:
        """Yield the result."""
        yield await self._answer(tool_use, invocation_state, kwargs)

    async def _answer(
        self, tool_use: ToolUse, invocation_state: dict[str, Any], kwargs: dict[str, Any]
    ) -> ToolResult:
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
        return {**result, "content": _capped(result["content"], self._rule.max_bytes)}


def _error(tool_use: ToolUse, message: str) -> ToolResult:
    return {"toolUseId": tool_use["toolUseId"], "status": "error", "content": [{"text": message}]}


def _text(result: ToolResult) -> str:
    return " ".join(part["text"] for part in result["content"] if "text" in part)


def _capped(content: list[ToolResultContent], max_bytes: int) -> list[ToolResultContent]:
    """Keep text only, and at most so many bytes of it."""
    kept: list[ToolResultContent] = []
    room = max_bytes
    for part in content:
        if "text" not in part:
            continue
        encoded = part["text"].encode(errors="replace")
        if len(encoded) > room:
            kept.append({"text": encoded[:room].decode(errors="ignore") + _CUT})
            break
        kept.append({"text": part["text"]})
        room -= len(encoded)
    return kept or [{"text": ""}]
