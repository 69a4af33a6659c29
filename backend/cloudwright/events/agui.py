"""The events that a thread's log holds: AG-UI 1.0 shapes, unmodified (https://docs.ag-ui.com, 2026-11).

Plain mappings, because one is built for every piece of streamed text.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from cloudwright.events.schemas import Event
from cloudwright.kit.canonical import JsonValue

PROTOCOL_VERSION = "1.0"

RUN_STARTED = "RUN_STARTED"
RUN_FINISHED = "RUN_FINISHED"
RUN_ERROR = "RUN_ERROR"
STEP_STARTED = "STEP_STARTED"
STEP_FINISHED = "STEP_FINISHED"
TEXT_MESSAGE_START = "TEXT_MESSAGE_START"
TEXT_MESSAGE_CONTENT = "TEXT_MESSAGE_CONTENT"
TEXT_MESSAGE_END = "TEXT_MESSAGE_END"
TOOL_CALL_START = "TOOL_CALL_START"
TOOL_CALL_ARGS = "TOOL_CALL_ARGS"
TOOL_CALL_END = "TOOL_CALL_END"
TOOL_CALL_RESULT = "TOOL_CALL_RESULT"
ACTIVITY_SNAPSHOT = "ACTIVITY_SNAPSHOT"
CUSTOM = "CUSTOM"


def run_started(thread_id: str, run_id: str) -> Event:
    return {
        "type": RUN_STARTED,
        "threadId": thread_id,
        "runId": run_id,
        "protocolVersion": PROTOCOL_VERSION,
    }


def run_finished(
    thread_id: str,
    run_id: str,
    *,
    outcome: Literal["success", "cancelled"],
    usage: Sequence[Mapping[str, JsonValue]],
) -> Event:
    return _finished(thread_id, run_id, outcome={"type": outcome}, usage=usage)


def run_waits(
    thread_id: str,
    run_id: str,
    *,
    interrupts: Sequence[Mapping[str, JsonValue]],
    usage: Sequence[Mapping[str, JsonValue]],
) -> Event:
    """The run ended with questions; the next one carries the answers."""
    return _finished(thread_id, run_id, outcome={"type": "interrupt", "interrupts": interrupts}, usage=usage)


def _finished(
    thread_id: str,
    run_id: str,
    *,
    outcome: Mapping[str, JsonValue],
    usage: Sequence[Mapping[str, JsonValue]],
) -> Event:
    return {
        "type": RUN_FINISHED,
        "threadId": thread_id,
        "runId": run_id,
        "outcome": outcome,
        "usage": usage,
    }


def interrupt(interrupt_id: str, *, reason: str, message: str) -> Mapping[str, JsonValue]:
    return {"id": interrupt_id, "reason": reason, "message": message}


def token_usage(model: str, *, input_tokens: int, output_tokens: int) -> Mapping[str, JsonValue]:
    return {"model": model, "inputTokens": input_tokens, "outputTokens": output_tokens}


def run_error(code: str, message: str) -> Event:
    return {"type": RUN_ERROR, "code": code, "message": message}


def step_started(name: str) -> Event:
    return {"type": STEP_STARTED, "stepName": name}


def step_finished(name: str) -> Event:
    return {"type": STEP_FINISHED, "stepName": name}


def text_started(message_id: str) -> Event:
    return {"type": TEXT_MESSAGE_START, "messageId": message_id, "role": "assistant"}


def text(message_id: str, delta: str) -> Event:
    return {"type": TEXT_MESSAGE_CONTENT, "messageId": message_id, "delta": delta}


def text_ended(message_id: str) -> Event:
    return {"type": TEXT_MESSAGE_END, "messageId": message_id}


def tool_call_started(call_id: str, name: str) -> Event:
    return {"type": TOOL_CALL_START, "toolCallId": call_id, "toolCallName": name}


def tool_call_arguments(call_id: str, delta: str) -> Event:
    return {"type": TOOL_CALL_ARGS, "toolCallId": call_id, "delta": delta}


def tool_call_ended(call_id: str) -> Event:
    return {"type": TOOL_CALL_END, "toolCallId": call_id}


def tool_call_result(call_id: str, content: str) -> Event:
    return {
        "type": TOOL_CALL_RESULT,
        "messageId": f"{call_id}_result",
        "toolCallId": call_id,
        "content": content,
        "role": "tool",
    }


def activity(activity_id: str, activity_type: str, content: Mapping[str, JsonValue]) -> Event:
    """An activity; a later one with the same id takes its place."""
    return {
        "type": ACTIVITY_SNAPSHOT,
        "messageId": activity_id,
        "activityType": activity_type,
        "content": content,
        "replace": True,
    }


def custom(name: str, value: Mapping[str, JsonValue]) -> Event:
    return {"type": CUSTOM, "name": name, "value": value}
