"""Refusals to operators.

CannotLookAs           CANNOT_LOOK_AS          the person is an operator, the caller, disabled, or no member
NotLooking             NOT_LOOKING             there is no impersonation to end
CannotDisable          CANNOT_DISABLE          operators disable neither themselves nor each other
PlansAreSold           PLANS_ARE_SOLD          a payment provider decides the plan here
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class CannotLookAs(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "CANNOT_LOOK_AS"


class NotLooking(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "NOT_LOOKING"


class CannotDisable(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "CANNOT_DISABLE"


class PlansAreSold(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "PLANS_ARE_SOLD"
