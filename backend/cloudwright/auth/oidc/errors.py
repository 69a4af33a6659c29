"""Errors of sign-in with a provider."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ProviderSignInRefused(CloudwrightError):
    """The way back from the provider does not belong to the way there, or its token is not believed.

    `details["check"]` names the check for the log; people read the same sentence for all of them.
    """

    kind = ErrorKind.UNAUTHENTICATED
    code = "PROVIDER_SIGN_IN_REFUSED"


class ProviderSignInCancelled(CloudwrightError):
    """The person said no at the provider."""

    kind = ErrorKind.UNAUTHENTICATED
    code = "PROVIDER_SIGN_IN_CANCELLED"


class ProviderUnknown(CloudwrightError):
    """No such provider is set up here."""

    kind = ErrorKind.NOT_FOUND
    code = "PROVIDER_UNKNOWN"


class ProviderUnreachable(CloudwrightError):
    """The provider gives no answer that can be used."""

    kind = ErrorKind.UNAVAILABLE
    code = "PROVIDER_UNREACHABLE"


class ProviderMisconfigured(CloudwrightError):
    """What the provider says about itself does not fit our settings; an operator has to look."""

    kind = ErrorKind.UNAVAILABLE
    code = "PROVIDER_MISCONFIGURED"
