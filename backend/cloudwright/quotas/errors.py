"""Errors of `quotas`.

QuotaReached  QUOTA_REACHED  a hard limit of the plan or of the organisation leaves no room
NotAMember    NOT_A_MEMBER   a limit is for somebody who does not belong to the organisation
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class QuotaReached(CloudwrightError):
    kind = ErrorKind.LIMITED
    code = "QUOTA_REACHED"


class NotAMember(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "NOT_A_MEMBER"
