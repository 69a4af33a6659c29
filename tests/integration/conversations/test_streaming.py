"""Runs over a real socket."""

from pathlib import Path

from builders.scripted_model import Script, Text
from builders.studio import a_studio


async def test_a_run_streams_numbered_events_from_start_to_finish(tmp_path: Path) -> None:
    script = Script([Text(["Hello ", "there", "."])])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "Say hello")
        last = await wire.ended(run)

    assert last["outcome"] == {"type": "success"}
    assert [frame["seq"] for frame in wire.events] == list(range(1, len(wire.events) + 1))
    types = [frame["event"]["type"] for frame in wire.events]
    assert types[:3] == ["RUN_STARTED", "ACTIVITY_SNAPSHOT", "TEXT_MESSAGE_START"]
    assert types[-3:] == ["TEXT_MESSAGE_END", "CUSTOM", "RUN_FINISHED"]
    assert wire.text == "Hello there."
