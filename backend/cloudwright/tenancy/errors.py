"""Refusals of the tenant guard and of unauthenticated calls.

NotSignedIn, OnlyLooking, TenantScopeMissing, ForeignTenant, UncheckedStatement
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class NotSignedIn(CloudwrightError):
    kind = ErrorKind.UNAUTHENTICATED
    code = "NOT_SIGNED_IN"


class OnlyLooking(CloudwrightError):
    """An operator who looks as a member was about to change something, or to see what is not for them."""

    kind = ErrorKind.FORBIDDEN
    code = "IMPERSONATION_READ_ONLY"


class TenantScopeMissing(CloudwrightError):
    kind = ErrorKind.INTERNAL
    code = "TENANT_SCOPE_MISSING"


class ForeignTenant(CloudwrightError):
    kind = ErrorKind.INTERNAL
    code = "FOREIGN_TENANT"


class UncheckedStatement(CloudwrightError):
    kind = ErrorKind.INTERNAL
    code = "UNCHECKED_STATEMENT"
