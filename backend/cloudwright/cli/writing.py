"""Files that commands write, and the refusals of the file system as sentences."""

from collections.abc import Iterable
from pathlib import Path

from cloudwright.cli.failures import OutputRefused


def write_text(path: Path, text: str) -> None:
    """Write a text file with the folders above it; raises OutputRefused."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file with the folders above it; raises OutputRefused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise _refused(path, error) from error


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files below `folder`, which must be new, empty, or an earlier bundle; raises OutputRefused.

    Files of an earlier bundle that this one does not have are removed, so that nothing stale stays.
    """
    wanted = dict(files)
    if folder.exists():
        _clear(folder, keep=wanted.keys())
    for path, content in wanted.items():
        write_bytes(folder / path, content)


def _clear(folder: Path, *, keep: Iterable[str]) -> None:
    if not folder.is_dir():
        raise OutputRefused(f"{folder} is a file, not a folder. Name another folder.")
    present = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if present and not (folder / "consistency.json").is_file():
        raise OutputRefused(
            f"{folder} holds files that are not a bundle, and nothing there was changed. "
            "Name a new or empty folder."
        )
    kept = {folder / path for path in keep}
    for path in present:
        if path not in kept:
            path.unlink()


def _refused(path: Path, error: OSError) -> OutputRefused:
    return OutputRefused(f"Cannot write {path}: {error.strerror or error}.", details={"path": str(path)})
