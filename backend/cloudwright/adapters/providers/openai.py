"""Models over OpenAI's Chat Completions, and every server that speaks the same."""

from typing import Any

import httpx
import openai
from strands.models.openai import OpenAIModel
from strands.types.exceptions import ContextWindowOverflowException
from strands.types.streaming import StreamEvent

from cloudwright.adapters.providers.vendor import Vendor, cause
from cloudwright.adapters.providers.waiting import retry_after_seconds
from cloudwright.gateway.choice import Choice
from cloudwright.gateway.faults import Fault, FaultKind

ADDRESS = "https://api.openai.com/v1"
_CONNECT_SECONDS = 10.0
_RATE_LIMITED = frozenset(
    {"rate_limit_exceeded", "rate_limit_error", "insufficient_quota", "tokens", "requests"}
)
_UNFINISHED = (
    "end_turn"  # what the framework puts where a stream gave no reason to stop; OpenAI never says it
)


class StreamUnfinished(Exception):
    """The stream ended without saying why; the framework alone would take it for a whole answer."""


class ChatModel(OpenAIModel):
    """Tells a broken stream from a whole one, and counts tokens from the cache once."""

    def format_chunk(self, event: dict[str, Any], **kwargs: Any) -> StreamEvent:
        if event["chunk_type"] == "message_stop" and event["data"] == _UNFINISHED:
            raise StreamUnfinished
        chunk = super().format_chunk(event, **kwargs)
        if "metadata" in chunk:
            usage = chunk["metadata"]["usage"]
            cached = usage.get("cacheReadInputTokens", 0) + usage.get("cacheWriteInputTokens", 0)
            usage["inputTokens"] = max(usage["inputTokens"] - cached, 0)
        return chunk


def vendor(choice: Choice) -> Vendor:
    """Return the model; one client serves all calls, since making one costs 30 ms."""
    client = openai.AsyncOpenAI(
        api_key=choice.key.get_secret_value(),
        base_url=choice.base_url or ADDRESS,
        max_retries=0,
        timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
    )
    # Servers of one's own know the old name of the limit only; OpenAI's newer models the new one only.
    limit = "max_tokens" if choice.base_url else "max_completion_tokens"
    model = ChatModel(
        client=client, model_id=choice.name, params={limit: choice.settings.max_tokens}, stream=True
    )
    return Vendor(model, blame=blame, close=client.close)


def blame(error: Exception) -> Fault:
    """Return what an exception of the client means."""
    found = cause(error)
    if isinstance(error, ContextWindowOverflowException):
        return Fault(FaultKind.TOO_LONG)
    match found:
        case openai.APIStatusError():
            return Fault(
                FaultKind.STATUS,
                status=found.status_code,
                quote=_quote(found),
                retry_after_seconds=retry_after_seconds(found.response.headers),
            )
        case openai.APIConnectionError():
            return Fault(FaultKind.UNREACHABLE)
        case openai.APIError(code=code, type=kind) if code or kind:
            limited = {str(code), str(kind)} & _RATE_LIMITED
            return Fault(FaultKind.STATUS, status=429 if limited else 500, quote=_quote(found))
        case httpx.HTTPError() | StreamUnfinished():
            return Fault(FaultKind.BROKEN)
        case _:
            return Fault(FaultKind.UNREADABLE)


def _quote(error: openai.APIError) -> str:
    match error.body:
        case {"message": str(message)}:
            return message
        case _:
            return ""
