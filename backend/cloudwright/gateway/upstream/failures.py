"""What went wrong with a call to a provider, whatever the provider calls it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import orjson

from cloudwright.gateway.upstream.target import Target
from cloudwright.gateway.upstream.waiting import retry_after_seconds
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.kit.clock import utc_now

_LONGEST_QUOTE = 300
_READ_BYTES = 64_000
_SECRET = re.compile(r"\b(?:sk|key|bearer|AKIA|ASIA|ABSK)[-_ ]?[\w*./+=-]{6,}", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>([^<]{1,200})", re.IGNORECASE)


class FailureKind(StrEnum):
    """What happened, as far as routing and people need to know."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BROKEN = "broken"  # the connection ended in the middle
    UNREADABLE = "unreadable"  # what came is not what the provider promises
    RATE_LIMITED = "rate_limited"
    OVERLOADED = "overloaded"
    QUOTA = "quota"  # nothing more is sold to this key
    KEY_REFUSED = "key_refused"
    NO_MODEL = "no_model"
    TOO_LONG = "too_long"
    BLOCKED = "blocked"  # the provider's own filter
    REJECTED = "rejected"
    ADDRESS_REFUSED = "address_refused"  # ours: the address is not one that may be called


_RETRYABLE = frozenset(
    {
        FailureKind.UNREACHABLE,
        FailureKind.TIMEOUT,
        FailureKind.BROKEN,
        FailureKind.UNREADABLE,
        FailureKind.RATE_LIMITED,
        FailureKind.OVERLOADED,
    }
)
_QUOTED = frozenset(
    {
        FailureKind.RATE_LIMITED,
        FailureKind.OVERLOADED,
        FailureKind.NO_MODEL,
        FailureKind.TOO_LONG,
        FailureKind.BLOCKED,
        FailureKind.REJECTED,
    }
)
"""Whose words are for applications; those about keys and accounts are for the operator alone."""
_OF_THE_REQUEST = frozenset({FailureKind.TOO_LONG, FailureKind.BLOCKED, FailureKind.REJECTED})


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure.

    `retryable` says that the same target may answer when asked again; `quote` holds the provider's words
    without keys; `status` is the provider's, 0 where there was none.
    """

    kind: FailureKind
    retryable: bool
    retry_after_seconds: float | None = None
    quote: str = ""
    status: int = 0

    @property
    def elsewhere(self) -> bool:
        """Say whether another target may answer where this one did not."""
        return self.kind not in _OF_THE_REQUEST


@dataclass(eq=False)
class Failed(Exception):
    """Ends a call to a provider."""

    failure: Failure


def failed(kind: FailureKind, quote: str = "") -> Failed:
    """Return the end of a call that had no status to tell."""
    return Failed(Failure(kind, retryable=kind in _RETRYABLE, quote=quoted(quote)))


def failure(
    target: Target, status: int, *, headers: Mapping[str, str], body: bytes, now: datetime | None = None
) -> Failure:
    """Return what an answer with an error's status means; `body` may be cut off anywhere."""
    told = {name.lower(): value for name, value in headers.items()}
    words, message = _said(told, body[:_READ_BYTES])
    kind = _by_words(words, message) or _by_status(status)
    return Failure(
        kind,
        retryable=kind in _RETRYABLE and told.get("x-should-retry") != "false",
        retry_after_seconds=retry_after_seconds(told, now or utc_now()),
        quote=quoted(message.replace(key, "(a key)") if (key := target.key.get_secret_value()) else message),
        status=status,
    )


def quoted(text: str) -> str:
    """Return a provider's words in one line, without keys and not too long."""
    return _SECRET.sub("(a key)", " ".join(text.split()))[:_LONGEST_QUOTE]


def refusal(failure: Failure, name: str) -> Refusal:
    """Return what an application is told when no target was left; `name` is the model that it asked for."""
    reason, code, sentence = _TOLD[failure.kind]
    told = f' The provider says: "{failure.quote}"' if failure.quote and failure.kind in _QUOTED else ""
    return Refusal(
        reason, code, sentence.format(name=name) + told, retry_after_seconds=failure.retry_after_seconds
    )


_TOLD: Mapping[FailureKind, tuple[Reason, str, str]] = {
    FailureKind.UNREACHABLE: (
        Reason.UNAVAILABLE,
        "upstream_unreachable",
        "The provider of '{name}' cannot be reached. Try again in a moment.",
    ),
    FailureKind.TIMEOUT: (
        Reason.TIMEOUT,
        "upstream_timeout",
        "The provider of '{name}' did not answer in time. Try again, or ask for less at once.",
    ),
    FailureKind.BROKEN: (
        Reason.BROKEN,
        "upstream_broken",
        "The answer of '{name}' broke off. Try again.",
    ),
    FailureKind.UNREADABLE: (
        Reason.BROKEN,
        "upstream_unreadable",
        "The answer of '{name}' could not be read. Try again.",
    ),
    FailureKind.RATE_LIMITED: (
        Reason.RATE,
        "upstream_rate_limited",
        "The provider of '{name}' takes no more calls for the moment. Wait and try again.",
    ),
    FailureKind.OVERLOADED: (
        Reason.UNAVAILABLE,
        "upstream_overloaded",
        "The provider of '{name}' is overloaded or out of order. Wait and try again.",
    ),
    FailureKind.QUOTA: (
        Reason.UNAVAILABLE,
        "upstream_quota",
        "The provider of '{name}' sells nothing more to this installation. Its operator has to pay or ask.",
    ),
    FailureKind.KEY_REFUSED: (
        Reason.UNAVAILABLE,
        "upstream_key_refused",
        "The provider of '{name}' refuses the key of this installation. Its operator has to check it.",
    ),
    FailureKind.NO_MODEL: (
        Reason.UNKNOWN_MODEL,
        "upstream_model_missing",
        "The provider has no model for '{name}'. Choose another one, or have the route changed.",
    ),
    FailureKind.TOO_LONG: (
        Reason.TOO_LARGE,
        "context_length_exceeded",
        "This request is longer than '{name}' reads. Shorten it and try again.",
    ),
    FailureKind.BLOCKED: (
        Reason.BLOCKED,
        "upstream_filtered",
        "The provider's own filter refused the request to '{name}'. Change the request.",
    ),
    FailureKind.REJECTED: (
        Reason.MALFORMED,
        "upstream_rejected",
        "'{name}' did not accept the request. Change it and try again.",
    ),
    FailureKind.ADDRESS_REFUSED: (
        Reason.UNAVAILABLE,
        "upstream_address_refused",
        "The address of '{name}' is not one that this gateway may call. Its operator can allow it.",
    ),
}

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
