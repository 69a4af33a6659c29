"""What can go wrong with the database, in words for people.

DatabaseBusy, DataDirectoryInUse, StorageFull, ReadOnlyWork
"""

import errno

from sqlalchemy.exc import DBAPIError

from cloudwright.kit.errors import CloudwrightError, ErrorKind

_GAVE_UP_WAITING = frozenset({"55P03", "40P01"})  # lock_not_available, deadlock_detected
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


def others_are_saving() -> DatabaseBusy:
    """Return the error of a writer that waited too long."""
    return DatabaseBusy("Others are saving at the moment. Nothing was changed; try again.")


def busy(error: BaseException) -> DatabaseBusy | None:
    """Return the error to show when `error` means that PostgreSQL gave up waiting, else None."""
    state = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    return others_are_saving() if state in _GAVE_UP_WAITING else None


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
