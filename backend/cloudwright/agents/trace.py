"""Shows every tool call to people while it runs, and hands it to the audit trail when it is over."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from strands.hooks import HookProvider, HookRegistry
from strands.hooks.events import AfterToolCallEvent, BeforeToolCallEvent
from strands.types.tools import ToolResult

from cloudwright.agents.ports import Announcer, ServedTool
from cloudwright.agents.recording import CallRecorder, ToolCall
from cloudwright.agents.sources import cited
from cloudwright.agents.tools.design_tool import Definition
from cloudwright.agents.turn import Turn
from cloudwright.agents.untrusted import is_mark

TOOL_TRACE = "TOOL_TRACE"
OWN_SERVER = "cloudwright"
_LARGEST_SHOWN_BYTES = 4_000
_LONGEST_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class _Shown:
    activity_id: str
    content: dict[str, JsonValue]


class ToolTrace(HookProvider):
    """One per turn."""

    def __init__(
        self,
        turn: Turn,
        announcer: Announcer,
        *,
        own: Sequence[Definition],
        served: Sequence[ServedTool],
        recorder: CallRecorder,
    ) -> None:
        self._turn = turn
        self._announcer = announcer
        self._recorder = recorder
        self._labels = {each.name: (each.title, OWN_SERVER) for each in own}
        self._labels |= {each.tool.tool_name: (each.title, each.server) for each in served}
        self._running: dict[str, _Shown] = {}

    def register_hooks(self, registry: HookRegistry, **kwargs: Any) -> None:
        del kwargs
        registry.add_callback(BeforeToolCallEvent, self._before)
        registry.add_callback(AfterToolCallEvent, self._after)

    async def close(self) -> None:
        """Mark calls that were cut off before they had a result."""
        for shown in self._running.values():
            content = {**shown.content, "status": "error", "summary": "Stopped before it was done."}
            await self._announcer.activity(TOOL_TRACE, content, activity_id=shown.activity_id)
        self._running.clear()

    async def _before(self, event: BeforeToolCallEvent) -> None:
        name = event.tool_use["name"]
        title, server = self._labels.get(name, (name, "unknown"))
        content: dict[str, JsonValue] = {
            "name": name,
            "title": title,
            "server": server,
            "arguments": _brief(event.tool_use["input"]),
            "status": "running",
            "milliseconds": 0,
            "summary": "",
            "sources": [],
        }
        activity_id = await self._announcer.activity(TOOL_TRACE, content)
        self._running[event.tool_use["toolUseId"]] = _Shown(activity_id, content)

    async def _after(self, event: AfterToolCallEvent) -> None:
        shown = self._running.pop(event.tool_use["toolUseId"], None)
        if shown is None:
            return
        status = _status(event)
        milliseconds = round((event.duration or 0.0) * 1000)
        content: dict[str, JsonValue] = {
            **shown.content,
            "status": status,
            "milliseconds": milliseconds,
            "summary": summary(event.result),
            "sources": [{"title": each.title, "url": each.url} for each in cited(event.result)],
        }
        await self._announcer.activity(TOOL_TRACE, content, activity_id=shown.activity_id)
        call = ToolCall(
            name=event.tool_use["name"],
            server=str(shown.content["server"]),
            status=status,
            milliseconds=milliseconds,
            arguments=event.tool_use["input"],
        )
        await self._recorder.record(self._turn, call)


def _status(event: AfterToolCallEvent) -> str:
    if event.cancel_message is not None:
        return "refused"
    return "error" if event.result["status"] == "error" else "ok"


def summary(result: ToolResult) -> str:
    """Return the first words of a result, or the sentence that it brings for people."""
    for part in result["content"]:
        if "json" in part and isinstance(part["json"], Mapping):
            said = part["json"].get("summary") or part["json"].get("message")
            if isinstance(said, str):
                return said[:_LONGEST_SUMMARY]
        if "text" in part and not is_mark(part["text"]):
            return " ".join(part["text"].split())[:_LONGEST_SUMMARY]
    return ""


def _brief(arguments: Any) -> JsonValue:
    """Return the arguments, or their beginning as text when they are too large to show."""
    text = json.dumps(arguments, ensure_ascii=False, default=str)
    if len(text.encode()) <= _LARGEST_SHOWN_BYTES:
        shown: JsonValue = json.loads(text)
        return shown
    return f"{text[: _LARGEST_SHOWN_BYTES // 4]} … (shortened)"
