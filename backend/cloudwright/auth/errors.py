"""Errors of `auth`: LocalSignInRefused, TicketRefused."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class LocalSignInRefused(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "LOCAL_SIGN_IN_REFUSED"


class TicketRefused(CloudwrightError):
    kind = ErrorKind.UNAUTHENTICATED
    code = "TICKET_REFUSED"
