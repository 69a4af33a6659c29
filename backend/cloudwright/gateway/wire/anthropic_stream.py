"""Streams of Anthropic's Messages.

https://docs.claude.com/en/docs/build-with-claude/streaming (2026-11)
"""

from collections.abc import Sequence

import orjson

from cloudwright.gateway.wire.anthropic_blocks import hear_block
from cloudwright.gateway.wire.ask import Speaker, Text
from cloudwright.gateway.wire.bodies import Object, index_of, written
from cloudwright.gateway.wire.figures import anthropic_usage
from cloudwright.gateway.wire.heard import Heard
from cloudwright.gateway.wire.speech import Piece
from cloudwright.gateway.wire.sse import event_of
from cloudwright.gateway.wire.streams import SILENT, Delta, Notes, Reader, provider_failure, texts_under

_KINDS = {"text": "text_delta", "partial_json": "input_json_delta", "thinking": "thinking_delta"}
_KEYS = {kind: key for key, kind in _KINDS.items()}
_DELTA = b"event: content_block_delta\ndata: "
_SAID = tuple(texts_under(f'"{key}') for key in _KINDS)


class MessagesReader(Reader):
    """Reads events. The first tells what was read, the last but one what was written."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: Object = {}

    def more(self, channel: str, text: str) -> bytes:
        index, _, key = channel.partition("/")
        delta = {"type": _KINDS[key], key: text}
        event = {"type": "content_block_delta", "index": int(index), "delta": delta}
        return event_of(written(event), name="content_block_delta")

    def _skimmed(self, events: bytes) -> bool:
        size = events.count(b"\n\n")
        for texts in _SAID:
            said = texts.findall(events)
            if said:
                return len(said) == size and self._counted(said)
        return False

    def _usual(self, event: bytes) -> Piece | None:
        if not event.startswith(_DELTA) or event.find(b"\n", len(_DELTA)) != len(event) - 2:
            return None
        try:
            found = orjson.loads(event[len(_DELTA) : -2])
            delta = found["delta"]
            key = _KEYS[delta["type"]]
            text = delta[key]
            channel = f"{found['index']}/{key}"
        except (LookupError, TypeError, ValueError):
            return None
        if not text or delta.keys() != {"type", key} or not isinstance(text, str):
            return None
        if channel not in self._open:
            return None
        return self._spoken(event, text, channel)

    def _forget_spelling(self, found: Object) -> None:
        """Leave the event: nothing is said twice here."""

    def _deltas(self, found: Object) -> Sequence[Delta]:
        delta = found.get("delta")
        if found.get("type") != "content_block_delta" or not isinstance(delta, dict):
            return ()
        for key in _KINDS:
            said = delta.get(key)
            if isinstance(said, str) and said:
                return (Delta(f"{index_of(found)}/{key}", ("delta", key), said),)
        return ()

    def _understood(self, found: Object) -> Notes:
        match found.get("type"):
            case "content_block_delta":
                deltas = self._deltas(found)
                return Notes(found, deltas, whole=() if deltas else _whole(found, "delta"))
            case "content_block_start":
                return Notes(found, whole=_whole(found, "content_block"))
            case "content_block_stop":
                begun = f"{index_of(found)}/"
                return Notes(found, ends=tuple(c for c in self._open if c.startswith(begun)))
            case "message_start":
                message = found.get("message")
                self._note_usage(message.get("usage") if isinstance(message, dict) else None, last=False)
            case "message_delta":
                self._note_usage(found.get("usage"), last=True)
                self._stopped = True
                return Notes(found, ends=self.open_channels)
            case "message_stop":
                self.finished = True
                return Notes(found, ends=self.open_channels)
            case "error":
                self._note_error(found)
        return SILENT

    def _note_usage(self, usage: object, *, last: bool) -> None:
        """Take figures over the ones before: the last ones are sums over the whole answer."""
        if isinstance(usage, dict):
            self._figures.update({key: value for key, value in usage.items() if value is not None})
            self.usage = anthropic_usage(self._figures, estimated=not last)

    def _note_error(self, found: Object) -> None:
        error = found.get("error")
        fields: Object = error if isinstance(error, dict) else {}
        self.failed = provider_failure((fields.get("type"),), fields.get("message"))


def _whole(found: Object, key: str) -> tuple[Text, ...]:
    """Return texts that a block or an unusual delta brings at once."""
    block = found.get(key)
    heard = Heard()
    if isinstance(block, dict):
        hear_block(heard, (key,), block, speaker=Speaker.ASSISTANT)
    return tuple(heard.texts)
