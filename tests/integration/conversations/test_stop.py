"""Stop ends a run in every state while its work would go on, and keeps what was said."""

import asyncio
import sqlite3
import sys
from pathlib import Path

import pytest

from builders.scripted_model import Reply, Script, Stall, Text, ToolCall
from builders.studio import Wire, a_studio, is_event
from cloudwright.config import McpSettings

LONG_BEFORE_THE_WORK_ENDS_SECONDS = 10  # the stalled work below lasts a minute or for ever
HOSTILE = Path(__file__).parents[2] / "fixtures" / "hostile_server.py"
STALLING_SERVER = """
servers:
  hostile:
    title: Hostile
    transport: stdio
    command: {python}
    arguments: [{server}]
    tools:
      stall: {{mode: read, timeout_seconds: 60}}
"""


async def _stopped(wire: Wire, run: str) -> None:
    """Stop the run and wait for its last event."""
    async with asyncio.timeout(LONG_BEFORE_THE_WORK_ENDS_SECONDS):
        await wire.say({"t": "cancel", "run": run})
        last = await wire.ended(run)
    assert last["outcome"] == {"type": "cancelled"}


@pytest.mark.parametrize(
    ("beats", "said"),
    [
        pytest.param([Text(["word "] * 10_000, pause_seconds=0.005)], "word ", id="streaming"),
        pytest.param([Text(["Let me see. "]), Stall()], "Let me see. ", id="provider stalled"),
    ],
)
async def test_a_talking_or_silent_model_stops_at_once(tmp_path: Path, beats: Reply, said: str) -> None:
    async with a_studio(tmp_path, [Script(beats)]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "Talk")
        await wire.until(lambda f: is_event(f, "TEXT_MESSAGE_CONTENT"))

        await _stopped(wire, run)
        snapshot = await studio.get(f"/conversations/{studio.thread}")

    answer = snapshot["messages"][-1]
    assert answer["status"] == "stopped"
    assert answer["text"].startswith(said)
    assert answer["text"] == wire.text
    assert snapshot["open_run"] is None


async def test_a_running_tool_stops_at_once(tmp_path: Path) -> None:
    script = Script([Text(["Looking. "]), ToolCall("stall", {})])
    declaration = tmp_path / "mcp_servers.yaml"
    declaration.write_text(STALLING_SERVER.format(python=sys.executable, server=HOSTILE), encoding="utf-8")
    settings = McpSettings(file=declaration)
    async with a_studio(tmp_path, [script], mcp=settings) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        await studio.servers_are_up()
        run = await wire.run(studio.thread, "Look something up")
        await wire.until(lambda f: is_event(f, "TOOL_CALL_END"))
        await wire.until(lambda f: f["t"] == "ev" and f["event"].get("activityType") == "TOOL_TRACE")

        await _stopped(wire, run)
        snapshot = await studio.get(f"/conversations/{studio.thread}")

    assert snapshot["messages"][-1]["text"] == "Looking. "
    traces = [each["content"]["status"] for each in snapshot["activities"] if each["type"] == "TOOL_TRACE"]
    assert traces == ["error"]


async def test_a_commit_under_way_is_finished_before_the_run_stops(tmp_path: Path) -> None:
    """A sentence is being read into the brief when the stop comes: brief and card are there, or neither."""
    call = ToolCall("read_requirements", {"text": "A website for 1000 visitors a month"})
    script = Script([call], [Stall()])
    async with a_studio(tmp_path, [script]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "A website for 1000 visitors a month")
        await wire.until(lambda f: f["t"] == "ev" and f["event"].get("activityType") == "TOOL_TRACE")

        await _stopped(wire, run)
        snapshot = await studio.get(f"/conversations/{studio.thread}")
        brief = await studio.get(f"/projects/{snapshot['conversation']['project_id']}/brief")

    shown = [each for each in snapshot["activities"] if each["type"] == "UNDERSTOOD"]
    assert bool(brief["requirements"]) == bool(shown)


@pytest.mark.sqlite
async def test_a_stop_asked_for_by_another_process_is_found_in_the_store(tmp_path: Path) -> None:
    async with a_studio(tmp_path, [Script([Text(["Well "]), Stall()])]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "Talk")
        await wire.until(lambda f: is_event(f, "TEXT_MESSAGE_CONTENT"))
        await asyncio.to_thread(_flag_as_another_process_would, tmp_path, run)
        async with asyncio.timeout(LONG_BEFORE_THE_WORK_ENDS_SECONDS):
            last = await wire.ended(run)

    assert last["outcome"] == {"type": "cancelled"}


def _flag_as_another_process_would(directory: Path, run: str) -> None:
    with sqlite3.connect(directory / "data" / "cloudwright.sqlite3", timeout=5) as database:
        database.execute("UPDATE runs SET cancel_requested = 1 WHERE id = ?", (run,))
    database.close()


async def test_stopping_a_run_that_has_ended_changes_nothing(tmp_path: Path) -> None:
    async with a_studio(tmp_path, [Script([Text(["Done"])])]) as studio, studio.wire() as wire:
        await wire.subscribe(studio.thread)
        run = await wire.run(studio.thread, "Talk")
        await wire.ended(run)
        answer = await studio.post(f"/runs/{run}/cancel")

    assert answer.json()["data"]["status"] == "succeeded"
    assert answer.json()["data"]["cancel_requested"] is False
