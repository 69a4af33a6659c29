"""Errors of `encryption`: a value that does not open, a key that is needed, a key store that is not there."""

from cloudwright.kit.errors import CloudwrightError, ErrorKind


class SealRefused(CloudwrightError):
    """The value was changed, moved to another place, or sealed under another key of the same name."""

    kind = ErrorKind.INTERNAL
    code = "SEALED_VALUE_REFUSED"


class KeyMissing(CloudwrightError):
    """The ring lacks the key that sealed a value; `details` name its id and fingerprint."""

    kind = ErrorKind.UNAVAILABLE
    code = "ENCRYPTION_KEY_MISSING"


class KeyFileRefused(CloudwrightError):
    """The key file is not one that only we can read, or not one at all."""

    kind = ErrorKind.INTERNAL
    code = "KEY_FILE_REFUSED"


class KeyServiceUnavailable(CloudwrightError):
    """The service that holds the keys does not answer; nothing was lost."""

    kind = ErrorKind.UNAVAILABLE
    code = "KEY_SERVICE_UNAVAILABLE"
