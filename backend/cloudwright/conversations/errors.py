"""What can be wrong with a request about a conversation or a run.

ConversationNotFound  CONVERSATION_NOT_FOUND
MessageNotFound       MESSAGE_NOT_FOUND
RunNotFound           RUN_NOT_FOUND
PromptEmpty           PROMPT_EMPTY
PromptTooLong         PROMPT_TOO_LONG
RunInProgress         RUN_IN_PROGRESS       one run at a time in a conversation
RunIdTaken            RUN_ID_TAKEN          the id names a run of another conversation
InterruptUnknown      INTERRUPT_UNKNOWN     the answer names no open question
NothingToContinue     NOTHING_TO_CONTINUE
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ConversationNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "CONVERSATION_NOT_FOUND"


class MessageNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "MESSAGE_NOT_FOUND"


class RunNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "RUN_NOT_FOUND"


class PromptEmpty(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "PROMPT_EMPTY"


class PromptTooLong(CloudwrightError):
    kind = ErrorKind.TOO_LARGE
    code = "PROMPT_TOO_LONG"


class RunInProgress(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "RUN_IN_PROGRESS"


class RunIdTaken(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "RUN_ID_TAKEN"


class InterruptUnknown(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "INTERRUPT_UNKNOWN"


class NothingToContinue(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "NOTHING_TO_CONTINUE"
