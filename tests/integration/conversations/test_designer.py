"""The built-in designer over the whole way: socket, run, tools, projects."""

from pathlib import Path

from builders.studio import Frame, a_studio, is_event
from cloudwright.agents.designer.source import BuiltInDesigner

SENTENCE = "A website with a JSON API for 200,000 requests a month, in Ireland, below 50 dollars a month"


async def test_one_sentence_becomes_options_on_the_board(tmp_path: Path) -> None:
    async with a_studio(tmp_path, [BuiltInDesigner()]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        last = await wire.ended(await wire.run(studio.thread, SENTENCE))
        snapshot = await studio.get(f"/conversations/{studio.thread}")

    assert last["outcome"] == {"type": "success"}, last
    shown = [f["event"]["activityType"] for f in wire.events if f["event"]["type"] == "ACTIVITY_SNAPSHOT"]
    assert {"UNDERSTOOD", "QUESTIONS", "OPTION_CARD", "TOOL_TRACE"} <= set(shown)
    cards = [each for each in snapshot["activities"] if each["type"] == "OPTION_CARD"]
    assert len(cards) >= 2
    traces = [each["content"] for each in snapshot["activities"] if each["type"] == "TOOL_TRACE"]
    assert {trace["status"] for trace in traces} == {"ok"}


async def test_a_plan_ends_the_run_with_a_question_that_the_next_run_answers(tmp_path: Path) -> None:
    async with a_studio(tmp_path, [BuiltInDesigner()]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        await wire.ended(await wire.run(studio.thread, SENTENCE))
        option = next(f["event"]["content"]["id"] for f in wire.events if shows(f, "OPTION_CARD"))
        action = {"type": "plan", "option_id": option}
        asked = await wire.ended(await wire.run(studio.thread, "", mode="implement", action=action))
        snapshot = await studio.get(f"/conversations/{studio.thread}")
        interrupt = asked["outcome"]["interrupts"][0]
        refused = [{"interruptId": interrupt["id"], "status": "cancelled"}]
        answered = await wire.ended(await wire.run(studio.thread, "", mode="implement", resume=refused))
        late = await wire.run(studio.thread, "", mode="implement", resume=refused)
        error = await wire.until(lambda f: f["t"] == "err")

    assert asked["outcome"]["type"] == "interrupt"
    pressed = [f["event"]["content"]["text"] for f in wire.events if shows(f, "USER_MESSAGE")]
    kept = [each["text"] for each in snapshot["messages"] if each["role"] == "user"]
    assert pressed[:2] == kept == [SENTENCE, "Plan the bundle"]
    assert snapshot["interrupt"]["id"] == interrupt["id"]
    assert any(shows(f, "PLAN") for f in wire.events)
    assert answered["outcome"] == {"type": "success"}
    assert (error["code"], error["run"]) == ("INTERRUPT_UNKNOWN", late)


def shows(frame: Frame, activity_type: str) -> bool:
    return is_event(frame, "ACTIVITY_SNAPSHOT") and frame["event"]["activityType"] == activity_type
