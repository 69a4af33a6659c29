"""Errors of requests with an `Idempotency-Key`.

KeyReused       IDEMPOTENCY_KEY_REUSED       another request came with this key before
StillRunning    IDEMPOTENCY_IN_PROGRESS      the first request with this key is not done yet
OutcomeUnknown  IDEMPOTENCY_OUTCOME_UNKNOWN  the first one was begun, and nobody knows how it ended
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class KeyReused(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "IDEMPOTENCY_KEY_REUSED"


class StillRunning(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "IDEMPOTENCY_IN_PROGRESS"


class OutcomeUnknown(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "IDEMPOTENCY_OUTCOME_UNKNOWN"
