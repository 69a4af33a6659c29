"""What can be wrong with a request about a project.

ProjectNotFound    PROJECT_NOT_FOUND
OptionNotFound     OPTION_NOT_FOUND
RevisionNotFound   REVISION_NOT_FOUND
BriefStale         BRIEF_STALE         somebody else changed the brief first
NothingToUndo      NOTHING_TO_UNDO
BadCursor          BAD_CURSOR          a cursor that no page gave
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ProjectNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "PROJECT_NOT_FOUND"


class OptionNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "OPTION_NOT_FOUND"


class RevisionNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "REVISION_NOT_FOUND"


class BriefStale(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "BRIEF_STALE"


class LoadUnknown(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "LOAD_UNKNOWN"


class RateUnknown(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "RATE_UNKNOWN"


class NothingToUndo(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "NOTHING_TO_UNDO"


class BadCursor(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "BAD_CURSOR"


class IconNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "ICON_NOT_FOUND"
