"""Errors of policies.

PolicyInvalid          POLICY_INVALID            a text cannot be used; `problems` says where and why
PolicyChanged          POLICY_CHANGED            somebody saved another version since the caller read it
PolicyVersionNotFound  POLICY_VERSION_NOT_FOUND  there is no version of this number
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class PolicyInvalid(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "POLICY_INVALID"


class PolicyChanged(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "POLICY_CHANGED"


class PolicyVersionNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "POLICY_VERSION_NOT_FOUND"
