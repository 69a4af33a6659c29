"""Errors of `rbac`: one for each way in which a decision refuses, where it has to end a request.

NetworkUnreadable      NETWORK_UNREADABLE      an allow list holds something that is no network
NotPermitted           NOT_PERMITTED           the role, the scopes of the key or the owner do not allow it
AccessEnded            ACCESS_ENDED            the sign-in, the key or the temporary role has ended
OrganizationSuspended  ORGANIZATION_SUSPENDED  an operator of the platform has suspended the organisation
AddressRefused         ADDRESS_REFUSED         the organisation lets in other networks only
ProviderRequired       IDENTITY_PROVIDER_REQUIRED  the organisation asks for one provider of identities
SecondFactorRequired   SECOND_FACTOR_REQUIRED  the organisation asks for a second factor
SharingTurnedOff       SHARING_TURNED_OFF      the organisation shares nothing by link
NothingHere            NOT_FOUND               there is nothing at the address, or nothing for the caller
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class NetworkUnreadable(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "NETWORK_UNREADABLE"


class NotPermitted(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "NOT_PERMITTED"


class AccessEnded(CloudwrightError):
    kind = ErrorKind.UNAUTHENTICATED
    code = "ACCESS_ENDED"


class OrganizationSuspended(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "ORGANIZATION_SUSPENDED"


class AddressRefused(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "ADDRESS_REFUSED"


class ProviderRequired(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "IDENTITY_PROVIDER_REQUIRED"


class SecondFactorRequired(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "SECOND_FACTOR_REQUIRED"


class SharingTurnedOff(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "SHARING_TURNED_OFF"


class NothingHere(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "NOT_FOUND"
