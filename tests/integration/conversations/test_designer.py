"""The built-in designer over the whole way: socket, run, tools, projects."""

from pathlib import Path

from builders.studio import a_studio
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
