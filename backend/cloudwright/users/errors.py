"""Errors of `users`: PersonNotFound."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class PersonNotFound(CloudwrightError):
    kind = ErrorKind.NOT_FOUND
    code = "PERSON_NOT_FOUND"
