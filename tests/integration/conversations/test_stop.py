"""Stop ends a run within half a second in every state, and keeps what was said."""

import time
from pathlib import Path

import pytest

from builders.scripted_model import Reply, Script, Stall, Text
from builders.studio import Studio, Wire, a_studio, is_event

HALF_A_SECOND = 0.5


async def _stopped(studio: Studio, wire: Wire, run: str) -> float:
    """Stop the run and return after how many seconds its last event came."""
    started = time.monotonic()
    await wire.say({"t": "cancel", "run": run})
    last = await wire.ended(run)
    assert last["outcome"] == {"type": "cancelled"}
    del studio
    return time.monotonic() - started


@pytest.mark.parametrize(
    ("beats", "said"),
    [
        pytest.param([Text(["word "] * 10_000, pause_seconds=0.005)], "word ", id="streaming"),
        pytest.param([Text(["Let me see. "]), Stall()], "Let me see. ", id="provider stalled"),
    ],
)
async def test_a_talking_or_silent_model_stops_within_half_a_second(
    tmp_path: Path, beats: Reply, said: str
) -> None:
    async with a_studio(tmp_path, [Script(beats)]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "Talk")
        await wire.until(lambda f: is_event(f, "TEXT_MESSAGE_CONTENT"))

        assert await _stopped(studio, wire, run) < HALF_A_SECOND
        snapshot = await studio.get(f"/conversations/{studio.thread}")

    answer = snapshot["messages"][-1]
    assert answer["status"] == "stopped"
    assert answer["text"].startswith(said)
    assert answer["text"] == wire.text
    assert snapshot["open_run"] is None
