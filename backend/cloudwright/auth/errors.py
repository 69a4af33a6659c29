"""Errors of `auth`: of sign-in, tickets, signed tokens and passwords."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class LocalSignInRefused(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "LOCAL_SIGN_IN_REFUSED"


class TicketRefused(CloudwrightError):
    kind = ErrorKind.UNAUTHENTICATED
    code = "TICKET_REFUSED"


class RefreshRefused(CloudwrightError):
    """There is no sign-in to go on with: sign in again."""

    kind = ErrorKind.UNAUTHENTICATED
    code = "REFRESH_REFUSED"


class SignInNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "SIGN_IN_NOT_FOUND"


class AccountExists(CloudwrightError):
    """The address has an account that did not prove it; a provider's word does not open that one."""

    kind = ErrorKind.CONFLICT
    code = "ACCOUNT_EXISTS"


class AddressUnproven(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "ADDRESS_UNPROVEN"


class TokenRefused(CloudwrightError):
    """A signed token that is not believed; which check failed is for the log, not for the caller."""

    kind = ErrorKind.UNAUTHENTICATED
    code = "TOKEN_REFUSED"


class TokenExpired(TokenRefused):
    """Only the time of the token has passed: ask for a new one."""

    code = "TOKEN_EXPIRED"


class SigningKeyUnknown(TokenRefused):
    """A token names a key that is not in the set; the set may have grown since it was read."""

    code = "SIGNING_KEY_UNKNOWN"


class PasswordRefused(CloudwrightError):
    """The password may not be chosen; the sentence says why."""

    kind = ErrorKind.BAD_INPUT
    code = "PASSWORD_REFUSED"


class PasswordsBusy(CloudwrightError):
    """Too many passwords are being compared right now; it says nothing about this one."""

    kind = ErrorKind.LIMITED
    code = "PASSWORDS_BUSY"
