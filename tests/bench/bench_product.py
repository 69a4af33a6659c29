"""How long a person waits: first sign of life, first option, whole bundle, and the common REST routes.

Run: `python tests/bench/bench_product.py`. The built-in designer in a server process of its own, asked over
the network as a browser asks; wall time.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, missing, percentile_95, table  # noqa: E402  # found by the path above
from builders.studio import Frame, Studio, Wire, a_thread, is_event, signed_in  # noqa: E402  # found by the path

TURNS = 10
CALLS = 40
LIMITS_MS = {"first event": 150.0, "first option card": 1_000.0, "whole bundle": 5_000.0}
REST_MS = 50.0
SENTENCES = (
    (
        "A members' site for 50,000 visits a month in eu-central-1: static pages, a small JSON API behind "
        "sign-in, 99.9 % available, under $60 a month."
    ),
    (
        "People upload 20,000 photos a day, up to 8 MB each, in us-east-1. Make three thumbnail sizes within "
        "30 seconds, lose nothing when a step fails, keep originals for a year."
    ),
)


@dataclass
class Waits:
    """Milliseconds from the moment of asking, for each turn."""

    first_event: list[float] = field(default_factory=list)
    first_card: list[float] = field(default_factory=list)
    bundle: list[float] = field(default_factory=list)


@asynccontextmanager
async def a_product() -> AsyncIterator[Studio]:
    """Start the product with the built-in designer in a process, sign in, and end it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as directory:
        environment = {
            **os.environ,
            "CLOUDWRIGHT_DATA__DIRECTORY": str(Path(directory) / "data"),
            "CLOUDWRIGHT_SERVER__PORT": str(port),
            "CLOUDWRIGHT_LOG__LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "uvicorn", "--factory", "cloudwright.main:create_app"]
        options = ["--port", str(port), "--log-level", "error"]
        process = await asyncio.to_thread(subprocess.Popen, [*command, *options], cwd=ROOT, env=environment)
        try:
            async with signed_in(port) as client:
                yield Studio(port, client, "")
        finally:
            process.terminate()
            await asyncio.to_thread(process.wait)


def is_activity(frame: Frame, kind: str) -> bool:
    return is_event(frame, "ACTIVITY_SNAPSHOT") and frame["event"]["activityType"] == kind


def ends(frame: Frame) -> bool:
    return is_event(frame, "RUN_FINISHED", "RUN_ERROR")


async def one_story(studio: Studio, sentence: str, waits: Waits) -> None:
    """Ask for options, then build the first of them; a bundle that does not come leaves no figure."""
    thread = await a_thread(studio.client)
    async with studio.wire() as wire:
        await wire.subscribe(thread)
        await wire.until(lambda frame: frame["t"] == "caught_up")
        started = time.perf_counter()
        await wire.run(thread, sentence)
        await wire.until(lambda frame: is_event(frame, "RUN_STARTED"))
        waits.first_event.append(_since(started))
        card = await wire.until(lambda frame: is_activity(frame, "OPTION_CARD"))
        waits.first_card.append(_since(started))
        await wire.until(ends)
        asked = _since(started)
        waits.bundle += [asked + built async for built in _built(wire, thread, card)]


async def _built(wire: Wire, thread: str, card: Frame) -> AsyncIterator[float]:
    option = card["event"]["content"]["id"]
    started = time.perf_counter()
    await wire.run(thread, "", mode="implement", action={"type": "build", "option_id": option})
    frame = await wire.until(lambda frame: is_activity(frame, "BUNDLE_READY") or ends(frame))
    if is_activity(frame, "BUNDLE_READY"):
        yield _since(started)
        await wire.until(ends)


async def rest(studio: Studio) -> Sequence[Figure]:
    """Return the 95th percentile of each common route, with the projects that the stories left."""
    project = (await studio.get("/projects"))["items"][0]["id"]
    options = await studio.get(f"/projects/{project}/options")
    conversation = (await studio.get("/conversations"))["items"][0]["id"]
    revision = options[0]["revision_id"]
    routes = {
        "GET /me": "/me",
        "GET /projects": "/projects",
        "GET /projects/{id}": f"/projects/{project}",
        "GET /projects/{id}/brief": f"/projects/{project}/brief",
        "GET /projects/{id}/options": f"/projects/{project}/options",
        "GET /conversations": "/conversations",
        "GET /conversations/{id}": f"/conversations/{conversation}",
        "GET /revisions/{id}": f"/revisions/{revision}",
        "GET /revisions/{id}/diagram": f"/revisions/{revision}/diagram?view=flow",
        "GET /artifacts": "/artifacts",
    }
    return [await _route(studio, name, path) for name, path in routes.items()]


async def _route(studio: Studio, name: str, path: str) -> Figure:
    waits: list[float] = []
    if (await studio.client.get(f"/api/v1{path}")).status_code != 200:
        return missing(f"p95 {name}", "the route does not answer")
    for _ in range(CALLS):
        started = time.perf_counter()
        await studio.get(path)
        waits.append(_since(started))
    return Figure(f"p95 {name}", percentile_95(waits), "ms", REST_MS)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


async def measure() -> Sequence[Figure]:
    waits = Waits()
    async with a_product() as studio:
        await one_story(studio, SENTENCES[0], Waits())
        for turn in range(TURNS):
            await one_story(studio, SENTENCES[turn % len(SENTENCES)], waits)
        routes = await rest(studio)
    measured = zip(LIMITS_MS.items(), (waits.first_event, waits.first_card, waits.bundle), strict=True)
    return [*(_waited(name, limit, values) for (name, limit), values in measured), *routes]


def _waited(name: str, limit: float, values: Sequence[float]) -> Figure:
    named = f"p95 built-in designer, {name}"
    return Figure(named, percentile_95(values), "ms", limit) if values else missing(named, "none came")


if __name__ == "__main__":
    print(table(asyncio.run(measure())))  # noqa: T201  # its output
