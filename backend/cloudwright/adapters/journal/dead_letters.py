"""The DeadLetters port on a file beside the journal, one record a line, for people to look at."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from cloudwright.gateway.journal.records import Record, written

_FILE = "not-taken.jsonl"
_OWNER_ONLY = 0o600


class DeadLetterFile:
    def __init__(self, directory: Path) -> None:
        self._path = directory / _FILE

    async def keep(self, records: Sequence[Record]) -> None:
        """Append the records; return once they are on the disk."""
        await asyncio.to_thread(self._append, b"".join(written(each)[1:] + b"\n" for each in records))

    def _append(self, text: bytes) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
        try:
            os.write(descriptor, text)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
