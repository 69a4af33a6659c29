"""Relays what a provider answers: whole or as a stream, inspected on the way, its usage read."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cloudwright.gateway.admission.refusals import dollars
from cloudwright.gateway.inspection.inspecting import inspect
from cloudwright.gateway.inspection.kinds import Direction
from cloudwright.gateway.inspection.tails import Tail
from cloudwright.gateway.inspection.verdicts import Verdict
from cloudwright.gateway.relay.entering import estimated_tokens
from cloudwright.gateway.relay.limits import CallLimits
from cloudwright.gateway.relay.outlet import Head, Outlet
from cloudwright.gateway.relay.passage import Passage
from cloudwright.gateway.schemas import CallStatus, Usage
from cloudwright.gateway.upstream.failures import Failed, FailureKind, failed
from cloudwright.gateway.upstream.ports import Incoming
from cloudwright.gateway.upstream.refusals import refusal
from cloudwright.gateway.upstream.translations import StreamTranslation, Translation
from cloudwright.gateway.wire.ask import Text
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.speech import Piece, Speech, StreamReader
from cloudwright.gateway.wire.wires import speech_of

_CHARACTERS_PER_TOKEN = 4
_MOST_UNSAID_BYTES = 4_096
_FAILURES = {Reason.RATE: FailureKind.RATE_LIMITED, Reason.UNAVAILABLE: FailureKind.OVERLOADED}
_EVENT_STREAM = "text/event-stream; charset=utf-8"
_JSON = "application/json"


class Answering:
    def __init__(self, *, limits: CallLimits) -> None:
        self._limits = limits

    async def relay(
        self, call: Passage, incoming: Incoming, outlet: Outlet, *, between: Translation | None
    ) -> None:
        """Pass an answer on.

        Raises:
            Failed: it is none, and nothing of it has been passed on.
            Refusal: it must not be passed on, or broke off after its beginning was.
        """
        if call.ask.stream:
            await _Stream(call, outlet, between).relay(incoming)
        else:
            await self._whole(call, incoming, outlet, between=between)

    async def _whole(
        self, call: Passage, incoming: Incoming, outlet: Outlet, *, between: Translation | None
    ) -> None:
        body = await self._read(call, incoming)
        if between is not None:
            body = between.answer(body)
        speech = speech_of(call.request.wire)
        try:
            answer = speech.answer(body)
        except Refusal as error:
            raise failed(FailureKind.UNREADABLE) from error
        call.usage = answer.usage or _estimated(call, answer.output_characters)
        verdict = await self._inspected(call, answer.texts)
        if verdict.redactions:
            body = speech.redacted_answer(body, verdict.redactions)
        call.status = CallStatus.COMPLETED
        await outlet.begin(head(call, content_type=_JSON))
        await outlet.say(body)

    async def _read(self, call: Passage, incoming: Incoming) -> bytes:
        chunks: list[bytes] = []
        size = 0
        async for chunk in incoming.chunks:
            if call.first_byte is None:
                call.first_byte = time.monotonic()
            chunks.append(chunk)
            size += len(chunk)
            if size > self._limits.answer_bytes:
                raise failed(FailureKind.UNREADABLE, "The answer does not end.")
        return b"".join(chunks)

    async def _inspected(self, call: Passage, texts: Sequence[Text]) -> Verdict:
        size = sum(len(text.text) for text in texts)
        if size <= self._limits.inspected_in_loop_bytes:
            verdict = inspect(texts, call.profile, direction=Direction.ANSWER)
        else:
            verdict = await asyncio.to_thread(inspect, texts, call.profile, direction=Direction.ANSWER)
        _note(call, verdict)
        if verdict.blocked_by:
            raise _blocked(verdict)
        return verdict


class _Stream:
    """One streamed answer on its way."""

    def __init__(self, call: Passage, outlet: Outlet, between: Translation | None) -> None:
        self._call = call
        self._outlet = outlet
        self._speech: Speech = speech_of(call.request.wire)
        self._reader: StreamReader = self._speech.stream(usage_wanted=call.ask.usage_wanted)
        self._tail = Tail(call.profile)
        self._between: StreamTranslation | None = between.stream() if between is not None else None
        self._unsaid = b""

    async def relay(self, incoming: Incoming) -> None:
        try:
            async for chunk in incoming.chunks:
                if self._call.first_byte is None:
                    self._call.first_byte = time.monotonic()
                await self._pass(self._taken(chunk))
            await self._pass(self._rest())
            self._insist_on_the_end()
        except Failed as error:
            if not self._outlet.begun:
                raise
            raise refusal(error.failure, self._call.ask.model) from error
        finally:
            self._call.usage = _seen(self._call, self._reader)
            _note(self._call, self._tail.verdict)
        self._call.status = CallStatus.COMPLETED

    async def _pass(self, said: bytes) -> None:
        """Say it once the answer has really begun: until then another provider may be asked."""
        if not self._outlet.begun:
            self._unsaid += said
            if self._reader.failed is not None:
                raise _as_failed(self._reader.failed)
            if not self._really_begun:
                return
            await self._outlet.begin(head(self._call, content_type=_EVENT_STREAM))
            said, self._unsaid = self._unsaid, b""
        await self._outlet.say(said)
        if self._tail.blocked:
            raise _blocked(self._tail.verdict)

    @property
    def _really_begun(self) -> bool:
        reader = self._reader
        return bool(reader.deltas or reader.finished) or len(self._unsaid) > _MOST_UNSAID_BYTES

    def _taken(self, chunk: bytes) -> bytes:
        if self._between is not None:
            chunk = self._between.feed(chunk)
            if self._between.failed is not None and not chunk:
                raise Failed(self._between.failed)
        if not self._tail.watches:
            return self._reader.raw_feed(chunk)
        return self._inspected(self._reader.feed(chunk))

    def _rest(self) -> bytes:
        rest = self._between.end() if self._between is not None else b""
        if not self._tail.watches:
            return (self._reader.raw_feed(rest) if rest else b"") + self._reader.raw_end()
        said = self._inspected([*(self._reader.feed(rest) if rest else ()), *self._reader.end()])
        return said + b"".join(
            self._reader.more(channel, text)
            for channel in self._tail.waiting
            if (text := self._tail.end(channel))
        )

    def _insist_on_the_end(self) -> None:
        """Tell a stream that was cut off from a whole one."""
        if self._between is not None and self._between.failed is not None:
            raise Failed(self._between.failed)
        if self._reader.failed is not None:
            raise self._reader.failed
        if not self._reader.finished:
            raise failed(FailureKind.BROKEN)

    def _inspected(self, pieces: Iterable[Piece]) -> bytes:
        said: list[bytes] = []
        for piece in pieces:
            said += self._inspected_piece(piece)
            if self._tail.blocked:
                break
        return b"".join(said)

    def _inspected_piece(self, piece: Piece) -> list[bytes]:
        """Return the events that stand for one: what is held back is said before its channel ends."""
        before: list[bytes] = []
        text = piece.text
        if text is not None:
            text = self._tail.feed(piece.channel, text)
        for channel in piece.ends:
            rest = self._tail.end(channel)
            if text is not None and channel == piece.channel:
                text += rest
            elif rest:
                before.append(self._reader.more(channel, rest))
        if piece.whole:
            verdict = inspect(piece.whole, self._call.profile, direction=Direction.ANSWER)
            if verdict.redactions:
                piece = piece._replace(raw=self._reader.with_whole(piece, verdict.redactions))
        if text is not None and text != piece.text:
            piece = piece._replace(raw=self._reader.with_text(piece, text))
        return [*before, piece.raw]


def head(call: Passage, *, content_type: str) -> Head:
    """Return the head of an answer: what it is, which model gave it, and what is left of a budget."""
    headers = [
        ("content-type", content_type),
        (speech_of(call.request.wire).request_id_header, call.request.id),
        ("cache-control", "no-store"),
    ]
    if call.target is not None:
        headers.append(("x-cloudwright-model", f"{call.target.provider.value}/{call.target.model}"))
    if call.held is not None and call.held.left_nano_usd is not None:
        headers.append(("x-cloudwright-budget-left", f"{dollars(call.held.left_nano_usd)}"))
    if call.held is not None and call.held.exceeded:
        headers.append(("x-cloudwright-budget-exceeded", "true"))
    return Head(200, tuple(headers))


def _as_failed(told: Refusal) -> Failed:
    """Return what a provider reported inside its stream as a failure of it."""
    return failed(_FAILURES.get(told.reason, FailureKind.BROKEN), told.message)


def _seen(call: Passage, reader: StreamReader) -> Usage:
    """Return what the provider said, or what was heard where it did not come to saying it."""
    if reader.usage is None:
        return _estimated(call, reader.output_characters)
    if not reader.usage.estimated:
        return reader.usage
    heard = max(-(-reader.output_characters // _CHARACTERS_PER_TOKEN), reader.deltas)
    return replace(reader.usage, output_tokens=max(reader.usage.output_tokens, heard))


def _estimated(call: Passage, characters: int) -> Usage:
    return Usage(
        input_tokens=estimated_tokens(call.ask),
        output_tokens=-(-characters // _CHARACTERS_PER_TOKEN),
        estimated=True,
    )


def _note(call: Passage, verdict: Verdict) -> None:
    if verdict.findings:
        outcome = "blocked" if verdict.blocked_by else "found"
        call.note("inspect_answer", outcome, *(kind.value for kind in verdict.counts))


def _blocked(verdict: Verdict) -> Refusal:
    found = ", ".join(kind.value.replace("_", " ") for kind in verdict.blocked_by)
    return Refusal(
        Reason.BLOCKED,
        "answer_blocked",
        f"The answer contains what this organisation does not pass on: {found}. Ask for something else.",
    )
