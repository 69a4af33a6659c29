"""From Strands' stream to AG-UI events."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from cloudwright.conversations.translation import LONGEST_RESULT_CHARACTERS, Translator, shortened
from cloudwright.events.schemas import Event, encoded


def translated(*items: Mapping[str, Any]) -> list[Event]:
    numbers = count(1)
    translator = Translator(lambda: f"msg_{next(numbers)}")
    return [*(event for item in items for event in translator.translate(item)), *translator.close()]


def text(piece: str) -> dict[str, Any]:
    return {"event": {"contentBlockDelta": {"delta": {"text": piece}}}}


def call_started(name: str) -> dict[str, Any]:
    return {"event": {"contentBlockStart": {"start": {"toolUse": {"toolUseId": "c1", "name": name}}}}}


STOP: dict[str, Any] = {"event": {"contentBlockStop": {}}}


def types(events: list[Event]) -> list[object]:
    return [event["type"] for event in events]


def test_a_text_block_becomes_one_message() -> None:
    events = translated(text("Hel"), text("lo"), STOP)

    assert types(events) == ["TEXT_MESSAGE_START", *["TEXT_MESSAGE_CONTENT"] * 2, "TEXT_MESSAGE_END"]
    assert {event["messageId"] for event in events} == {"msg_1"}


def test_a_cut_stream_closes_what_is_open() -> None:
    assert types(translated(text("Hel")))[-1] == "TEXT_MESSAGE_END"
    assert types(translated(call_started("echo"))) == ["TOOL_CALL_START", "TOOL_CALL_END"]


def test_a_retried_answer_starts_a_new_message() -> None:
    events = translated(text("first"), {"event": {"messageStart": {"role": "assistant"}}}, text("second"))

    assert [e["messageId"] for e in events if e["type"] == "TEXT_MESSAGE_START"] == ["msg_1", "msg_2"]


def test_a_tool_call_is_told_with_its_arguments_and_result() -> None:
    arguments = {"event": {"contentBlockDelta": {"delta": {"toolUse": {"input": '{"a":1}'}}}}}
    result = {"toolUseId": "c1", "status": "success", "content": [{"json": {"b": 2}}, {"text": "and"}]}
    answer = {"message": {"role": "user", "content": [{"toolResult": result}]}}

    events = translated(call_started("echo"), arguments, STOP, answer)

    assert types(events) == ["TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END", "TOOL_CALL_RESULT"]
    assert events[0]["toolCallName"] == "echo"
    assert events[3]["content"] == '{"b": 2}\nand'


def test_a_huge_result_fits_into_a_frame() -> None:
    result = {"toolUseId": "c1", "status": "success", "content": [{"text": "ü" * 1_000_000}]}
    (event,) = translated({"message": {"role": "user", "content": [{"toolResult": result}]}})

    assert len(str(event["content"])) == LONGEST_RESULT_CHARACTERS
    assert len(encoded(event).encode()) < 24 * 1024


def test_what_the_framework_adds_for_itself_is_left_out() -> None:
    assert translated({"init_event_loop": True}, {"data": "x"}, {"result": object()}) == []


def test_a_short_text_is_not_cut() -> None:
    assert shortened("short") == "short"
