"""What went wrong with a call to a provider, whatever the provider calls it."""

import re
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_QUOTE = 300
_SECRET = re.compile(
    r"\b(?:(?:sk|key)[-_][\w*.-]{6,}|bearer [\w*./+=-]{6,}|(?:AKIA|ASIA|ABSK)[\w*+/=]{12,})", re.IGNORECASE
)


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


RETRYABLE = frozenset(
    {
        FailureKind.UNREACHABLE,
        FailureKind.TIMEOUT,
        FailureKind.BROKEN,
        FailureKind.UNREADABLE,
        FailureKind.RATE_LIMITED,
        FailureKind.OVERLOADED,
    }
)
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
    return Failed(Failure(kind, retryable=kind in RETRYABLE, quote=quoted(quote)))


def quoted(text: str) -> str:
    """Return a provider's words in one line, without keys and not too long."""
    return _SECRET.sub("(a key)", " ".join(text.split()))[:_LONGEST_QUOTE]
