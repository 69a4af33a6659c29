"""Refusals in the shapes that the official clients of OpenAI and Anthropic turn into their exceptions.

https://platform.openai.com/docs/guides/error-codes, https://docs.claude.com/en/api/errors (2026-11); the
classes are chosen by `_make_status_error` of openai 2.54 and anthropic 0.125.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import orjson

from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.speech import WireError
from cloudwright.gateway.wire.sse import event_of

CODE_HEADER = "x-cloudwright-code"
_LONGEST_RETRY_SECONDS = 60  # anthropic 0.125 waits no longer; it would come back too early


class _Shape(NamedTuple):
    status: int
    type: str
    code: str = ""  # the provider's own word, where it has one that programs know


_OPENAI: Mapping[Reason, _Shape] = {
    Reason.MALFORMED: _Shape(400, "invalid_request_error"),
    Reason.TOO_LARGE: _Shape(413, "invalid_request_error"),
    Reason.UNIDENTIFIED: _Shape(401, "invalid_request_error", "invalid_api_key"),
    Reason.FORBIDDEN: _Shape(403, "invalid_request_error"),
    Reason.UNKNOWN_MODEL: _Shape(404, "invalid_request_error", "model_not_found"),
    Reason.BLOCKED: _Shape(400, "invalid_request_error", "content_filter"),
    Reason.RATE: _Shape(429, "requests", "rate_limit_exceeded"),
    Reason.BUDGET: _Shape(429, "insufficient_quota", "insufficient_quota"),
    Reason.UNAVAILABLE: _Shape(503, "server_error"),
    Reason.TIMEOUT: _Shape(504, "server_error"),
    Reason.BROKEN: _Shape(502, "server_error"),
}
_ANTHROPIC: Mapping[Reason, _Shape] = {
    Reason.MALFORMED: _Shape(400, "invalid_request_error"),
    Reason.TOO_LARGE: _Shape(413, "request_too_large"),
    Reason.UNIDENTIFIED: _Shape(401, "authentication_error"),
    Reason.FORBIDDEN: _Shape(403, "permission_error"),
    Reason.UNKNOWN_MODEL: _Shape(404, "not_found_error"),
    Reason.BLOCKED: _Shape(400, "invalid_request_error"),
    Reason.RATE: _Shape(429, "rate_limit_error"),
    Reason.BUDGET: _Shape(429, "rate_limit_error"),
    Reason.UNAVAILABLE: _Shape(529, "overloaded_error"),
    Reason.TIMEOUT: _Shape(504, "timeout_error"),
    Reason.BROKEN: _Shape(500, "api_error"),
}
_COMES_BACK = frozenset({Reason.RATE, Reason.UNAVAILABLE, Reason.TIMEOUT, Reason.BROKEN})


def openai_refused(refusal: Refusal, *, request_id: str = "") -> WireError:
    named = (("x-request-id", request_id),) if request_id else ()
    return WireError(
        status=_OPENAI[refusal.reason].status,
        headers=(*_headers(refusal), *named),
        body=orjson.dumps({"error": _openai_error(refusal)}),
    )


def openai_refused_in_stream(refusal: Refusal) -> bytes:
    """Return the event at which the client raises APIError; no `[DONE]` follows."""
    return event_of(orjson.dumps({"error": _openai_error(refusal)}))


def responses_refused_in_stream(refusal: Refusal) -> bytes:
    """Return the event of the Responses wire, with the error where the client looks for it and beside."""
    error = _openai_error(refusal)
    return event_of(orjson.dumps({**error, "type": "error", "error": error}), name="error")


def anthropic_refused(refusal: Refusal, *, request_id: str = "") -> WireError:
    named = (("request-id", request_id),) if request_id else ()
    body = {"type": "error", "error": _anthropic_error(refusal), "request_id": request_id or None}
    return WireError(
        status=_ANTHROPIC[refusal.reason].status,
        headers=(*_headers(refusal), *named),
        body=orjson.dumps(body),
    )


def anthropic_refused_in_stream(refusal: Refusal) -> bytes:
    """Return the event at which the client raises APIStatusError."""
    body = {"type": "error", "error": _anthropic_error(refusal)}
    return event_of(orjson.dumps(body), name="error")


def _openai_error(refusal: Refusal) -> dict[str, str | None]:
    shape = _OPENAI[refusal.reason]
    return {
        "message": refusal.message,
        "type": shape.type,
        "param": refusal.parameter,
        "code": shape.code or refusal.code,
    }


def _anthropic_error(refusal: Refusal) -> dict[str, str]:
    return {"type": _ANTHROPIC[refusal.reason].type, "message": refusal.message}


def _headers(refusal: Refusal) -> tuple[tuple[str, str], ...]:
    """Return what tells clients whether and when to try again."""
    headers = [("content-type", "application/json"), (CODE_HEADER, refusal.code)]
    wait = refusal.retry_after_seconds
    if wait is not None:
        headers.append(("retry-after", str(max(math.ceil(wait), 1))))
    if refusal.reason not in _COMES_BACK or (wait is not None and wait > _LONGEST_RETRY_SECONDS):
        headers.append(("x-should-retry", "false"))
    return tuple(headers)
