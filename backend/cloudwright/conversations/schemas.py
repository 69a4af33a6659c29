"""What crosses the border of `conversations`; the JSON forms are the REST contract."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from cloudwright.agents.turn import Action, Ask, Mode, Resume
from cloudwright.design.model.frozen import ElementId, Frozen
from cloudwright.kit.money import Money

LONGEST_PROMPT_CHARACTERS = 20_000

RunId = Annotated[str, StringConstraints(pattern=r"^run_[A-Za-z0-9_-]{8,36}$")]
ConversationTitle = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    WAITING = "waiting"  # ended with a question that only a person may answer
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class MessageStatus(StrEnum):
    COMPLETE = "complete"
    STREAMING = "streaming"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class Origin(Frozen):
    """Where a conversation was forked: its first `kept` messages are copies of those before it.

    `replaced_id` is the message of `conversation_id` that its next one stands for, None when it goes on
    instead. Conversations with the same replaced message are versions of each other.
    """

    conversation_id: str
    replaced_id: str | None
    kept: int


class Fork(Frozen):
    """Copy a conversation up to a message: `before` it, to say it differently, or `after` it, to go on."""

    message_id: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    cut: Literal["before", "after"]


class Conversation(Frozen):
    id: str
    project_id: str
    title: str
    mode: Mode
    created_at: datetime
    updated_at: datetime
    origin: Origin | None = None


class ConversationSummary(Frozen):
    id: str
    project_id: str
    project_name: str
    title: str
    mode: Mode
    updated_at: datetime
    open_run: bool
    last_line: str
    origin: Origin | None = None


class ConversationPage(Frozen):
    items: tuple[ConversationSummary, ...]
    next_cursor: str | None


class NewConversation(Frozen):
    title: ConversationTitle | None = None
    mode: Mode = Mode.BRAINSTORM


class ConversationChange(Frozen):
    title: ConversationTitle


class RunRequest(Frozen):
    """What a client sends to start a run: the body of a `run` frame."""

    run: RunId
    mode: Mode
    text: str = ""
    action: Action | None = None
    scope: Annotated[tuple[ElementId, ...], Field(max_length=200)] = ()
    resume: Annotated[tuple[Resume, ...], Field(max_length=20)] | None = None

    @property
    def ask(self) -> Ask:
        return Ask(
            mode=self.mode,
            text=self.text.strip(),
            action=self.action,
            scope=self.scope,
            resume=self.resume or (),
        )


class Accepted(Frozen):
    """The run exists, now or since an earlier call with the same id; `seq` is that of its first event."""

    run: str
    thread: str
    seq: int


class MessageUsage(Frozen):
    """What an answer took; the cost leaves out the calls without a known price."""

    input_tokens: int
    output_tokens: int
    cost: Money
    model: str = ""
    unpriced_calls: int = 0


class MessageError(Frozen):
    code: str
    message: str


class Message(Frozen):
    """`activities` were first shown after this message began and before the next one of the run."""

    id: str
    role: Literal["user", "assistant"]
    text: str
    created_at: datetime
    run_id: str
    mode: Mode
    status: MessageStatus
    usage: MessageUsage | None = None
    activities: tuple[str, ...] = ()
    error: MessageError | None = None


class Activity(Frozen):
    """The newest content of an activity; `seq` is that of the event which showed it."""

    id: str
    run_id: str
    type: str
    content: JsonValue
    seq: int


class OpenRun(Frozen):
    id: str
    mode: Mode
    started_at: datetime
    status: RunStatus


class OpenInterrupt(Frozen):
    id: str
    run_id: str
    reason: str
    message: str


class ThreadSnapshot(Frozen):
    """Everything up to the event `seq`; what follows comes by a subscription after it."""

    conversation: Conversation
    messages: Sequence[Message]
    activities: Sequence[Activity]
    open_run: OpenRun | None
    interrupt: OpenInterrupt | None
    seq: int


class RunState(Frozen):
    id: str
    conversation_id: str
    mode: Mode
    status: RunStatus
    cancel_requested: bool
    started_at: datetime
    ended_at: datetime | None
