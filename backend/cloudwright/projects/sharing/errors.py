"""Errors of shared links.

LinkOpensNothing   LINK_OPENS_NOTHING    unknown, ended, revoked, switched off, or not for this part
ShareLinkNotFound  SHARE_LINK_NOT_FOUND  the organisation has no such link
EndlessRefused     ENDLESS_LINK_REFUSED  only who manages the organisation makes links without an end
TooManyOpenings    TOO_MANY_OPENINGS     one address asks too often
"""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class LinkOpensNothing(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "LINK_OPENS_NOTHING"


class ShareLinkNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "SHARE_LINK_NOT_FOUND"


class EndlessRefused(CloudwrightError):
    kind = ErrorKind.FORBIDDEN
    code = "ENDLESS_LINK_REFUSED"


class TooManyOpenings(CloudwrightError):
    kind = ErrorKind.LIMITED
    code = "TOO_MANY_OPENINGS"
