"""Errors of the throttle."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class TooManyAttempts(CloudwrightError):
    """`details["retry_after_seconds"]` says when another attempt is heard."""

    kind = ErrorKind.LIMITED
    code = "TOO_MANY_ATTEMPTS"


def too_many(seconds: int) -> TooManyAttempts:
    """Return the refusal of somebody who has to wait."""
    return TooManyAttempts(
        "There were too many attempts. Wait, then try again.", details={"retry_after_seconds": seconds}
    )
