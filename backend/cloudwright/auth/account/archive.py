"""Packs files into a zip archive while they come, without keeping it anywhere."""

import io
import zipfile
from collections.abc import AsyncIterator


class _Pipe(io.RawIOBase):
    """What the archive is written to: it gives back what came since it was asked last."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]  # any buffer, as the archive gives it
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        data, self._parts = b"".join(self._parts), []
        return data


async def zipped(files: AsyncIterator[tuple[str, bytes]]) -> AsyncIterator[bytes]:
    """Give the bytes of an archive of these files."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        async for path, content in files:
            archive.writestr(path, content)
            yield pipe.taken()
    yield pipe.taken()
