"""Claude over Anthropic's Messages API."""

from collections.abc import Mapping

import anthropic
import httpx
from strands.models.anthropic import AnthropicModel
from strands.models.model import CacheConfig
from strands.types.exceptions import ContextWindowOverflowException

from cloudwright.adapters.providers.vendor import Vendor, cause
from cloudwright.adapters.providers.waiting import retry_after_seconds
from cloudwright.gateway.choice import Choice
from cloudwright.gateway.faults import Fault, FaultKind

ADDRESS = "https://api.anthropic.com"
_CONNECT_SECONDS = 10.0

# Errors inside a stream have no status of their own: https://docs.claude.com/en/api/errors (2026-11-21)
_STATUS: Mapping[str, int] = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}


def vendor(choice: Choice) -> Vendor:
    """Return the model; its tools and prompt are cached by the provider between the steps of a turn."""
    model = AnthropicModel(
        client_args={
            "api_key": choice.key.get_secret_value(),
            "base_url": choice.base_url or ADDRESS,
            "max_retries": 0,
            "timeout": httpx.Timeout(None, connect=_CONNECT_SECONDS),
        },
        model_id=choice.name,
        max_tokens=choice.settings.max_tokens,
        cache_config=CacheConfig(tools_ttl=True),
    )
    return Vendor(model, blame=blame, close=model.client.close)


def blame(error: Exception) -> Fault:
    """Return what an exception of the client means."""
    found = cause(error)
    if isinstance(error, ContextWindowOverflowException):
        return Fault(FaultKind.TOO_LONG)
    match found:
        case anthropic.APIStatusError():
            return Fault(
                FaultKind.STATUS,
                status=_status(found),
                quote=_quote(found),
                retry_after_seconds=retry_after_seconds(found.response.headers),
            )
        case anthropic.APIConnectionError():
            return Fault(FaultKind.UNREACHABLE)
        case httpx.HTTPError():
            return Fault(FaultKind.BROKEN)
        case _:
            return Fault(FaultKind.UNREADABLE)


def _status(error: anthropic.APIStatusError) -> int:
    return error.status_code if error.status_code >= 400 else _STATUS.get(str(error.type), 500)


def _quote(error: anthropic.APIStatusError) -> str:
    match error.body:
        case {"error": {"message": str(message)}}:
            return message
        case _:
            return ""
