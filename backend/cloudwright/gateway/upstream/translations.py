"""Which translation an application needs to talk to a target, if any."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from cloudwright.gateway.upstream.failures import Failure, FailureKind, failed
from cloudwright.gateway.upstream.streams import (
    AmazonEvents,
    ServerSent,
    Translating,
    written_as_chat,
    written_as_messages,
)
from cloudwright.gateway.upstream.target import Provider, Target
from cloudwright.gateway.upstream.translation.answers import (
    chat_as_messages,
    converse_as_messages,
    messages_as_chat,
)
from cloudwright.gateway.upstream.translation.chat_request import as_messages
from cloudwright.gateway.upstream.translation.chat_stream import ChatAsMessages
from cloudwright.gateway.upstream.translation.converse_request import as_converse
from cloudwright.gateway.upstream.translation.converse_stream import ConverseAsMessages
from cloudwright.gateway.upstream.translation.messages_request import as_chat
from cloudwright.gateway.upstream.translation.messages_stream import MessagesAsChat
from cloudwright.gateway.upstream.translation.saying import encoded
from cloudwright.gateway.wire.ask import Ask, Wire
from cloudwright.gateway.wire.bodies import Object, lenient, parsed
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id

_CONVERSATIONS = frozenset({Wire.CHAT, Wire.MESSAGES})
_LIKE_OPENAI = frozenset({Provider.OPENAI, Provider.AZURE, Provider.COMPATIBLE})


class StreamTranslation(Protocol):
    """One streamed answer; `failed` and `finished` are as `streams.Translating` says."""

    failed: Failure | None

    @property
    def finished(self) -> bool: ...

    def feed(self, chunk: bytes) -> bytes: ...

    def end(self) -> bytes: ...


class Translation(Protocol):
    """Both directions of one call."""

    def request(self, body: bytes) -> bytes:
        """Return the request for the provider; a Refusal where it has no word for something."""

    def answer(self, body: bytes) -> bytes:
        """Return a whole answer on the application's wire; raises Failed where it is none."""

    def stream(self) -> StreamTranslation:
        """Return a translation of one streamed answer."""


def translation(target: Target, ask: Ask, *, clock: Clock = utc_now) -> Translation | None:
    """Return what stands between an application's wire and the target's; None where they are the same.

    Raises:
        Refusal: the target does not offer what this wire is for.
    """
    bedrock = target.provider is Provider.BEDROCK
    if ask.wire not in _CONVERSATIONS:
        if target.provider in _LIKE_OPENAI:
            return None
        raise Refusal(
            Reason.UNKNOWN_MODEL,
            "wire_not_offered",
            f"The provider of '{ask.model}' does not offer {ask.wire}. Use chat completions or messages.",
            parameter="model",
        )
    if not bedrock and ask.wire is target.speaks:
        return None
    created = int(clock().timestamp())
    if bedrock:
        inner = _Converse(target.model, new_id("msg"))
        return _ChatToConverse(inner, created) if ask.wire is Wire.CHAT else inner
    if ask.wire is Wire.CHAT:
        return _ChatToMessages(created)
    return _MessagesToChat(
        "max_tokens" if target.provider is Provider.COMPATIBLE else "max_completion_tokens"
    )


@dataclass(frozen=True, slots=True)
class _ChatToMessages:
    created: int

    def request(self, body: bytes) -> bytes:
        return encoded(as_messages(parsed(body)))

    def answer(self, body: bytes) -> bytes:
        return _answered(body, lambda answer: messages_as_chat(answer, created=self.created))

    def stream(self) -> StreamTranslation:
        return Translating(ServerSent(), (MessagesAsChat(created=self.created),), written_as_chat)


@dataclass(frozen=True, slots=True)
class _MessagesToChat:
    limit: str

    def request(self, body: bytes) -> bytes:
        return encoded(as_chat(parsed(body), limit=self.limit))

    def answer(self, body: bytes) -> bytes:
        return _answered(body, chat_as_messages)

    def stream(self) -> StreamTranslation:
        return Translating(ServerSent(), (ChatAsMessages(),), written_as_messages)


@dataclass(frozen=True, slots=True)
class _Converse:
    """Messages to Bedrock."""

    model: str
    identity: str

    def request(self, body: bytes) -> bytes:
        return encoded(as_converse(parsed(body), model=self.model))

    def answer(self, body: bytes) -> bytes:
        return _answered(body, self.as_messages)

    def stream(self) -> StreamTranslation:
        return Translating(AmazonEvents(), (self.stage(),), written_as_messages)

    def as_messages(self, answer: Object) -> Object:
        return converse_as_messages(answer, model=self.model, identity=self.identity)

    def stage(self) -> ConverseAsMessages:
        return ConverseAsMessages(model=self.model, identity=self.identity)


@dataclass(frozen=True, slots=True)
class _ChatToConverse:
    """Chat to Bedrock by way of messages, which are nearly what Bedrock speaks."""

    inner: _Converse
    created: int

    def request(self, body: bytes) -> bytes:
        return encoded(as_converse(as_messages(parsed(body)), model=self.inner.model))

    def answer(self, body: bytes) -> bytes:
        return _answered(
            body, lambda answer: messages_as_chat(self.inner.as_messages(answer), created=self.created)
        )

    def stream(self) -> StreamTranslation:
        stages = (self.inner.stage(), MessagesAsChat(created=self.created))
        return Translating(AmazonEvents(), stages, written_as_chat)


def _answered(body: bytes, translated: Callable[[Object], Object]) -> bytes:
    found = lenient(body)
    if not isinstance(found, dict):
        raise failed(FailureKind.UNREADABLE)
    try:
        return encoded(translated(found))
    except Refusal as error:
        raise failed(FailureKind.UNREADABLE) from error
