"""What can go wrong before, during and after a call of a model.

ModelUnknown, StructuredOutputUnsupported  asked for what is not there
PeriodRefused                              usage of days that make no period
ModelKeyMissing                            the chosen provider has no key
ModelFailed                                the provider or its answer failed; one class for each way
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ModelUnknown(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "MODEL_UNKNOWN"


class StructuredOutputUnsupported(CloudwrightError):
    """Structured output is asked for through an agent, so that the call is metered and repaired."""

    kind = ErrorKind.BAD_INPUT
    code = "STRUCTURED_OUTPUT_UNSUPPORTED"


class PeriodRefused(CloudwrightError):
    """Usage was asked for days that make no period, or a period longer than a year."""

    kind = ErrorKind.BAD_INPUT
    code = "PERIOD_REFUSED"


class ModelKeyMissing(CloudwrightError):
    """A provider was chosen and its key is not set."""

    kind = ErrorKind.BAD_INPUT
    code = "MODEL_KEY_MISSING"


class ModelFailed(CloudwrightError):
    """A call of a model brought no whole answer; what was said before is kept.

    `transient` says that the same call may succeed soon, `retry_after_seconds` when the provider says so.
    """

    kind = ErrorKind.UNAVAILABLE
    code = "MODEL_FAILED"
    transient = False

    def __init__(self, message: str, *, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class ModelKeyRefused(ModelFailed):
    """The provider does not accept the key, or the key may not use this model."""

    code = "MODEL_KEY_REFUSED"


class ModelNotOffered(ModelFailed):
    """The provider has no model of the configured name."""

    code = "MODEL_NOT_OFFERED"


class ModelRateLimited(ModelFailed):
    """The provider takes no more calls for the moment."""

    kind = ErrorKind.LIMITED
    code = "MODEL_RATE_LIMITED"
    transient = True


class ModelOverloaded(ModelFailed):
    """The provider is overloaded or failed inside."""

    code = "MODEL_OVERLOADED"
    transient = True


class ModelUnreachable(ModelFailed):
    """The provider cannot be reached."""

    code = "MODEL_UNREACHABLE"
    transient = True


class ModelSilent(ModelFailed):
    """The provider took the call and said nothing for too long."""

    code = "MODEL_SILENT"


class ModelStreamBroken(ModelFailed):
    """The answer ended before it was whole."""

    code = "MODEL_STREAM_BROKEN"
    transient = True


class ModelAnswerUnreadable(ModelFailed):
    """What came is not an answer in the provider's own format, or it is empty."""

    code = "MODEL_ANSWER_UNREADABLE"


class ModelAnswerCut(ModelFailed):
    """The answer reached its longest length."""

    code = "MODEL_ANSWER_CUT"


class ModelRefused(ModelFailed):
    """The model or a filter of its provider declined to answer."""

    code = "MODEL_REFUSED"


class ModelContextFull(ModelFailed):
    """Conversation and tools together are longer than the model reads."""

    kind = ErrorKind.TOO_LARGE
    code = "MODEL_CONTEXT_FULL"


class ModelRequestRejected(ModelFailed):
    """The provider says that our request is wrong."""

    code = "MODEL_REQUEST_REJECTED"
