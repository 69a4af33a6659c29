"""What can go wrong with bundles.

LintFailed  LINT_FAILED  the linter could not be asked; the templates were not judged
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class LintFailed(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "LINT_FAILED"
