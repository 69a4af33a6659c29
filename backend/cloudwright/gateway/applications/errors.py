"""Errors of applications and of what is set for them.

ApplicationNotFound  APPLICATION_NOT_FOUND      there is no such application, or it was removed
KeyNotFound          APPLICATION_KEY_NOT_FOUND  there is no such key or secret, or it ended before
RotationUnderway     ROTATION_UNDERWAY          a key has two secrets already
AccountNotFound      PROVIDER_KEY_NOT_FOUND     there is no such key of a provider
AccountRefused       PROVIDER_KEY_REFUSED       something is missing, or its address may not be called
RuleNotFound         GATEWAY_RULE_NOT_FOUND     there is no such route, limit or profile
RuleRefused          GATEWAY_RULE_REFUSED       a rule contradicts itself
RuleInUse            GATEWAY_RULE_IN_USE        something else still names it
TooMany              GATEWAY_FULL               an organisation has as many of these as it may
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ApplicationNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "APPLICATION_NOT_FOUND"


class KeyNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "APPLICATION_KEY_NOT_FOUND"


class RotationUnderway(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "ROTATION_UNDERWAY"


class AccountNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "PROVIDER_KEY_NOT_FOUND"


class AccountRefused(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "PROVIDER_KEY_REFUSED"


class RuleNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "GATEWAY_RULE_NOT_FOUND"


class RuleRefused(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "GATEWAY_RULE_REFUSED"


class RuleInUse(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "GATEWAY_RULE_IN_USE"


class TooMany(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "GATEWAY_FULL"
