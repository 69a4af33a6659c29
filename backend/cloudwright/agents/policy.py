"""The third read-only layer: every call is judged again, whatever the tool filter let through."""

import json
from collections.abc import Sequence
from typing import Any

from strands.hooks.events import BeforeToolCallEvent
from strands.interventions import Deny, InterventionHandler, OnError, Proceed

from cloudwright.agents.ports import ServedTool, ToolMode

LARGEST_ARGUMENTS_BYTES = 256 * 1024
_LARGEST_SERVED_BYTES = 16 * 1024


class ReadOnlyPolicy(InterventionHandler):
    """Denies by default: only our own tools of this mode and what the manifest allows may be called."""

    def __init__(self, *, own: Sequence[str], served: Sequence[ServedTool]) -> None:
        self._own = frozenset(own)
        self._served = {each.tool.tool_name: each for each in served}

    @property
    def name(self) -> str:
        return "read-only"

    @property
    def on_error(self) -> OnError:
        return "deny"

    def before_tool_call(self, event: BeforeToolCallEvent, **kwargs: Any) -> Proceed | Deny:
        del kwargs
        reason = self._objection(event.tool_use["name"], event.tool_use["input"])
        return Proceed() if reason is None else Deny(reason=reason)

    def _objection(self, name: str, arguments: Any) -> str | None:
        if not isinstance(arguments, dict):
            return "ARGUMENTS_INVALID: the arguments must be an object."
        size = len(json.dumps(arguments, default=str).encode())
        if name in self._own:
            return None if size <= LARGEST_ARGUMENTS_BYTES else _too_large(size, LARGEST_ARGUMENTS_BYTES)
        served = self._served.get(name)
        if served is None:
            return f"TOOL_REFUSED: '{name}' is not on the list of allowed tools."
        return _served_objection(served, arguments, size=size)


def _served_objection(served: ServedTool, arguments: dict[str, Any], *, size: int) -> str | None:
    if served.mode is ToolMode.DENY:
        return f"TOOL_REFUSED: '{served.tool.tool_name}' is denied by the manifest."
    hints = _annotations(served)
    if hints.get("destructiveHint") is True or hints.get("readOnlyHint") is False:
        return f"TOOL_REFUSED: '{served.tool.tool_name}' says of itself that it changes things."
    if size > _LARGEST_SERVED_BYTES:
        return _too_large(size, _LARGEST_SERVED_BYTES)
    unknown = sorted(set(arguments) - served.arguments)
    if unknown:
        return f"ARGUMENTS_INVALID: unknown arguments {unknown}; known are {sorted(served.arguments)}."
    return None


def _annotations(served: ServedTool) -> dict[str, Any]:
    found = served.tool.tool_spec.get("annotations")
    return found if isinstance(found, dict) else {}


def _too_large(size: int, limit: int) -> str:
    return f"ARGUMENTS_TOO_LARGE: {size} bytes of arguments; at most {limit} are allowed."
