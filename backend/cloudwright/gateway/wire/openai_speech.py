"""What OpenAI's wires have in common."""

from collections.abc import Mapping

from cloudwright.gateway.wire.ask import Path
from cloudwright.gateway.wire.bodies import Object, answered, end_user_in, replaced, written
from cloudwright.gateway.wire.refusal import Refusal
from cloudwright.gateway.wire.refusals import openai_refused, openai_refused_in_stream
from cloudwright.gateway.wire.speech import WireError


class OpenAISpeech:
    request_id_header = "x-request-id"

    def redacted_answer(self, body: bytes, texts: Mapping[Path, str]) -> bytes:
        found = answered(body)
        replaced(found, texts)
        self._forget_spelling(found)
        return written(found)

    def _forget_spelling(self, found: Object) -> None:
        """Take out probabilities, which tell the text of an answer once more."""

    def refused(self, refusal: Refusal, *, request_id: str = "") -> WireError:
        return openai_refused(refusal, request_id=request_id)

    def refused_in_stream(self, refusal: Refusal) -> bytes:
        return openai_refused_in_stream(refusal)


def end_user_of(fields: Object) -> str:
    return end_user_in(fields, "safety_identifier", "user")
