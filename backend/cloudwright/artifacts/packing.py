"""Reads files out of a stored archive."""

import io
import zipfile

from cloudwright.artifacts.errors import ContentMissing


def unpacked(archive: bytes, path: str) -> bytes:
    """Return the file at `path` below the archive's one folder; raises ContentMissing."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            names = packed.namelist()
            folder = names[0].split("/")[0] if names else ""
            return packed.read(f"{folder}/{path}")
    except (zipfile.BadZipFile, KeyError) as error:
        raise ContentMissing(
            "The stored files of this bundle are damaged. Build the bundle again."
        ) from error
