"""ELK layered in a warm subprocess over pipes: started on first use, restarted when it dies."""

import asyncio
import sys
from collections import OrderedDict
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from cloudwright.adapters.layout import wire
from cloudwright.design.diagram.errors import LayoutFailed
from cloudwright.design.diagram.ports import ElkGraph

_REPLY_LIMIT_BYTES = 16 * 1024 * 1024
_STOP_SECONDS = 2.0
_REMEMBERED = 64


class ElkLayout:
    """The Layout port on elk.bundled.js. Parallel requests wait for each other in order of arrival.

    A graph that was laid out lately is answered from memory: the canvas, the bundle and the share page of one
    revision ask for the same graphs, and a price or a finding changes none.

    `timeout_seconds` covers one request after its turn has come; an engine that exceeds it is killed.
    Use it as an async context manager, or call `close`, to end the subprocess.
    """

    def __init__(self, *, timeout_seconds: float = 20.0, bundle: Path | None = None) -> None:
        package = Path(str(resources.files("cloudwright.adapters.layout")))
        self._bundle = bundle or package / "elk.bundled.js"
        self._script = package / "engine.py"
        self._timeout_seconds = timeout_seconds
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._known: OrderedDict[ElkGraph, ElkGraph] = OrderedDict()

    async def lay_out(self, graph: ElkGraph) -> ElkGraph:
        """Return the graph with places; raises LayoutFailed on a refusal, a second death, the timeout."""
        if graph not in self._known:
            async with self._turn:
                if graph not in self._known:
                    self._known[graph] = await self._ask(graph)
        self._known.move_to_end(graph)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return self._known[graph]

    async def close(self) -> None:
        """End the subprocess; the next request starts another one."""
        async with self._turn:
            await self._end()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _ask(self, graph: ElkGraph) -> ElkGraph:
        reply = await self._answer(wire.request(graph).encode() + b"\n")
        try:
            return wire.placed(graph, reply)
        except (wire.ReplyUnreadable, ValidationError, KeyError) as error:
            raise LayoutFailed(
                f"The diagram could not be laid out: {error}. The design is unchanged."
            ) from error

    async def _answer(self, line: bytes) -> str:
        for _ in range(2):
            reply = await self._try(line)
            if reply is not None:
                return reply
        raise LayoutFailed("The layout engine stopped twice on this diagram. The design is unchanged.")

    async def _try(self, line: bytes) -> str | None:
        """Return the reply, or None when the engine died; whatever ends early also ends the engine."""
        answered = False
        try:
            async with asyncio.timeout(self._timeout_seconds):
                reply = await self._exchange(line)
            answered = reply.endswith(b"\n")
            return reply.decode() if answered else None
        except TimeoutError as error:
            seconds = f"{self._timeout_seconds:g}"
            raise LayoutFailed(
                f"Laying out the diagram took over {seconds} s and was ended. The design is unchanged."
            ) from error
        except (BrokenPipeError, ConnectionResetError):
            return None
        finally:
            if not answered:
                await asyncio.shield(self._end())

    async def _exchange(self, line: bytes) -> bytes:
        process = self._process or await self._start()
        if process.stdin is None or process.stdout is None:
            raise BrokenPipeError
        process.stdin.write(line)
        await process.stdin.drain()
        return await process.stdout.readline()

    async def _start(self) -> asyncio.subprocess.Process:
        if not self._bundle.is_file():
            raise LayoutFailed(
                f"The layout engine is not installed ({self._bundle.name}): run `make install`."
            )
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            str(self._script),
            str(self._bundle),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_REPLY_LIMIT_BYTES,
        )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        if process.returncode is None:
            process.kill()
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
