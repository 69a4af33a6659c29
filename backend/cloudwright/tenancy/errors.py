"""Refusals of the tenant guard and of unauthenticated calls.

NotSignedIn, TenantScopeMissing, ForeignTenant, UncheckedStatement
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class NotSignedIn(CloudwrightError):
    kind = ErrorKind.UNAUTHENTICATED
    code = "NOT_SIGNED_IN"


class TenantScopeMissing(CloudwrightError):
    kind = ErrorKind.INTERNAL
    code = "TENANT_SCOPE_MISSING"


class ForeignTenant(CloudwrightError):
    kind = ErrorKind.INTERNAL
    code = "FOREIGN_TENANT"


class UncheckedStatement(CloudwrightError):
    kind = ErrorKind.INTERNAL
    code = "UNCHECKED_STATEMENT"
