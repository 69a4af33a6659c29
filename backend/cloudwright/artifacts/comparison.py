"""Compares bundles file by file: pure."""

import difflib
from collections.abc import Iterable, Sequence

from cloudwright.artifacts.schemas import FileChange, FileChanges, ListedFile, StoredFile


def compared(files: Sequence[StoredFile], before: Sequence[StoredFile]) -> tuple[ListedFile, ...]:
    """Return the files with what happened to each since the bundle before, removed ones included."""
    old = {file.path: file.sha256 for file in before}
    new = {file.path for file in files}
    listed = [_listed(file, _change(file, old)) for file in files]
    listed += [_listed(file, "removed") for file in before if file.path not in new]
    return tuple(sorted(listed, key=lambda file: file.path))


def file_changes(files: Iterable[ListedFile]) -> FileChanges:
    paths: dict[FileChange, list[str]] = {"added": [], "changed": [], "unchanged": [], "removed": []}
    for file in files:
        paths[file.change].append(file.path)
    return FileChanges(
        added=tuple(paths["added"]), changed=tuple(paths["changed"]), removed=tuple(paths["removed"])
    )


def unified(path: str, before: bytes, after: bytes) -> str:
    """Return the unified difference of two texts; empty when they are equal or not text."""
    try:
        old, new = before.decode().splitlines(), after.decode().splitlines()
    except UnicodeDecodeError:
        return ""
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm="")
    text = "\n".join(lines)
    return f"{text}\n" if text else ""


def _change(file: StoredFile, old: dict[str, str]) -> FileChange:
    if file.path not in old:
        return "added"
    return "unchanged" if old[file.path] == file.sha256 else "changed"


def _listed(file: StoredFile, change: FileChange) -> ListedFile:
    return ListedFile(**file.model_dump(include=set(StoredFile.model_fields)), change=change)
