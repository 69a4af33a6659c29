"""What an application is told when no provider answered."""

from collections.abc import Mapping

from cloudwright.gateway.upstream.failures import Failure, FailureKind
from cloudwright.gateway.wire.refusal import Reason, Refusal

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
