"""Ends a request that was decided against."""

from collections.abc import Mapping

from cloudwright.kit.errors import CloudwrightError
from cloudwright.rbac.decision import Code, Decision, Denied
from cloudwright.rbac.errors import (
    AccessEnded,
    AddressRefused,
    NothingHere,
    NotPermitted,
    OrganizationSuspended,
    ProviderRequired,
    SecondFactorRequired,
    SharingTurnedOff,
)
from cloudwright.rbac.permissions import Permission

_ERRORS: Mapping[Code, type[CloudwrightError]] = {
    Code.EXPIRED: AccessEnded,
    Code.SUSPENDED: OrganizationSuspended,
    Code.ADDRESS: AddressRefused,
    Code.IDENTITY_PROVIDER: ProviderRequired,
    Code.SECOND_FACTOR: SecondFactorRequired,
    Code.ELSEWHERE: NothingHere,
    Code.ROLE: NotPermitted,
    Code.SCOPE: NotPermitted,
    Code.NOT_OWN: NotPermitted,
    Code.SHARING_OFF: SharingTurnedOff,
}


def insist(decision: Decision, permission: Permission) -> None:
    """Return when it is allowed.

    Raises:
        CloudwrightError: the one of `rbac.errors` that says why not; what is not there for the caller
            looks the same as what does not exist.
    """
    if not isinstance(decision, Denied):
        return
    if decision.code is Code.ELSEWHERE:
        raise NothingHere(decision.reason)
    raise _ERRORS[decision.code](
        decision.reason, details={"permission": permission.value, "because": decision.code.value}
    )
