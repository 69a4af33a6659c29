"""The events that a thread's log holds: AG-UI 1.0 shapes, unmodified (https://docs.ag-ui.com, 2026-11).

Typed dictionaries, because one is built for every piece of streamed text.
"""

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from cloudwright.kit.canonical import JsonValue

PROTOCOL_VERSION = "1.0"


class RunStarted(TypedDict):
    type: Literal["RUN_STARTED"]
    threadId: str
    runId: str
    protocolVersion: str


class TokenUsage(TypedDict):
    model: str
    inputTokens: int
    outputTokens: int


class Interrupt(TypedDict):
    id: str
    reason: str
    message: str
    responseSchema: NotRequired[JsonValue]


class Succeeded(TypedDict):
    type: Literal["success"]


class Cancelled(TypedDict):
    type: Literal["cancelled"]


class Interrupted(TypedDict):
    type: Literal["interrupt"]
    interrupts: Sequence[Interrupt]


Outcome = Succeeded | Cancelled | Interrupted


class RunFinished(TypedDict):
    type: Literal["RUN_FINISHED"]
    threadId: str
    runId: str
    outcome: Outcome
    usage: Sequence[TokenUsage]


class RunError(TypedDict):
    type: Literal["RUN_ERROR"]
    message: str
    code: str


class StepStarted(TypedDict):
    type: Literal["STEP_STARTED"]
    stepName: str


class StepFinished(TypedDict):
    type: Literal["STEP_FINISHED"]
    stepName: str


class TextMessageStart(TypedDict):
    type: Literal["TEXT_MESSAGE_START"]
    messageId: str
    role: Literal["assistant"]


class TextMessageContent(TypedDict):
    type: Literal["TEXT_MESSAGE_CONTENT"]
    messageId: str
    delta: str


class TextMessageEnd(TypedDict):
    type: Literal["TEXT_MESSAGE_END"]
    messageId: str


class ToolCallStart(TypedDict):
    type: Literal["TOOL_CALL_START"]
    toolCallId: str
    toolCallName: str


class ToolCallArgs(TypedDict):
    type: Literal["TOOL_CALL_ARGS"]
    toolCallId: str
    delta: str


class ToolCallEnd(TypedDict):
    type: Literal["TOOL_CALL_END"]
    toolCallId: str


class ToolCallResult(TypedDict):
    type: Literal["TOOL_CALL_RESULT"]
    messageId: str
    toolCallId: str
    content: str
    role: Literal["tool"]


class ActivitySnapshot(TypedDict):
    """`messageId` is the activity's own id; `replace` says that a later one takes its place."""

    type: Literal["ACTIVITY_SNAPSHOT"]
    messageId: str
    activityType: str
    content: JsonValue
    replace: bool


class Custom(TypedDict):
    type: Literal["CUSTOM"]
    name: str
    value: JsonValue


Event = (
    RunStarted
    | RunFinished
    | RunError
    | StepStarted
    | StepFinished
    | TextMessageStart
    | TextMessageContent
    | TextMessageEnd
    | ToolCallStart
    | ToolCallArgs
    | ToolCallEnd
    | ToolCallResult
    | ActivitySnapshot
    | Custom
)
