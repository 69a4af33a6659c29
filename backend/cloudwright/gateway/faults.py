"""From what a provider reported to the error that people read. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from cloudwright.gateway.errors import (
    ModelAnswerUnreadable,
    ModelContextFull,
    ModelFailed,
    ModelKeyRefused,
    ModelNotOffered,
    ModelOverloaded,
    ModelRateLimited,
    ModelRequestRejected,
    ModelStreamBroken,
    ModelUnreachable,
)

_LONGEST_QUOTE = 200
_SECRET = re.compile(r"\b(sk|key|bearer)[-_ ][\w*.-]{6,}", re.IGNORECASE)
_KEPT = "What was said before is kept."


class FaultKind(StrEnum):
    """What an adapter knows of a fault, whatever its provider calls it."""

    STATUS = "status"  # the provider answered with an HTTP status, or with its own error in the stream
    UNREACHABLE = "unreachable"
    BROKEN = "broken"  # the connection ended in the middle
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure, freed of its vendor's classes; `quote` holds the provider's words."""

    kind: FaultKind
    status: int = 0
    quote: str = ""
    retry_after_seconds: float | None = None


def failure(fault: Fault, model: str) -> ModelFailed:
    """Return the error of a fault; `model` is the name that people know."""
    match fault.kind:
        case FaultKind.UNREACHABLE:
            return ModelUnreachable(f"{model} cannot be reached at the moment. {_KEPT} Try again.")
        case FaultKind.BROKEN:
            return ModelStreamBroken(f"The answer of {model} broke off. {_KEPT} Try again.")
        case FaultKind.TOO_LONG:
            return ModelContextFull(
                f"This conversation is longer than {model} reads. The design is kept; "
                "start a new conversation in this project."
            )
        case FaultKind.UNREADABLE:
            return ModelAnswerUnreadable(f"The answer of {model} could not be read. {_KEPT} Try again.")
        case FaultKind.STATUS:
            return _by_status(fault, model)


def _by_status(fault: Fault, model: str) -> ModelFailed:
    told, wait = _quoted(fault.quote), fault.retry_after_seconds
    match fault.status:
        case 401 | 402 | 403:
            return ModelKeyRefused(
                f"{model} refuses the key of this installation. Whoever runs Cloudwright has to check it."
            )
        case 404:
            return ModelNotOffered(
                f"The provider has no model for '{model}'. Whoever runs Cloudwright has to choose another."
            )
        case 413:
            return failure(Fault(FaultKind.TOO_LONG), model)
        case 429:
            said = f"{model} takes no more calls for the moment. {_KEPT} {_again(wait)}{told}"
            return ModelRateLimited(said, retry_after_seconds=wait)
        case status if status >= 500 or status == 408:
            said = f"{model} is overloaded or out of order. {_KEPT} {_again(wait)}{told}"
            return ModelOverloaded(said, retry_after_seconds=wait)
        case _:
            return ModelRequestRejected(f"{model} did not accept the request. {_KEPT}{told}")


def _again(seconds: float | None) -> str:
    return "Try again in a minute." if seconds is None else f"Try again in {seconds:.0f} seconds."


def _quoted(text: str) -> str:
    line = _SECRET.sub("(a key)", " ".join(text.split()))
    return f' It says: "{line[:_LONGEST_QUOTE]}".' if line else ""
