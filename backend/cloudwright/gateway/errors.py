"""What can go wrong before a model is called.

ModelUnknown
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ModelUnknown(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "MODEL_UNKNOWN"
