"""What can go wrong before a model is called.

ModelUnknown, StructuredOutputUnsupported
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ModelUnknown(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "MODEL_UNKNOWN"


class StructuredOutputUnsupported(CloudwrightError):
    """Structured output is asked for through an agent, so that the call is metered and repaired."""

    kind = ErrorKind.BAD_INPUT
    code = "STRUCTURED_OUTPUT_UNSUPPORTED"
