"""A file that a compiler wrote."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmittedFile:
    """`path` is relative to the bundle and uses forward slashes; `text` ends in a newline."""

    path: str
    text: str

    @property
    def size_bytes(self) -> int:
        return len(self.text.encode())


def oversized(files: Iterable[EmittedFile], limit_bytes: int) -> tuple[EmittedFile, ...]:
    """Return the files above the limit (a template sent inline may have 51,200 bytes)."""
    return tuple(file for file in files if file.size_bytes > limit_bytes)
