"""Errors of `organizations`: OrganizationNotFound."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class OrganizationNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "ORGANIZATION_NOT_FOUND"
