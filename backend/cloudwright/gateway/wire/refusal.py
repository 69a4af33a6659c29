"""Why the gateway refuses a call, before it is said in the words of a wire."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What kind of refusal it is; each wire has a status and a type for it."""

    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    UNIDENTIFIED = "unidentified"
    FORBIDDEN = "forbidden"
    UNKNOWN_MODEL = "unknown_model"
    BLOCKED = "blocked"
    RATE = "rate"
    BUDGET = "budget"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    BROKEN = "broken"


@dataclass(eq=False)
class Refusal(Exception):
    """Ends a call with a stable code and one sentence that says what to do next.

    `parameter` is the field of the request that is meant; `retry_after_seconds` when it is worth trying
    again.
    """

    reason: Reason
    code: str
    message: str
    parameter: str | None = None
    retry_after_seconds: float | None = None
