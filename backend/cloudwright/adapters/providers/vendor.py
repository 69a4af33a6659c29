"""What a provider's module gives: a model, the meaning of its exceptions, and how to close it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from strands.models.model import Model
from strands.types.exceptions import ContextWindowOverflowException, ModelThrottledException

from cloudwright.gateway.guarded import Blame


@dataclass(frozen=True, slots=True)
class Vendor:
    model: Model
    blame: Blame
    close: Callable[[], Awaitable[None]]


def cause(error: Exception) -> Exception:
    """Return the vendor's own exception where the framework put one of its own around it."""
    inner = error.__cause__
    wrapped = isinstance(error, ModelThrottledException | ContextWindowOverflowException)
    return inner if wrapped and isinstance(inner, Exception) else error
