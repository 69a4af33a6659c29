"""CPU of the server for one streamed token, against a bare `websockets` server, in one run on this machine.

Run: `python tests/bench/bench_streaming.py`. Prints microseconds of server CPU for a token and the ratio.
Goals: up to 2.5 times the bare server with one token in a frame, 1.6 times with joined tokens. The bare
server sends each token in a frame of its own in either case, without a model; ours includes agent, ledger
and log. A model that speaks as fast as it is read gets its tokens joined: only the second goal is measured.
Both servers run as processes of their own; their CPU time is read from /proc, clients' CPU does not count.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, table  # noqa: E402  # found by the path above
from builders.platform import some_settings  # noqa: E402  # found by the path above
from builders.scripted_model import Script, Text  # noqa: E402  # found by the path above
from builders.studio import Studio, a_thread, signed_in  # noqa: E402  # found by the path above
from cloudwright.main import create_app  # noqa: E402  # found by the path above

SINGLE_RATIO, JOINED_RATIO = 2.5, 1.6
TOKENS = 10_000
STREAMS = 8
ROUNDS = 3
TOKEN = "word "


def cpu_seconds(pid: int) -> float:
    """Return the user and system time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def raw_server(port: int) -> None:
    """Send each token in a frame like ours, without a model, a log or a framework."""

    async def talk(connection: ServerConnection) -> None:
        await connection.recv()
        for seq in range(TOKENS):
            event = {"type": "TEXT_MESSAGE_CONTENT", "messageId": "msg_1", "delta": TOKEN}
            await connection.send(
                json.dumps({"v": 1, "t": "ev", "thread": "th_1", "seq": seq, "event": event})
            )

    async with serve(talk, "127.0.0.1", port, compression=None) as server:
        await server.serve_forever()


def our_server(port: int) -> None:
    """The whole product with a model that speaks as fast as it is read."""
    replies = [[Text([TOKEN] * TOKENS, pause_seconds=-1)] for _ in range(STREAMS * ROUNDS + 1)]
    directory = Path(tempfile.mkdtemp())
    app = create_app(some_settings(directory), [Script(*replies)])
    uvicorn.run(app, port=port, log_level="error", ws_per_message_deflate=False)


@asynccontextmanager
async def a_server(which: str) -> AsyncIterator[tuple[int, int]]:
    """Start a server in a process and yield its id and port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, __file__, which, str(port)]
    process = await asyncio.to_thread(subprocess.Popen, command, cwd=ROOT)
    try:
        yield process.pid, port
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)


async def raw_round(pid: int, port: int) -> float:
    """Return microseconds of CPU for a token of the bare server."""
    before = cpu_seconds(pid)

    async def read() -> None:
        async with connect(f"ws://127.0.0.1:{port}", compression=None) as client:
            await client.send("go")
            for _ in range(TOKENS):
                await client.recv()

    async with asyncio.TaskGroup() as group:
        for _ in range(STREAMS):
            group.create_task(read())
    return (cpu_seconds(pid) - before) / (TOKENS * STREAMS) * 1e6


async def our_round(pid: int, studio: Studio, threads: list[str]) -> tuple[float, float]:
    """Return microseconds of CPU for a token of ours, and how many tokens a frame carried."""
    before = cpu_seconds(pid)
    frames = 0

    async def read(thread: str) -> None:
        nonlocal frames
        async with studio.wire() as wire:
            await wire.subscribe(thread, after=(await studio.get(f"/conversations/{thread}"))["seq"])
            await wire.ended(await wire.run(thread, "Talk"))
            frames += len(wire.events)

    async with asyncio.TaskGroup() as group:
        for thread in threads:
            group.create_task(read(thread))
    tokens = TOKENS * STREAMS
    return (cpu_seconds(pid) - before) / tokens * 1e6, tokens / frames


async def measure() -> Sequence[Figure]:
    """Interleave the rounds, so that the machine's other work weighs on both."""
    async with (
        a_server("raw") as (raw_pid, raw_port),
        a_server("ours") as (our_pid, our_port),
        signed_in(our_port) as client,
    ):
        client.headers["connection"] = "close"  # the server ends what was idle for the length of a round
        studio = Studio(our_port, client, "")
        threads = [await a_thread(client) for _ in range(STREAMS)]
        raw, ours, joined = [], [], 0.0
        for _ in range(ROUNDS):
            raw.append(await raw_round(raw_pid, raw_port))
            cost, joined = await our_round(our_pid, studio, threads)
            ours.append(cost)
    floor, best = min(raw), min(ours)
    limit = JOINED_RATIO if joined > 1.5 else SINGLE_RATIO
    return (
        Figure("streaming, bare websockets server", floor, "us CPU"),
        Figure("streaming, a token with agent, ledger and log", best, "us CPU"),
        Figure("tokens in a frame", joined, "tokens"),
        Figure("streaming, ours / bare", best / floor, "ratio", limit),
    )


def main() -> None:
    """Measure, or be one of the two servers."""
    match sys.argv[1:]:
        case ["raw", port]:
            asyncio.run(raw_server(int(port)))
        case ["ours", port]:
            our_server(int(port))
        case _:
            print(table(asyncio.run(measure())))  # noqa: T201  # its output


if __name__ == "__main__":
    main()
