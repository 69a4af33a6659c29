"""What can go wrong with a drawing.

LayoutFailed  LAYOUT_FAILED  the layout engine refused the graph, died twice or took too long
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class LayoutFailed(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "LAYOUT_FAILED"
