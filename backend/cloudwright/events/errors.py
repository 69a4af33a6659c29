"""Errors of the event log: EventTooLarge, LeaseLost."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class EventTooLarge(CloudwrightError):
    kind = ErrorKind.TOO_LARGE
    code = "EVENT_TOO_LARGE"


class LeaseLost(CloudwrightError):
    """Raised by a fence: another owner has taken the run over, so this one may not write any more."""

    kind = ErrorKind.CONFLICT
    code = "LEASE_LOST"
