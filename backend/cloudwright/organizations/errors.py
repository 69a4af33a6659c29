"""Errors of `organizations`: of members, invitations and seats."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class OrganizationNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "ORGANIZATION_NOT_FOUND"


class MemberNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "MEMBER_NOT_FOUND"


class RoleRefused(CloudwrightError):
    """The caller may not give or take this role."""

    kind = ErrorKind.FORBIDDEN
    code = "ROLE_REFUSED"


class LastOwner(CloudwrightError):
    """Nobody would own the organisation any more."""

    kind = ErrorKind.CONFLICT
    code = "LAST_OWNER"


class AlreadyMember(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "ALREADY_MEMBER"


class AlreadyInvited(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "ALREADY_INVITED"


class SeatsExhausted(CloudwrightError):
    """No seat is free; `details` have `limit` and `used`."""

    kind = ErrorKind.LIMITED
    code = "SEATS_EXHAUSTED"


class InvitationEnded(CloudwrightError):
    """Accepted, withdrawn, too old, or never given to anybody: these look the same."""

    kind = ErrorKind.NOT_FOUND
    code = "INVITATION_ENDED"


class InvitationForSomebodyElse(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "INVITATION_FOR_SOMEBODY_ELSE"


class ProviderUnknown(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "PROVIDER_UNKNOWN"


class WouldLockOut(CloudwrightError):
    """A rule would keep out who sets it; `details.because` says which."""

    kind = ErrorKind.CONFLICT
    code = "WOULD_LOCK_YOU_OUT"


class InvitationJustSent(CloudwrightError):
    """The mail went out a moment ago; `details.retry_after_seconds` says when it can go out again."""

    kind = ErrorKind.LIMITED
    code = "INVITATION_JUST_SENT"


class DomainNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "DOMAIN_NOT_FOUND"


class DomainRefused(CloudwrightError):
    """It is a public mail domain, or somebody's already."""

    kind = ErrorKind.CONFLICT
    code = "DOMAIN_REFUSED"


class DomainNotProved(CloudwrightError):
    """The record is not there; `details.found` counts those that are."""

    kind = ErrorKind.CONFLICT
    code = "DOMAIN_NOT_PROVED"


class NameServersSilent(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "NAME_SERVERS_SILENT"


class NameDiffers(CloudwrightError):
    """What was typed to confirm is not the name."""

    kind = ErrorKind.BAD_INPUT
    code = "NAME_DIFFERS"
