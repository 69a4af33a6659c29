"""What can go wrong with messages.

EmailUnsent    EMAIL_UNSENT    not reached, or asked to wait; another attempt may work
EmailRejected  EMAIL_REJECTED  the mail server will never take this message
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class EmailUnsent(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "EMAIL_UNSENT"


class EmailRejected(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "EMAIL_REJECTED"
