"""How much one call may be, and how long it is held."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallLimits:
    """How much and how long one call may be.

    `answer_tokens` is what a request that names no limit is held for; `drain_seconds` how long a provider is
    heard after its client has gone, `farewell_seconds` how long calls may go on when the program ends.
    """

    body_bytes: int = 32 * 1024 * 1024
    answer_bytes: int = 32 * 1024 * 1024
    answer_tokens: int = 8_192
    body_seconds: float = 30.0
    lease_seconds: float = 120.0
    drain_seconds: float = 120.0
    farewell_seconds: float = 5.0
    inspected_in_loop_bytes: int = 64 * 1024
