"""Reads what a provider says when it does not answer."""

import re
from collections.abc import Mapping
from datetime import datetime

import orjson

from cloudwright.gateway.upstream.failures import RETRYABLE, Failure, FailureKind, quoted
from cloudwright.gateway.upstream.target import Target
from cloudwright.gateway.upstream.waiting import retry_after_seconds
from cloudwright.kit.clock import utc_now

_READ_BYTES = 64_000
_TITLE = re.compile(rb"<title[^>]*>([^<]{1,200})", re.IGNORECASE)


def failure(
    target: Target, status: int, *, headers: Mapping[str, str], body: bytes, now: datetime | None = None
) -> Failure:
    """Return what an answer with an error's status means; `body` may be cut off anywhere."""
    told = {name.lower(): value for name, value in headers.items()}
    words, message = _said(told, body[:_READ_BYTES])
    kind = _by_words(words, message) or _by_status(status)
    return Failure(
        kind,
        retryable=kind in RETRYABLE and told.get("x-should-retry") != "false",
        retry_after_seconds=retry_after_seconds(told, now or utc_now()),
        quote=quoted(message.replace(key, "(a key)") if (key := target.key.get_secret_value()) else message),
        status=status,
    )


# By types and codes as OpenAI, Anthropic and Bedrock list them in their references (2026-11-22):
# https://platform.openai.com/docs/guides/error-codes, https://docs.anthropic.com/en/api/errors and
# https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
_WORDS: Mapping[str, FailureKind] = {
    "insufficient_quota": FailureKind.QUOTA,
    "billing_error": FailureKind.QUOTA,
    "servicequotaexceededexception": FailureKind.QUOTA,
    "context_length_exceeded": FailureKind.TOO_LONG,
    "request_too_large": FailureKind.TOO_LONG,
    "model_not_found": FailureKind.NO_MODEL,
    "deploymentnotfound": FailureKind.NO_MODEL,
    "resourcenotfoundexception": FailureKind.NO_MODEL,
    "content_filter": FailureKind.BLOCKED,
    "content_policy_violation": FailureKind.BLOCKED,
    "overloaded_error": FailureKind.OVERLOADED,
    "modelnotreadyexception": FailureKind.OVERLOADED,
    "modelerrorexception": FailureKind.OVERLOADED,
    "modelstreamerrorexception": FailureKind.OVERLOADED,
    "modeltimeoutexception": FailureKind.TIMEOUT,
    "serviceunavailableexception": FailureKind.OVERLOADED,
    "internalserverexception": FailureKind.OVERLOADED,
    "throttlingexception": FailureKind.RATE_LIMITED,
    "rate_limit_error": FailureKind.RATE_LIMITED,
    "rate_limit_exceeded": FailureKind.RATE_LIMITED,
    "accessdeniedexception": FailureKind.KEY_REFUSED,
    "unrecognizedclientexception": FailureKind.KEY_REFUSED,
    "expiredtokenexception": FailureKind.KEY_REFUSED,
    "invalidsignatureexception": FailureKind.KEY_REFUSED,
    "invalid_api_key": FailureKind.KEY_REFUSED,
    "authentication_error": FailureKind.KEY_REFUSED,
    "permission_error": FailureKind.KEY_REFUSED,
    "validationexception": FailureKind.REJECTED,
}
_TOO_LONG = re.compile(
    r"prompt is too long|input is too long|maximum context length|context window|too many input tokens"
    r"|exceed_context_size",
    re.IGNORECASE,
)


def by_word(word: str, message: str = "") -> FailureKind:
    """Return what a provider's own word for an error means, as it stands in the middle of a stream."""
    return _by_words((word,), message) or FailureKind.OVERLOADED


def _by_words(words: tuple[str, ...], message: str) -> FailureKind | None:
    known = next((_WORDS[word.lower()] for word in words if word.lower() in _WORDS), None)
    if known in {None, FailureKind.REJECTED} and _TOO_LONG.search(message):
        return FailureKind.TOO_LONG
    return known


_STATUSES: Mapping[int, FailureKind] = {
    401: FailureKind.KEY_REFUSED,
    402: FailureKind.QUOTA,
    403: FailureKind.KEY_REFUSED,
    404: FailureKind.NO_MODEL,
    408: FailureKind.TIMEOUT,
    409: FailureKind.OVERLOADED,
    413: FailureKind.TOO_LONG,
    425: FailureKind.OVERLOADED,
    429: FailureKind.RATE_LIMITED,
    504: FailureKind.TIMEOUT,
}


def _by_status(status: int) -> FailureKind:
    if status >= 500:
        return _STATUSES.get(status, FailureKind.OVERLOADED)
    return _STATUSES.get(status, FailureKind.REJECTED if status >= 400 else FailureKind.UNREADABLE)


def _said(headers: Mapping[str, str], body: bytes) -> tuple[tuple[str, ...], str]:
    """Return the words by which an error is known, and its sentence."""
    amazon = re.split(r"[:#]", headers.get("x-amzn-errortype", ""))[0]
    if headers.get("content-encoding", "identity") != "identity":
        return (amazon,), ""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return (amazon,), _page(body)
    error = told.get("error", told) if isinstance(told, dict) else told
    if not isinstance(error, dict):
        return (amazon,), error if isinstance(error, str) else ""
    named = (error.get("code"), error.get("type"), str(error.get("__type", "")).rpartition("#")[2])
    message = error.get("message") or error.get("Message") or error.get("detail") or ""
    return (amazon, *(word for word in named if isinstance(word, str) and word)), str(message)


def _page(body: bytes) -> str:
    """Return what a page for people, or a text, says."""
    if b"<" in body[:200]:
        title = _TITLE.search(body)
        return title[1].decode(errors="replace") if title else ""
    return body[:2_000].decode(errors="replace")
