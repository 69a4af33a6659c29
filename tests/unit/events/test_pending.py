from hypothesis import given
from hypothesis import strategies as st

from cloudwright.events.joining import joined
from cloudwright.events.pending import PendingText, ready
from cloudwright.events.schemas import Event, Stream, encoded

STREAM = Stream("org_own", "th_1", "run_1")
OTHER_RUN = Stream("org_own", "th_1", "run_2")
STEP: Event = {"type": "STEP_STARTED", "stepName": "Reading your sentence"}


def a_delta(text: str, message: str = "msg_1") -> Event:
    return {"type": "TEXT_MESSAGE_CONTENT", "messageId": message, "delta": text}


def arguments(text: str) -> Event:
    return {"type": "TOOL_CALL_ARGS", "toolCallId": "msg_1", "delta": text}


events = st.one_of(
    st.builds(a_delta, st.text(max_size=9), st.sampled_from(["msg_1", "msg_2"])),
    st.builds(arguments, st.text(max_size=9)),
    st.just(STEP),
)


@given(st.lists(events, max_size=30))
def test_what_waits_is_what_was_written_joined(written: list[Event]) -> None:
    pending = PendingText()
    for event in written:
        pending.add(STREAM, event)

    assert [entry.payload for entry in ready(pending.take_all())] == [
        encoded(event) for event in joined(written)
    ]
    assert not pending


def test_a_long_text_waits_as_one_event() -> None:
    pending = PendingText()
    for _ in range(500):
        pending.add(STREAM, a_delta("a word "))

    assert len(pending.take(STREAM.thread)) == 1


def test_two_runs_of_a_thread_are_not_joined() -> None:
    pending = PendingText()
    pending.add(STREAM, a_delta("one"))
    pending.add(OTHER_RUN, a_delta("two"))

    assert [entry.stream for entry in ready(pending.take_all())] == [STREAM, OTHER_RUN]


def test_what_was_put_back_comes_before_what_was_written_meanwhile() -> None:
    pending = PendingText()
    pending.add(STREAM, a_delta("first, "))
    taken = pending.take_all()
    pending.add(STREAM, a_delta("then"))
    pending.put_back(taken)

    (entry,) = ready(pending.take_all())
    assert entry.payload == encoded(a_delta("first, then"))
