"""What can go wrong with the database, in words for people.

DatabaseBusy, DataDirectoryInUse, StorageFull, ReadOnlyWork
"""

import errno

from sqlalchemy.exc import DBAPIError

from cloudwright.kit.errors import CloudwrightError, ErrorKind

_FULL_DISK = ("database or disk is full", "no space left on device", "disk quota exceeded")


class DatabaseBusy(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "DATABASE_BUSY"


class DataDirectoryInUse(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "DATA_DIRECTORY_IN_USE"


class StorageFull(CloudwrightError):
    kind = ErrorKind.STORAGE_FULL
    code = "STORAGE_FULL"


class ReadOnlyWork(CloudwrightError):
    kind = ErrorKind.INTERNAL
    code = "READ_ONLY_WORK"


def storage_full(error: BaseException) -> StorageFull | None:
    """Return the error to show when `error` means a full disk, else None."""
    if not _is_full_disk(error):
        return None
    return StorageFull(
        "The disk of this server is full, so nothing was saved. What was saved before is kept. "
        "Free some space, then try again."
    )


def _is_full_disk(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    if isinstance(error, DBAPIError):
        return any(sign in str(error.orig).lower() for sign in _FULL_DISK)
    return False
