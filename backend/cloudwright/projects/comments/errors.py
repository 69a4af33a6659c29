"""Errors of comments.

ThreadNotFound    COMMENT_THREAD_NOT_FOUND
CommentNotFound   COMMENT_NOT_FOUND
AnchorNotFound    COMMENT_ANCHOR_NOT_FOUND   the design has no such element
NotYours          COMMENT_NOT_YOURS          the words of somebody else
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class ThreadNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "COMMENT_THREAD_NOT_FOUND"


class CommentNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "COMMENT_NOT_FOUND"


class AnchorNotFound(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "COMMENT_ANCHOR_NOT_FOUND"


class NotYours(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "COMMENT_NOT_YOURS"
