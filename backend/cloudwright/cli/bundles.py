"""Reads a bundle back from a folder."""

from collections.abc import Mapping
from pathlib import Path

from cloudwright.cli.failures import InputUnreadable
from cloudwright.design.bundle.assemble import CONSISTENCY_PATH
from cloudwright.design.bundle.consistency.templates import Plain, plain
from cloudwright.design.bundle.files import BundleFile

_MADE_BY_TOOLS = (".terraform/", ".terraform.lock.hcl", "terraform.tfstate", ".venv/", "__pycache__/")


def read_bundle(folder: Path) -> Mapping[str, BundleFile]:
    """Return the files of a bundle by path, without what tools left there; raises InputUnreadable."""
    if not (folder / "design.yaml").is_file():
        raise InputUnreadable(f"{folder} is not a bundle: it holds no design.yaml.")
    try:
        files = [
            BundleFile(path.relative_to(folder).as_posix(), path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
    except OSError as error:
        raise InputUnreadable(f"Cannot read {folder}: {error.strerror or error}.") from error
    return {file.path: file for file in files if _ours(file.path)}


def long_form(text: str) -> Plain:
    """Return a template with every short intrinsic (`!Ref x`) in its long form (`{"Ref": x}`).

    Raises ValueError when the text is not a YAML mapping.
    """
    return _long(plain(text))


def _ours(path: str) -> bool:
    return path != CONSISTENCY_PATH and not any(mark in path for mark in _MADE_BY_TOOLS)


def _long(value: Plain) -> Plain:
    if isinstance(value, dict):
        return {_name(key): _argument(key, _long(inner)) for key, inner in value.items()}
    return [_long(each) for each in value] if isinstance(value, list) else value


def _name(key: str) -> str:
    if not key.startswith("!"):
        return key
    name = key.removeprefix("!")
    return name if name in {"Ref", "Condition"} else f"Fn::{name}"


def _argument(key: str, value: Plain) -> Plain:
    if key == "!GetAtt" and isinstance(value, str):
        return value.split(".", 1)
    return value
