"""OpenAI's Embeddings.

https://platform.openai.com/docs/api-reference/embeddings/create (2026-11)
"""

from cloudwright.gateway.wire.ask import Ask, Speaker, Wire
from cloudwright.gateway.wire.bodies import Object, answered, model_of, parsed, reread, wrong
from cloudwright.gateway.wire.figures import openai_usage
from cloudwright.gateway.wire.heard import Heard
from cloudwright.gateway.wire.openai_chat_stream import ChatReader
from cloudwright.gateway.wire.openai_speech import OpenAISpeech, end_user_of
from cloudwright.gateway.wire.speech import Answer, Patch, StreamReader
from cloudwright.gateway.wire.splicing import edited


class Embeddings(OpenAISpeech):
    """Texts in, numbers out: an answer has no texts and no stream."""

    def read(self, body: bytes) -> Ask:
        fields = parsed(body)
        heard = Heard()
        _hear_input(heard, fields.get("input"))
        return Ask(
            wire=Wire.EMBEDDINGS,
            model=model_of(fields),
            stream=False,
            usage_wanted=True,
            max_tokens=None,
            texts=tuple(heard.texts),
            images=0,
            tools=(),
            end_user=end_user_of(fields),
            body_bytes=len(body),
        )

    def patched(self, body: bytes, patch: Patch) -> bytes:
        edits: Object = {} if patch.model is None else {"model": patch.model}
        return edited(body, reread(body), edits=edits, texts=patch.texts)

    def answer(self, body: bytes) -> Answer:
        return Answer(openai_usage(answered(body).get("usage")), (), "")

    def stream(self, *, usage_wanted: bool) -> StreamReader:
        """Return a reader, which a provider that keeps to the wire never needs."""
        return ChatReader(usage_wanted=usage_wanted)


def _hear_input(heard: Heard, said: object) -> None:
    """Note texts; lists of tokens are numbers that only the model's own vocabulary can read."""
    if isinstance(said, str) and said:
        heard.say(("input",), said, Speaker.USER)
        return
    if not isinstance(said, list) or not said:
        raise wrong(("input",), "a text, a list of texts, or lists of tokens")
    for place, item in enumerate(said):
        if not isinstance(item, str | int | list) or isinstance(item, bool):
            raise wrong(("input", place), "a text or tokens")
        heard.say_all(("input", place), item, Speaker.USER)
