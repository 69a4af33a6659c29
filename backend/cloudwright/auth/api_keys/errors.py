"""Errors of API keys.

ScopeRefused    SCOPE_REFUSED      a key would be allowed more than who makes it, or what no key may do
ApiKeyNotFound  API_KEY_NOT_FOUND  there is no such key, or it was revoked before
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ScopeRefused(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "SCOPE_REFUSED"


class ApiKeyNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "API_KEY_NOT_FOUND"
