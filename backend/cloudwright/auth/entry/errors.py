"""Errors of entering. None of them tells whether an address is known here."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class PasswordSignInOff(CloudwrightError):
    """This installation has no accounts with passwords."""

    kind = ErrorKind.NOT_FOUND
    code = "PASSWORD_SIGN_IN_OFF"


class SignInRefused(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "SIGN_IN_REFUSED"


class PasswordWrong(CloudwrightError):
    """Told to who has shown already that the account is theirs."""

    kind = ErrorKind.FORBIDDEN
    code = "PASSWORD_WRONG"


class CodeRefused(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "CODE_REFUSED"


class ChallengeEnded(CloudwrightError):
    """The first proof of this sign-in is too old, or was never given in this browser."""

    kind = ErrorKind.FORBIDDEN
    code = "CHALLENGE_ENDED"


class LinkRefused(CloudwrightError):
    """The link was used, is too old, or was never sent: these look the same."""

    kind = ErrorKind.FORBIDDEN
    code = "LINK_REFUSED"


def sign_in_refused() -> SignInRefused:
    """Return the one refusal of a wrong password, an unknown address and a disabled account."""
    return SignInRefused("The address or the password is wrong, or the address was never confirmed.")


def code_refused() -> CodeRefused:
    """Return the one refusal of a wrong code and of one that was used."""
    return CodeRefused("The code is wrong or was used before. Wait for the next one and try again.")


def link_refused() -> LinkRefused:
    """Return the one refusal of a link."""
    return LinkRefused("This link was used or has run out. Ask for a new one.")
