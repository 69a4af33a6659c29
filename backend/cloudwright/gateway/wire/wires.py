"""Which reading belongs to which wire."""

from collections.abc import Mapping

from cloudwright.gateway.wire.anthropic_messages import Messages
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.openai_chat import Chat
from cloudwright.gateway.wire.openai_embeddings import Embeddings
from cloudwright.gateway.wire.openai_responses import Responses
from cloudwright.gateway.wire.speech import Speech

_SPEECHES: Mapping[Wire, Speech] = {
    Wire.CHAT: Chat(),
    Wire.RESPONSES: Responses(),
    Wire.EMBEDDINGS: Embeddings(),
    Wire.MESSAGES: Messages(),
}


def speech_of(wire: Wire) -> Speech:
    return _SPEECHES[wire]
