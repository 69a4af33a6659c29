"""Refusals before a request reaches its endpoint.

BodyTooLarge, HostNotAllowed, OriginNotAllowed, CsrfHeaderMissing
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class BodyTooLarge(CloudwrightError):
    kind = ErrorKind.TOO_LARGE
    code = "BODY_TOO_LARGE"


class HostNotAllowed(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "HOST_NOT_ALLOWED"


class OriginNotAllowed(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "ORIGIN_NOT_ALLOWED"


class CsrfHeaderMissing(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "CSRF_HEADER_MISSING"
