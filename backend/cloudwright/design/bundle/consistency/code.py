"""Compares function code: in the templates, as a file, and inside its archive."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from cloudwright.design.bundle.consistency.contents import Contents, Disagreement
from cloudwright.design.bundle.consistency.owners import Owners

_FUNCTION = "AWS::Lambda::Function"
_ENTRY = "index.py"


def same_everywhere(contents: Contents) -> Sequence[Disagreement]:
    """Compare every copy of a function's code with its source file."""
    return [*_archives(contents), *_inline(contents)]


def _archives(contents: Contents) -> Iterator[Disagreement]:
    sources = {p.split("/")[1] for p in contents.files if p.startswith("functions/") and p.count("/") == 2}
    packed = {p[len("functions/") : -len(".zip")] for p in contents.files if _is_archive(p)}
    for element_id in sorted(sources | packed):
        source, archive = f"functions/{element_id}/{_ENTRY}", f"functions/{element_id}.zip"
        if source not in contents.files or archive not in contents.files:
            missing = archive if source in contents.files else source
            yield Disagreement(missing, element_id, "is missing")
        elif _unpacked(contents.files[archive]) != contents.files[source]:
            yield Disagreement(archive, element_id, f"does not hold {source} as it is")


def _inline(contents: Contents) -> Iterator[Disagreement]:
    owners = Owners(contents.components)
    for root in contents.roots:
        for path, template in root.templates.items():
            for name, declared in template.resources.items():
                element_id = owners.of_logical_id(name)
                if declared.type != _FUNCTION or element_id is None:
                    continue
                code = declared.properties.get("Code")
                inline = code.get("ZipFile") if isinstance(code, dict) else None
                source = contents.files.get(f"functions/{element_id}/{_ENTRY}", b"")
                if not isinstance(inline, str) or inline.encode() != source:
                    message = f"{name} carries other code than functions/{element_id}"
                    yield Disagreement(path, element_id, message)
                    yield Disagreement(f"functions/{element_id}", element_id, f"differs from {name}")


def _is_archive(path: str) -> bool:
    return path.startswith("functions/") and path.endswith(".zip")


def _unpacked(archive: bytes) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            return packed.read(_ENTRY)
    except (zipfile.BadZipFile, KeyError):
        return None
