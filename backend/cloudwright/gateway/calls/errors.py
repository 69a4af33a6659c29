"""What can go wrong when calls are read.

ModelCallNotFound  there is none with this id in the caller's organisation
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ModelCallNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "MODEL_CALL_NOT_FOUND"
