from hypothesis import given
from hypothesis import strategies as st

from cloudwright.events.joining import JOINED_BYTES, joined
from cloudwright.events.schemas import Event


def a_delta(message: str, text: str) -> Event:
    return {"type": "TEXT_MESSAGE_CONTENT", "messageId": message, "delta": text}


STEP: Event = {"type": "STEP_STARTED", "stepName": "Reading your sentence"}
deltas = st.builds(a_delta, st.sampled_from(["msg_1", "msg_2"]), st.text(max_size=40))


def text_of(events: list[Event], message: str) -> str:
    return "".join(str(event["delta"]) for event in events if event.get("messageId") == message)


@given(st.lists(st.one_of(deltas, st.just(STEP)), max_size=40))
def test_joining_keeps_the_text_of_each_message(events: list[Event]) -> None:
    result = joined(events)

    assert [text_of(result, each) for each in ("msg_1", "msg_2")] == [
        text_of(events, each) for each in ("msg_1", "msg_2")
    ]
    assert result.count(STEP) == events.count(STEP)


def test_consecutive_deltas_of_one_message_become_one_event() -> None:
    assert joined([a_delta("msg_1", "Hello"), a_delta("msg_1", ", you")]) == [a_delta("msg_1", "Hello, you")]


def test_another_event_between_two_deltas_keeps_its_place() -> None:
    events = [a_delta("msg_1", "before"), STEP, a_delta("msg_1", "after")]

    assert joined(events) == events


@given(st.integers(min_value=1, max_value=40_000), st.sampled_from(["a", "é", "漢", "🙂"]))
def test_no_joined_delta_is_longer_than_eight_kilobytes(length: int, letter: str) -> None:
    result = joined([a_delta("msg_1", letter * length)])

    assert text_of(result, "msg_1") == letter * length
    assert all(len(str(event["delta"]).encode()) <= JOINED_BYTES for event in result)
