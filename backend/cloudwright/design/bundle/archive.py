"""The zip of a bundle: equal files give equal bytes."""

import io
import zipfile
from collections.abc import Iterable

from cloudwright.design.bundle.files import BundleFile

_MOMENT = (2020, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644 << 16
_ALREADY_PACKED = (".png", ".zip")


def archive(files: Iterable[BundleFile], *, folder: str) -> bytes:
    """Return a zip with every file below `folder`, in path order and with one fixed date."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for file in sorted(files, key=lambda f: f.path):
            entry = zipfile.ZipInfo(f"{folder}/{file.path}", date_time=_MOMENT)
            entry.create_system = 3
            entry.external_attr = _PERMISSIONS
            stored = file.path.endswith(_ALREADY_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, file.content, compresslevel=None if stored else 6)
    return target.getvalue()
