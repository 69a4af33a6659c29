"""Errors of changing one's own account. None of them is a 401: who asks is signed in."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class SignInAgain(CloudwrightError):
    """Asked of who has no password to prove themselves with, when their sign-in is not fresh."""

    kind = ErrorKind.FORBIDDEN
    code = "SIGN_IN_AGAIN"


class SecondFactorOn(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "SECOND_FACTOR_ON"


class SecondFactorOff(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "SECOND_FACTOR_OFF"


class LocalAccount(CloudwrightError):
    """The local architect signs in without proof, and comes back with the next start."""

    kind = ErrorKind.CONFLICT
    code = "LOCAL_ACCOUNT"


class SoleOwner(CloudwrightError):
    """Organisations of others would be left without an owner; `details["organizations"]` names them."""

    kind = ErrorKind.CONFLICT
    code = "SOLE_OWNER"


class OrganizationHeld(CloudwrightError):
    """Something of the personal organisation has to be ended first; the sentence says what."""

    kind = ErrorKind.CONFLICT
    code = "ORGANIZATION_HELD"


class NotConfirmed(CloudwrightError):
    """What was typed is not the address of the account."""

    kind = ErrorKind.BAD_INPUT
    code = "NOT_CONFIRMED"
