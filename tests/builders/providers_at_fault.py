"""A provider on a local port that answers with exactly the bytes it is told, and in the time it is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = Callable[["Talk"], Awaitable[None]]


@dataclass
class Talk:
    """One request and the way back."""

    head: str
    body: bytes
    writer: asyncio.StreamWriter
    left: asyncio.Event

    async def say(self, content: bytes) -> None:
        self.writer.write(content)
        await self.writer.drain()

    async def begin(self, *, status: int = 200, headers: str = "") -> None:
        """Say the head of a chunked answer."""
        await self.say(f"HTTP/1.1 {status} X\r\n{headers}transfer-encoding: chunked\r\n\r\n".encode())

    async def chunk(self, content: bytes) -> None:
        """Say a chunk; the empty one is the last."""
        await self.say(b"%x\r\n%b\r\n" % (len(content), content))

    async def whole(self, content: bytes, *, status: int = 200, headers: str = "") -> None:
        """Say an answer of a known length."""
        head = f"HTTP/1.1 {status} X\r\n{headers}content-length: {len(content)}\r\n\r\n"
        await self.say(head.encode() + content)


@dataclass
class Faulty:
    """A running provider: what it was asked, how many connections it had, and whether somebody left."""

    answer: Answer
    port: int = 0
    talks: list[Talk] = field(default_factory=list)
    connections: int = 0
    left: asyncio.Event = field(default_factory=asyncio.Event)
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left.set()
        except asyncio.CancelledError:
            pass
        finally:
            writer.close()
            self._open.discard(task)

    async def hang_up(self) -> None:
        """End every connection."""
        for task in [*self._open]:
            task.cancel()
            await asyncio.wait([task])

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lengths = [line for line in head.lower().splitlines() if line.startswith("content-length:")]
        body = await reader.readexactly(int(lengths[0].partition(":")[2])) if lengths else b""
        talk = Talk(head, body, writer, self.left)
        self.talks.append(talk)
        answering = asyncio.ensure_future(self.answer(talk))
        leaving = asyncio.ensure_future(reader.read(1))
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        gone = leaving.done()
        for each in (answering, leaving):
            each.cancel()
        await asyncio.wait({answering, leaving})
        if gone:
            self.left.set()
        return not gone and not writer.is_closing()


@asynccontextmanager
async def a_faulty_provider(answer: Answer) -> AsyncIterator[Faulty]:
    """Serve every request with this answer, on a free port."""
    faulty = Faulty(answer)
    server = await asyncio.start_server(faulty.serve, "127.0.0.1", 0)
    faulty.port = server.sockets[0].getsockname()[1]
    try:
        yield faulty
    finally:
        server.close()
        await faulty.hang_up()
