"""Two bundles lie unpacked in tests/golden/unpacked, so that a review sees every change of what is written.

`CLOUDWRIGHT_REFRESH_UNPACKED=1 .venv/bin/pytest -n0 tests/unit/design/bundle/test_unpacked_goldens.py` writes
them anew; read the difference before it is committed.
"""

import difflib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builders.bundles import bundle_files
from builders.golden import golden_document

_FOLDER = Path(__file__).parents[3] / "golden" / "unpacked"
_REFRESH = "CLOUDWRIGHT_REFRESH_UNPACKED"
# Pictures, archives and what depends on the time of compiling are left out: nobody reads their difference.
_READ = ("cloudformation/", "terraform/", "functions/", "policies/", "docs/", "README.md", "Makefile", ".")
_LINES_SHOWN = 60


@pytest.mark.parametrize("name", ["container-web", "serverless-api"])
def test_a_bundle_is_what_lies_unpacked(name: str) -> None:
    written = _written(name)
    if os.environ.get(_REFRESH) == "1":
        _refresh(_FOLDER / name, written)

    differences = [*_differences(_kept(_FOLDER / name), written)]

    told = "\n".join(differences[:_LINES_SHOWN])
    assert not differences, f"{told}\nIf it is meant: {_REFRESH}=1, this test again, and commit the files."


def _written(name: str) -> Mapping[str, str]:
    return {
        path: content.decode()
        for path, content in bundle_files(golden_document(name)).items()
        if path.startswith(_READ) and not path.endswith(".zip")
    }


def _kept(folder: Path) -> Mapping[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _refresh(folder: Path, written: Mapping[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _differences(kept: Mapping[str, str], written: Mapping[str, str]) -> Iterator[str]:
    for path in sorted({*kept, *written}):
        before, after = (texts.get(path, "").splitlines() for texts in (kept, written))
        yield from difflib.unified_diff(before, after, f"kept/{path}", f"written/{path}", n=1, lineterm="")
