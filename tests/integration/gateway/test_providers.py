"""Models of providers over their real wires, spoken by local servers: good days and bad ones."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from strands.models.model import Model
from strands.types.content import Messages
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolSpec

from builders.model_wires import (
    DIALECTS,
    Arguments,
    Dialect,
    Drop,
    End,
    Garbage,
    Overload,
    Reply,
    Status,
    Wire,
    a_wire,
)
from builders.platform import LOCAL
from builders.scripted_model import Stall, Text, ToolCall
from cloudwright.adapters.providers.source import ProviderSource
from cloudwright.bootstrap.starting import configured_models
from cloudwright.config import Provider, Settings
from cloudwright.gateway.errors import ModelFailed
from cloudwright.gateway.factory import ModelFactory
from cloudwright.gateway.schemas import Call, Caller, CallStatus, Usage

ASKED: Messages = [{"role": "user", "content": [{"text": "A shop in Dublin"}]}]
TOOLS: list[ToolSpec] = [
    {
        "name": "edit_design",
        "description": "Change it.",
        "inputSchema": {"json": {"type": "object", "properties": {"edits": {"type": "array"}}}},
    }
]
DEADLINE_SECONDS = 10


@dataclass
class Line:
    """A model at the other end of a wire, and the ledger that its calls go to."""

    wire: Wire
    model: Model
    calls: list[Call] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    heard: list[StreamEvent] = field(default_factory=list)

    async def ask(self, signal: threading.Event | None = None) -> None:
        stream = self.model.stream(ASKED, TOOLS, "You design.", cancel_signal=signal)
        async with asyncio.timeout(DEADLINE_SECONDS):
            async for event in stream:
                self.heard.append(event)

    async def failed(self) -> ModelFailed:
        with pytest.raises(ModelFailed) as failure:
            await self.ask()
        return failure.value

    @property
    def text(self) -> str:
        return "".join(
            event["contentBlockDelta"]["delta"].get("text", "")
            for event in self.heard
            if "contentBlockDelta" in event
        )

    @property
    def tool_calls(self) -> list[tuple[str, str, Any]]:
        """Id, name and arguments of each call, as the agent puts them together."""
        blocks = [e["contentBlockStart"]["start"] for e in self.heard if "contentBlockStart" in e]
        starts = [call for block in blocks if (call := block.get("toolUse"))]
        inputs = [
            event["contentBlockDelta"]["delta"]["toolUse"]["input"]
            for event in self.heard
            if "toolUse" in event.get("contentBlockDelta", {}).get("delta", {})
        ]
        return [
            (start["toolUseId"], start["name"], json.loads(text))
            for start, text in zip(starts, inputs, strict=True)
        ]


@asynccontextmanager
async def a_line(dialect: Dialect, *replies: Reply, **settings: Any) -> AsyncIterator[Line]:
    async with a_wire(dialect, *replies) as wire:
        pauses: list[float] = []
        calls: list[Call] = []

        async def settle(call: Call) -> None:
            calls.append(call)

        async def pause(seconds: float) -> None:
            pauses.append(seconds)

        source = ProviderSource(wire.choice(**settings), sleep=pause)
        try:
            model = ModelFactory([source], settle).build(caller=Caller(LOCAL))
            yield Line(wire, model, calls, pauses)
        finally:
            await source.close()


@pytest.fixture(params=DIALECTS, ids=lambda dialect: str(dialect.provider))
def dialect(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Dialect:
    """Each wire in turn; Bedrock signs with made-up credentials."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    found: Dialect = request.param
    return found


async def test_text_comes_whole_and_its_tokens_are_settled(dialect: Dialect) -> None:
    async with a_line(dialect, [Text(["One queue ", "is enough."]), End()]) as line:
        await line.ask()

    assert line.text == "One queue is enough."
    (call,) = line.calls
    assert call.status is CallStatus.COMPLETED
    assert call.usage == Usage(input_tokens=120, output_tokens=7, cache_read_tokens=100)


async def test_the_request_carries_prompt_tools_and_the_key(dialect: Dialect) -> None:
    async with a_line(dialect, [Text(["Yes"]), End()]) as line:
        await line.ask()

    sent = json.dumps(line.wire.requests[0])
    assert "You design." in sent
    assert "edit_design" in sent
    assert "A shop in Dublin" in sent
    signed = "AKIDEXAMPLE" if dialect.provider is Provider.BEDROCK else "sk-test-0123456789"
    assert signed in line.wire.headers[0]


async def test_parallel_tool_calls_come_whole_with_ids_that_no_other_answer_has(dialect: Dialect) -> None:
    edit = ToolCall("edit_design", {"edits": [{"op": "remove"}]})
    reply: Reply = [ToolCall("get_design"), edit, End("tools")]
    async with a_line(dialect, reply, reply) as line:
        await line.ask()
        await line.ask()

    assert [(name, arguments) for _, name, arguments in line.tool_calls[:2]] == [
        ("get_design", {}),
        ("edit_design", {"edits": [{"op": "remove"}]}),
    ]
    assert len({call_id for call_id, _, _ in line.tool_calls}) == 4


@pytest.mark.parametrize("text", ['{"edits": [', "[1, 2]"])
async def test_arguments_that_are_no_object_are_never_taken_for_none(dialect: Dialect, text: str) -> None:
    async with a_line(dialect, [Arguments("undo_change", text), End("tools")]) as line:
        await line.ask()

    ((_, name, arguments),) = line.tool_calls
    assert name == "undo_change"
    assert arguments == {"unreadable_arguments": text}


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ([Text(["No."]), End("refusal")], "MODEL_REFUSED"),
        ([Text(["A very long "]), End("length")], "MODEL_ANSWER_CUT"),
        ([Arguments("edit_design", '{"edits": [{"o'), End("length")], "MODEL_ANSWER_CUT"),
        ([End()], "MODEL_ANSWER_UNREADABLE"),
    ],
    ids=["refusal", "cut-text", "cut-call", "empty"],
)
async def test_an_answer_that_ends_badly_is_named_and_paid(dialect: Dialect, reply: Reply, code: str) -> None:
    async with a_line(dialect, reply) as line:
        failure = await line.failed()

    assert failure.code == code
    assert [call.usage.output_tokens for call in line.calls] == [7]
    assert len(line.wire.requests) == 1


@pytest.mark.parametrize("ending", [[], [Drop()]], ids=["unfinished", "dropped"])
async def test_a_stream_that_breaks_keeps_its_words_and_is_not_repeated(
    dialect: Dialect, ending: Sequence[Drop]
) -> None:
    async with a_line(dialect, [Text(["One queue "]), *ending]) as line:
        failure = await line.failed()

    assert failure.code == "MODEL_STREAM_BROKEN"
    assert line.text == "One queue "
    assert [(call.status, call.usage.estimated) for call in line.calls] == [(CallStatus.FAILED, True)]


async def test_a_stream_that_breaks_before_its_first_word_is_tried_again(dialect: Dialect) -> None:
    async with a_line(dialect, [Drop()], [Text(["Here"]), End()]) as line:
        await line.ask()

    assert line.text == "Here"
    assert [call.status for call in line.calls] == [CallStatus.COMPLETED]


async def test_a_rate_limit_is_waited_for_as_long_as_the_provider_says(dialect: Dialect) -> None:
    limited = Status(429, "Slow down", {"retry-after": "3"})
    async with a_line(dialect, limited, [Text(["Now"]), End()]) as line:
        await line.ask()

    assert line.text == "Now"
    assert line.pauses == [3.0]


async def test_a_long_rate_limit_ends_the_call_and_says_how_long(dialect: Dialect) -> None:
    async with a_line(dialect, Status(429, "Slow down", {"retry-after": "90"})) as line:
        failure = await line.failed()

    assert failure.code == "MODEL_RATE_LIMITED"
    assert "90 seconds" in failure.message
    assert "Slow down" in failure.message
    assert line.pauses == []


async def test_an_overload_is_tried_three_times(dialect: Dialect) -> None:
    async with a_line(dialect, *[Status(503, "Overloaded")] * 3) as line:
        failure = await line.failed()

    assert failure.code == "MODEL_OVERLOADED"
    assert line.pauses == [1.0, 2.0]
    assert [call.status for call in line.calls] == [CallStatus.FAILED]


async def test_an_overload_inside_the_stream_is_tried_again_before_the_first_word(dialect: Dialect) -> None:
    async with a_line(dialect, [Overload()], [Text(["Here"]), End()]) as line:
        await line.ask()

    assert line.text == "Here"


async def test_garbage_is_named_and_never_reaches_the_conversation(dialect: Dialect) -> None:
    async with a_line(dialect, *[[Garbage()]] * 3) as line:
        failure = await line.failed()

    assert failure.code in {"MODEL_ANSWER_UNREADABLE", "MODEL_STREAM_BROKEN"}
    assert line.text == ""


@pytest.mark.parametrize(
    ("status", "code"), [(401, "MODEL_KEY_REFUSED"), (404, "MODEL_NOT_OFFERED")], ids=["key", "name"]
)
async def test_what_only_the_operator_can_mend_is_not_tried_again(
    dialect: Dialect, status: int, code: str
) -> None:
    async with a_line(dialect, Status(status, "Incorrect key sk-live-0123456789 given")) as line:
        failure = await line.failed()

    assert failure.code == code
    assert "0123456789" not in failure.message
    assert len(line.wire.requests) == 1


async def test_a_provider_that_says_nothing_is_given_up(dialect: Dialect) -> None:
    async with a_line(dialect, [Stall()], first_seconds=0.1) as line:
        failure = await line.failed()

    assert failure.code == "MODEL_SILENT"
    assert [call.status for call in line.calls] == [CallStatus.FAILED]


async def test_a_provider_that_falls_silent_is_given_up_with_its_words_kept(dialect: Dialect) -> None:
    async with a_line(dialect, [Text(["Well"]), Stall()], idle_seconds=0.1) as line:
        failure = await line.failed()

    assert failure.code == "MODEL_SILENT"
    assert line.text == "Well"


async def test_a_stop_in_the_middle_ends_within_half_a_second_with_a_row_in_the_ledger(
    dialect: Dialect,
) -> None:
    stall, signal = Stall(), threading.Event()
    async with a_line(dialect, [Text(["Well"]), stall], idle_seconds=2, first_seconds=2) as line:
        asking = asyncio.create_task(line.ask(signal))
        async with asyncio.timeout(DEADLINE_SECONDS):
            await stall.reached.wait()
        signal.set()
        async with asyncio.timeout(0.5):
            await asking

    assert [call.status for call in line.calls] == [CallStatus.CANCELLED]


async def test_a_provider_that_is_not_there_is_unreachable(dialect: Dialect) -> None:
    async with a_wire(dialect) as wire:
        choice = wire.choice(attempts=1)

    async def settle(call: Call) -> None:
        del call

    source = ProviderSource(choice)
    model = ModelFactory([source], settle).build(caller=Caller(LOCAL))
    with pytest.raises(ModelFailed) as failure:
        await Line(wire, model).ask()
    await source.close()

    assert failure.value.code == "MODEL_UNREACHABLE"


async def test_the_environment_alone_brings_a_provider_in_and_the_rules_stay_at_hand(
    dialect: Dialect, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_wire(dialect) as wire:
        monkeypatch.setenv("CLOUDWRIGHT_MODEL__PROVIDER", str(dialect.provider))
        monkeypatch.setenv("CLOUDWRIGHT_MODEL__NAME", "some-model")
        monkeypatch.setenv("ANTHROPIC_BASE_URL", wire.address)
        monkeypatch.setenv("OPENAI_BASE_URL", wire.address)
        async with configured_models(Settings(_env_file=None)) as models:
            labels = [model.card.label for model in models]

    place = "Amazon Bedrock" if dialect.provider is Provider.BEDROCK else "127.0.0.1"
    assert labels == [f"some-model ({place})", "Built-in designer"]
