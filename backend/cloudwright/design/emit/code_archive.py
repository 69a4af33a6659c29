"""Deployment archives of function code with the same bytes every time."""

import io
import zipfile
from collections.abc import Sequence

from cloudwright.design.blueprint.graph import CodeAsset

_OLDEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE_0644 = 0o100644 << 16
_UNIX = 3


def archive_path(element_id: str) -> str:
    """Return where the archive lies in a bundle."""
    return f"functions/{element_id}.zip"


def code_archive(assets: Sequence[CodeAsset]) -> bytes:
    """Return a zip of one function's files, by name, with a fixed date and mode.

    Nothing is compressed: the size is small, and compressed bytes differ between zlib versions.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression=zipfile.ZIP_STORED) as archive:
        for asset in sorted(assets, key=lambda a: a.filename):
            entry = zipfile.ZipInfo(asset.filename, date_time=_OLDEST_ZIP_DATE)
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE_0644
            archive.writestr(entry, asset.source.encode())
    return buffer.getvalue()


def code_archives(assets: Sequence[CodeAsset]) -> tuple[tuple[str, bytes], ...]:
    """Return (path in the bundle, zip) for every function that has code, in id order."""
    elements = sorted({asset.element_id for asset in assets})
    return tuple(
        (archive_path(element), code_archive([a for a in assets if a.element_id == element]))
        for element in elements
    )
