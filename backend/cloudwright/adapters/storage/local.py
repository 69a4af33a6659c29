"""The ArtifactStore port on a local folder: one file per content, named by its SHA-256."""

import asyncio
import hashlib
import os
import re
import tempfile
from pathlib import Path

from cloudwright.artifacts.errors import ContentMissing
from cloudwright.database.errors import storage_full

_OWNER_ONLY = 0o700
_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_ORGANIZATION = re.compile(r"^[A-Za-z0-9_-]{1,40}$")
_UNFINISHED = ".part"


class LocalFolder:
    """Writes beside the target, flushes to the disk, then renames: a reader sees all or nothing."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def put(self, organization_id: str, content: bytes) -> str:
        """Keep the bytes and return their SHA-256; raises StorageFull."""
        return await asyncio.to_thread(self._put, organization_id, content)

    async def get(self, organization_id: str, sha256: str) -> bytes:
        """Return the bytes; raises ContentMissing when they are gone or damaged."""
        return await asyncio.to_thread(self._get, organization_id, sha256)

    async def remove(self, organization_id: str, sha256: str) -> None:
        """Forget the bytes, if they are there."""
        await asyncio.to_thread(self._place(organization_id, sha256).unlink, missing_ok=True)

    async def kept(self) -> frozenset[tuple[str, str]]:
        """Return everything that is kept, as (organisation, SHA-256)."""
        return await asyncio.to_thread(self._kept)

    def _put(self, organization_id: str, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        place = self._place(organization_id, sha256)
        if place.exists() and place.read_bytes() == content:
            return sha256
        try:
            place.parent.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
            _write(place, content)
        except OSError as error:
            full = storage_full(error)
            if full is not None:
                raise full from error
            raise
        return sha256

    def _get(self, organization_id: str, sha256: str) -> bytes:
        try:
            content = self._place(organization_id, sha256).read_bytes()
        except FileNotFoundError:
            raise _missing() from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _missing()
        return content

    def _kept(self) -> frozenset[tuple[str, str]]:
        found = self._directory.glob("*/??/*")
        return frozenset((p.parent.parent.name, p.name) for p in found if _SHA256.match(p.name))

    def _place(self, organization_id: str, sha256: str) -> Path:
        if not _ORGANIZATION.match(organization_id) or not _SHA256.match(sha256):
            raise _missing()
        return self._directory / organization_id / sha256[:2] / sha256


def _write(place: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=place.parent, suffix=_UNFINISHED)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _flush_folder(place.parent)


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _missing() -> ContentMissing:
    return ContentMissing("The stored files of this bundle are gone or damaged. Build the bundle again.")
