"""What can go wrong with bundles.

LintFailed        LINT_FAILED         the linter could not be asked; the templates were not judged
ArtifactNotFound  ARTIFACT_NOT_FOUND  no such artifact, or no such file in it
ArtifactFailed    ARTIFACT_FAILED     its checks found errors, so it is not handed out
ContentMissing    CONTENT_MISSING     the stored bytes are gone or damaged
DownloadExpired   DOWNLOAD_EXPIRED    the link is too old, or was never one of ours

A full disk is database.errors.StorageFull (STORAGE_FULL), whoever meets it.
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class LintFailed(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "LINT_FAILED"


class ArtifactNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "ARTIFACT_NOT_FOUND"


class ArtifactFailed(CloudwrightError):
    kind = ErrorKind.CONFLICT
    code = "ARTIFACT_FAILED"


class ContentMissing(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "CONTENT_MISSING"


class DownloadExpired(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "DOWNLOAD_EXPIRED"
