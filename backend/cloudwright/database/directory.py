"""The data directory: private to its owner, and used by one process at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cloudwright.database.errors import DataDirectoryInUse

_OWNER_ONLY = 0o700


@contextmanager
def held_directory(directory: Path) -> Iterator[Path]:
    """Create `directory` (mode 0700) when it is missing and hold it for this process.

    Raises:
        DataDirectoryInUse: another process holds it.
    """
    directory.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    descriptor = os.open(directory / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _in_use(directory, descriptor) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield directory
    finally:
        os.close(descriptor)


def _in_use(directory: Path, descriptor: int) -> DataDirectoryInUse:
    owner = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
    return DataDirectoryInUse(
        f"The data directory {directory} is in use by another Cloudwright process (process id {owner}). "
        "Stop that process, or set CLOUDWRIGHT_DATA__DIRECTORY to another folder.",
        details={"directory": str(directory), "process": owner},
    )
