"""Errors of `quotas`.

QuotaReached  QUOTA_REACHED  a hard limit of the plan or of the organisation leaves no room
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class QuotaReached(CloudwrightError):
    kind = ErrorKind.LIMITED
    code = "QUOTA_REACHED"
