"""How long a stop takes: from the request to the run's last event, in the states a run can be in.

Run: `python tests/bench/bench_stop.py`. A server in this process on a real port, asked over the network; wall
time, so the scheduling of the machine counts too.
"""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, percentile_95, table  # noqa: E402  # found by the path above
from builders.scripted_model import Reply, Script, Stall, Text, ToolCall  # noqa: E402  # found by the path
from builders.studio import Studio, Wire, a_studio, is_event  # noqa: E402  # found by the path above
from cloudwright.config import McpSettings  # noqa: E402  # found by the path above

STOPS = 20
CEILING_MS = 500.0
_SERVER = ROOT / "tests" / "fixtures" / "hostile_server.py"
_STALLING = """
servers:
  hostile:
    title: Hostile
    transport: stdio
    command: {python}
    arguments: [{server}]
    tools:
      stall: {{mode: read, timeout_seconds: 60}}
"""
_TALKING: Reply = [Text(["word "] * 10_000, pause_seconds=0.005)]
_SILENT: Reply = [Text(["Let me see. "]), Stall()]
_LOOKING: Reply = [Text(["Looking. "]), ToolCall("stall", {})]
Underway = Callable[[Wire], Awaitable[object]]


async def _speaks(wire: Wire) -> None:
    await wire.until(lambda frame: is_event(frame, "TEXT_MESSAGE_CONTENT"))


async def _calls_a_tool(wire: Wire) -> None:
    await wire.until(lambda f: f["t"] == "ev" and f["event"].get("activityType") == "TOOL_TRACE")


STATES: Sequence[tuple[str, Reply, Underway]] = (
    ("streaming", _TALKING, _speaks),
    ("provider stalled", _SILENT, _speaks),
    ("tool running", _LOOKING, _calls_a_tool),
)


async def _one_stop(studio: Studio, wire: Wire, underway: Underway) -> float:
    """Return the milliseconds from the request to the last event of a run that is under way."""
    run = await wire.run(studio.thread, "Go on")
    await underway(wire)
    asked = time.perf_counter()
    await wire.say({"t": "cancel", "run": run})
    last = await wire.ended(run)
    waited = (time.perf_counter() - asked) * 1000
    if last.get("outcome") != {"type": "cancelled"}:
        raise RuntimeError(f"The run was not stopped but ended as {last}.")
    return waited


async def _stops(reply: Reply, underway: Underway) -> list[float]:
    with tempfile.TemporaryDirectory() as directory:
        declaration = Path(directory) / "mcp_servers.yaml"
        declaration.write_text(_STALLING.format(python=sys.executable, server=_SERVER), encoding="utf-8")
        script = Script(*([reply] * (STOPS + 1)))
        settings = McpSettings(file=declaration)
        async with a_studio(Path(directory), [script], mcp=settings) as studio, studio.wire() as wire:
            await studio.servers_are_up()
            await wire.subscribe(studio.thread)
            await wire.until(lambda frame: frame["t"] == "caught_up")
            await _one_stop(studio, wire, underway)
            return [await _one_stop(studio, wire, underway) for _ in range(STOPS)]


async def measure() -> Sequence[Figure]:
    logging.getLogger("strands").setLevel(logging.CRITICAL)  # calls that are cut off are what is measured
    return [
        Figure(f"p95 stop, {name}", percentile_95(await _stops(reply, underway)), "ms", CEILING_MS)
        for name, reply, underway in STATES
    ]


if __name__ == "__main__":
    print(table(asyncio.run(measure())))  # noqa: T201  # its output
