"""A server that is killed in mid-run loses nothing that was said."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from builders.studio import DEADLINE_SECONDS, Studio, a_thread, is_event, signed_in

ROOT = Path(__file__).parents[3]
SERVER = ROOT / "tests" / "fixtures" / "scripted_server.py"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@asynccontextmanager
async def _a_server(
    directory: Path, *, model: str
) -> AsyncIterator[tuple[subprocess.Popen[bytes], int, httpx.AsyncClient]]:
    port = _free_port()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT / 'tests'}"}
    command = [sys.executable, str(SERVER), str(port), str(directory), model]
    process = await asyncio.to_thread(subprocess.Popen, command, env=environment, cwd=ROOT)
    try:
        async with signed_in(port) as client:
            yield process, port, client
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)


@pytest.mark.sqlite
async def test_after_kill_9_the_run_is_shown_as_interrupted_and_can_be_continued(tmp_path: Path) -> None:
    async with _a_server(tmp_path, model="stalls") as (process, port, client):
        studio = Studio(port, client, await a_thread(client))
        async with studio.wire() as wire:
            await wire.subscribe(studio.thread)
            run = await wire.run(studio.thread, "Talk until you die")
            await wire.until(lambda f: is_event(f, "TEXT_MESSAGE_CONTENT") and "crash" in wire.text)
            seen = wire.events[-1]["seq"]
            process.send_signal(signal.SIGKILL)
            await asyncio.to_thread(process.wait)

    async with _a_server(tmp_path, model="finishes") as (_, port, client):
        studio = Studio(port, client, studio.thread)
        async with studio.wire() as wire:
            await wire.subscribe(studio.thread, after=seen)
            async with asyncio.timeout(DEADLINE_SECONDS):
                ended = await wire.ended(run)
            snapshot = await studio.get(f"/conversations/{studio.thread}")
            again = await wire.run(studio.thread, "", action={"type": "continue"})
            finished = await wire.ended(again)
            after = await studio.get(f"/conversations/{studio.thread}")

    assert (ended["type"], ended["code"]) == ("RUN_ERROR", "RUN_INTERRUPTED")
    kept = snapshot["messages"][-1]
    assert (kept["status"], kept["text"]) == ("interrupted", "kept before the crash")
    assert kept["error"]["code"] == "RUN_INTERRUPTED"
    assert snapshot["open_run"] is None
    assert finished["outcome"] == {"type": "success"}
    assert after["messages"][-1]["text"] == "and then finished"
