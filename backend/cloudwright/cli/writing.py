"""Files that commands write, and the refusals of the file system as sentences."""

from collections.abc import Iterable
from pathlib import Path

from cloudwright.cli.failures import OutputRefused


def write_text(path: Path, text: str) -> None:
    """Write a text file with the folders above it; raises OutputRefused."""
    write_bytes(path, text.encode())


def replace_text(path: Path, text: str) -> None:
    """Put a text in the place of a file, so that nobody ever reads half of it; raises OutputRefused."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise _refused(path, error) from error


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
    require_bundle_folder(folder)
    wanted = dict(files)
    kept = {folder / path for path in wanted}
    for path in _present(folder):
        if path not in kept:
            path.unlink()
    for name, content in wanted.items():
        write_bytes(folder / name, content)


def require_bundle_folder(folder: Path) -> None:
    """Refuse a folder that holds anything but a bundle, before work is spent on it; raises OutputRefused."""
    if folder.exists() and not folder.is_dir():
        raise OutputRefused(f"{folder} is a file, not a folder. Name another folder.")
    if _present(folder) and not (folder / "consistency.json").is_file():
        raise OutputRefused(
            f"{folder} holds files that are not a bundle, and nothing there was changed. "
            "Name a new or empty folder."
        )


def _present(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []


def _refused(path: Path, error: OSError) -> OutputRefused:
    return OutputRefused(f"Cannot write {path}: {error.strerror or error}.", details={"path": str(path)})
