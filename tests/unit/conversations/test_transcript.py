"""What the events of a run amount to."""

import json

from cloudwright.conversations.transcript import Transcript
from cloudwright.events import agui
from cloudwright.events.schemas import Event


def folded(*events: Event) -> Transcript:
    transcript = Transcript()
    for seq, event in enumerate(events, start=1):
        transcript.add(seq, json.loads(json.dumps(event)))
    return transcript


def test_text_and_activities_keep_their_order() -> None:
    told = folded(
        agui.activity("a1", "TOOL_TRACE", {}),
        agui.text_started("m1"),
        agui.text("m1", "Hel"),
        agui.text("m1", "lo"),
        agui.text_ended("m1"),
        agui.activity("a2", "OPTION_CARD", {}),
        agui.text_started("m2"),
        agui.text("m2", "Bye"),
    )

    assert [(m.id, m.text, m.seq) for m in told.messages] == [("m1", "Hello", 2), ("m2", "Bye", 7)]
    assert told.lead == ["a1"]
    assert told.messages[0].activities == ["a2"]
    assert told.last_line == "Bye"


def test_an_activity_shown_again_keeps_its_place_and_takes_the_new_content() -> None:
    told = folded(agui.activity("a", "PLAN", {"n": 1}), agui.activity("a", "PLAN", {"n": 2}))

    assert told.lead == ["a"]
    assert (told.activities["a"].content, told.activities["a"].seq) == ({"n": 2}, 1)


def test_the_question_of_the_person_is_no_activity_of_the_answer() -> None:
    assert folded(agui.activity("q", "USER_MESSAGE", {"text": "Hi"})).activities == {}


def test_activities_of_earlier_runs_are_taken_out_of_the_lists() -> None:
    told = folded(agui.activity("old", "OPTION_CARD", {}), agui.activity("new", "RIPPLE", {}))
    told.without({"old"})

    assert told.lead == ["new"]
