"""What a tool may refuse, beside the refusals of the use-cases below it.

NoDesign        NO_DESIGN        the project has no design yet
ApprovalNeeded  APPROVAL_NEEDED  a person has to approve the plan first
RepairGivenUp   REPAIR_GIVEN_UP  the model insisted on a call that was rejected, also after two repairs
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class NoDesign(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "NO_DESIGN"


class ApprovalNeeded(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "APPROVAL_NEEDED"


class RepairGivenUp(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "REPAIR_GIVEN_UP"
