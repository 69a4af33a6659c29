"""Local servers that speak the wires of Anthropic, OpenAI and Bedrock, and misbehave when told to."""

import asyncio
import binascii
import json
import struct
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import SecretStr

from builders.scripted_model import Stall, Text, ToolCall
from cloudwright.config import ModelSettings, Provider
from cloudwright.gateway.choice import Choice


@dataclass(frozen=True)
class Status:
    """Answers with an HTTP status instead of a stream."""

    code: int
    message: str = "no"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Arguments:
    """A tool call whose arguments are these very characters."""

    name: str
    text: str


@dataclass(frozen=True)
class Overload:
    """An error of the provider inside a stream that began well."""


@dataclass(frozen=True)
class Garbage:
    """Bytes that no dialect knows."""

    content: bytes = b"<html>502 Bad Gateway</html>\n\ndata: {not json\n\n"


@dataclass(frozen=True)
class Drop:
    """Closes the connection in the middle."""


@dataclass(frozen=True)
class End:
    """Says why the answer ends: end, tools, length or refusal."""

    reason: str = "end"


Beat = Text | ToolCall | Arguments | Stall | Overload | Garbage | Drop | End
Reply = Status | Sequence[Beat]


class Dialect(Protocol):
    """Turns beats into the bytes of one wire."""

    provider: Provider
    content_type: str

    def opening(self) -> bytes: ...

    def text(self, index: int, pieces: Sequence[str]) -> Iterator[bytes]: ...

    def call(self, index: int, name: str, *, arguments: str) -> Iterator[bytes]: ...

    def end(self, reason: str) -> Iterator[bytes]: ...

    def overload(self) -> bytes: ...

    def refusal(self, status: Status) -> tuple[Mapping[str, str], bytes]: ...


class Anthropic:
    provider = Provider.ANTHROPIC
    content_type = "text/event-stream"
    _REASONS: Mapping[str, str] = {
        "end": "end_turn",
        "tools": "tool_use",
        "length": "max_tokens",
        "refusal": "refusal",
    }

    def opening(self) -> bytes:
        usage = {"input_tokens": 20, "output_tokens": 1, "cache_read_input_tokens": 100}
        message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": []}
        return _sse("message_start", message={**message, "stop_reason": None, "usage": usage})

    def text(self, index: int, pieces: Sequence[str]) -> Iterator[bytes]:
        yield _sse("content_block_start", index=index, content_block={"type": "text", "text": ""})
        for piece in pieces:
            yield _sse("content_block_delta", index=index, delta={"type": "text_delta", "text": piece})
        yield _sse("content_block_stop", index=index)

    def call(self, index: int, name: str, *, arguments: str) -> Iterator[bytes]:
        block = {"type": "tool_use", "id": f"toolu_{index}", "name": name, "input": {}}
        yield _sse("content_block_start", index=index, content_block=block)
        for half in _halves(arguments):
            delta = {"type": "input_json_delta", "partial_json": half}
            yield _sse("content_block_delta", index=index, delta=delta)
        yield _sse("content_block_stop", index=index)

    def end(self, reason: str) -> Iterator[bytes]:
        yield _sse("message_delta", delta={"stop_reason": self._REASONS[reason]}, usage={"output_tokens": 7})
        yield _sse("message_stop")

    def overload(self) -> bytes:
        return _sse("error", error={"type": "overloaded_error", "message": "Overloaded"})

    def refusal(self, status: Status) -> tuple[Mapping[str, str], bytes]:
        error = {"type": "api_error", "message": status.message}
        return status.headers, json.dumps({"type": "error", "error": error}).encode()


class OpenAi:
    provider = Provider.OPENAI
    content_type = "text/event-stream"
    _REASONS: Mapping[str, str] = {
        "end": "stop",
        "tools": "tool_calls",
        "length": "length",
        "refusal": "content_filter",
    }

    def opening(self) -> bytes:
        return self._chunk({"role": "assistant", "content": ""})

    def text(self, index: int, pieces: Sequence[str]) -> Iterator[bytes]:
        del index
        for piece in pieces:
            yield self._chunk({"content": piece})

    def call(self, index: int, name: str, *, arguments: str) -> Iterator[bytes]:
        for number, half in enumerate(_halves(arguments)):
            known = {"id": "call_0", "type": "function"} if number == 0 else {}
            function = {"arguments": half} | ({"name": name} if number == 0 else {})
            yield self._chunk({"tool_calls": [{"index": index, **known, "function": function}]})

    def end(self, reason: str) -> Iterator[bytes]:
        yield self._chunk({}, finish_reason=self._REASONS[reason])
        usage = {"prompt_tokens": 120, "completion_tokens": 7, "total_tokens": 127}
        cached = {"prompt_tokens_details": {"cached_tokens": 100}}
        yield _data({**_CHUNK, "choices": [], "usage": usage | cached})
        yield b"data: [DONE]\n\n"

    def overload(self) -> bytes:
        return _data({"error": {"message": "Overloaded", "type": "server_error", "code": "server_error"}})

    def refusal(self, status: Status) -> tuple[Mapping[str, str], bytes]:
        return status.headers, json.dumps({"error": {"message": status.message, "type": "x"}}).encode()

    def _chunk(self, delta: Mapping[str, Any], finish_reason: str | None = None) -> bytes:
        return _data({**_CHUNK, "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}]})


class Bedrock:
    provider = Provider.BEDROCK
    content_type = "application/vnd.amazon.eventstream"
    _REASONS: Mapping[str, str] = {
        "end": "end_turn",
        "tools": "tool_use",
        "length": "max_tokens",
        "refusal": "content_filtered",
    }
    _FAULTS: Mapping[int, str] = {
        401: "UnrecognizedClientException",
        404: "ResourceNotFoundException",
        429: "ThrottlingException",
        503: "ServiceUnavailableException",
    }

    def opening(self) -> bytes:
        return _frame("messageStart", {"role": "assistant"})

    def text(self, index: int, pieces: Sequence[str]) -> Iterator[bytes]:
        for piece in pieces:
            yield _frame("contentBlockDelta", {"contentBlockIndex": index, "delta": {"text": piece}})
        yield _frame("contentBlockStop", {"contentBlockIndex": index})

    def call(self, index: int, name: str, *, arguments: str) -> Iterator[bytes]:
        start = {"toolUse": {"toolUseId": f"tooluse_{index}", "name": name}}
        yield _frame("contentBlockStart", {"contentBlockIndex": index, "start": start})
        for half in _halves(arguments):
            delta = {"contentBlockIndex": index, "delta": {"toolUse": {"input": half}}}
            yield _frame("contentBlockDelta", delta)
        yield _frame("contentBlockStop", {"contentBlockIndex": index})

    def end(self, reason: str) -> Iterator[bytes]:
        yield _frame("messageStop", {"stopReason": self._REASONS[reason]})
        usage = {"inputTokens": 20, "outputTokens": 7, "totalTokens": 127, "cacheReadInputTokens": 100}
        yield _frame("metadata", {"usage": usage, "metrics": {"latencyMs": 5}})

    def overload(self) -> bytes:
        return _frame("serviceUnavailableException", {"message": "Overloaded"}, kind="exception")

    def refusal(self, status: Status) -> tuple[Mapping[str, str], bytes]:
        fault = self._FAULTS.get(status.code, "InternalServerException")
        headers = {**status.headers, "x-amzn-errortype": fault}
        return headers, json.dumps({"message": status.message}).encode()


DIALECTS: Sequence[Dialect] = (Anthropic(), OpenAi(), Bedrock())


@dataclass
class Wire:
    """A running server: what it was asked, and whether the other side left before the end."""

    dialect: Dialect
    port: int
    replies: list[Reply]
    requests: list[Any] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    talks: dict[asyncio.StreamWriter, asyncio.Event] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}" + ("/v1" if self.dialect.provider is Provider.OPENAI else "")

    def choice(self, **settings: Any) -> Choice:
        """The model at this server; what is set goes into the settings."""
        key = "" if self.dialect.provider is Provider.BEDROCK else "sk-test-0123456789"
        return Choice(
            self.dialect.provider,
            name="test-model",
            key=SecretStr(key),
            base_url=self.address,
            settings=ModelSettings(**settings),
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        over = self.talks[writer] = asyncio.Event()
        try:
            while await self._request(reader):
                if not await self._answer(self.replies.pop(0), reader, writer):
                    return
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left.set()
        finally:
            writer.close()
            over.set()

    async def hang_up(self) -> None:
        """End every connection and wait until it has ended."""
        for writer, over in self.talks.items():
            writer.close()
            await over.wait()

    async def _request(self, reader: asyncio.StreamReader) -> bool:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:
            return False
        length = next(
            int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")
        )
        self.headers.append(head)
        self.requests.append(json.loads(await reader.readexactly(length)))
        return True

    async def _answer(self, reply: Reply, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        if isinstance(reply, Status):
            headers, body = self.dialect.refusal(reply)
            told = {"content-type": "application/json", "content-length": str(len(body)), **headers}
            writer.write(_head(reply.code, told) + body)
            await writer.drain()
            return True
        writer.write(_head(200, {"content-type": self.dialect.content_type, "transfer-encoding": "chunked"}))
        if reply and not isinstance(reply[0], Stall | Garbage):
            writer.write(_chunked(self.dialect.opening()))
        for index, beat in enumerate(reply):
            match beat:
                case Stall(reached):
                    await writer.drain()
                    reached.set()
                    await reader.read()
                    self.left.set()
                    return False
                case Drop():
                    await writer.drain()
                    return False
                case _:
                    for content in self._said(index, beat):
                        writer.write(_chunked(content))
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True

    def _said(self, index: int, beat: Beat) -> Iterator[bytes]:
        match beat:
            case Text(pieces):
                yield from self.dialect.text(index, pieces)
            case ToolCall(name, arguments):
                yield from self.dialect.call(index, name, arguments=json.dumps(arguments))
            case Arguments(name, text):
                yield from self.dialect.call(index, name, arguments=text)
            case End(reason):
                yield from self.dialect.end(reason)
            case Overload():
                yield self.dialect.overload()
            case Garbage(content):
                yield content


@asynccontextmanager
async def a_wire(dialect: Dialect, *replies: Reply) -> AsyncIterator[Wire]:
    """Serve these replies, one for each request, on a free port."""
    wire = Wire(dialect, port=0, replies=[*replies])
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        server.close()
        await wire.hang_up()


_CHUNK: Mapping[str, Any] = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
_STRING = 7  # the only type of header that Bedrock sends


def _halves(text: str) -> tuple[str, str]:
    return text[: len(text) // 2], text[len(text) // 2 :]


def _sse(kind: str, **more: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **more})}\n\n".encode()


def _data(value: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


def _frame(name: str, value: Mapping[str, Any], kind: str = "event") -> bytes:
    """One message of `application/vnd.amazon.eventstream`: prelude, headers, payload, two checksums."""
    named = {":message-type": kind, f":{kind}-type": name, ":content-type": "application/json"}
    headers = b"".join(
        struct.pack("!B", len(key)) + key.encode() + struct.pack("!BH", _STRING, len(text)) + text.encode()
        for key, text in named.items()
    )
    payload = json.dumps(value).encode()
    prelude = struct.pack("!II", 16 + len(headers) + len(payload), len(headers))
    message = prelude + struct.pack("!I", binascii.crc32(prelude)) + headers + payload
    return message + struct.pack("!I", binascii.crc32(message))


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def _chunked(content: bytes) -> bytes:
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"
