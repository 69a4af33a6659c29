"""checkov, the real one, judges every golden against the one list of waived checks."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from builders import checkov_tool
from builders.checkov_tool import Failure
from builders.golden import NAMES, REGIONS, Golden, golden_document
from cloudwright.design.bundle.code import code_files
from cloudwright.design.bundle.makefile import makefile
from cloudwright.design.bundle.waived_checks import SETTINGS_PATH, Format, checkov_settings, waivers
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_MISSING = checkov_tool.missing() if _FULL else "it runs with `make proof`"
_SHOWN = 3  # places per check that fails unexpectedly

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(_MISSING), reason=f"checkov did not run: {_MISSING}"),
]


def test_no_check_fails_but_the_waived_ones_and_each_waiver_is_needed(tmp_path: Path) -> None:
    goldens = {str(golden): golden for golden in _goldens()}
    _write_goldens(goldens.values(), tmp_path)

    found = [f for each in get_args(Format) for f in checkov_tool.failures(tmp_path / each, each)]

    waived = {waiver.id: waiver for waiver in waivers()}
    unwaived = [
        f
        for f in found
        if f.id not in waived or not waived[f.id].covers(f.resource, f.format, goldens[f.place].environment)
    ]
    met = {(f.id, f.format) for f in found}
    stale = [(w.id, each) for w in waivers() for each in w.formats if (w.id, each) not in met]
    assert (_shortened(unwaived), stale) == ([], [])


@pytest.mark.parametrize("name", ["fargate-web", "static-site"])
def test_make_security_passes_in_a_bundle_as_it_is_delivered(name: str, tmp_path: Path) -> None:
    blueprints = [lower(golden_document(name).architecture, e, load_facts()) for e in Environment]
    files = code_files(blueprints)
    for file in files:
        _write(tmp_path / file.path, file.content)
    _write(tmp_path / "Makefile", makefile(frozenset(file.path for file in files)).encode())
    _write(tmp_path / SETTINGS_PATH, checkov_settings(blueprints).encode())

    done = _make(tmp_path, "security")
    (tmp_path / SETTINGS_PATH).unlink()
    without = _make(tmp_path, "security")

    assert done.returncode == 0, done.stdout
    assert without.returncode != 0


def _make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    program = Path(str(checkov_tool.program()))
    path = os.pathsep.join((str(program.parent), os.environ["PATH"]))
    return subprocess.run(
        [str(shutil.which("make")), target],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


def _goldens() -> Iterator[Golden]:
    for name in NAMES:
        yield from (Golden(name, environment, REGIONS[-1]) for environment in Environment)


def _write_goldens(goldens: Iterable[Golden], folder: Path) -> None:
    """Write all goldens below one folder per format, since checkov takes long to start."""
    for golden in goldens:
        for file in code_files([golden.blueprint()]):
            file_format, _, rest = file.path.partition("/")
            if file_format in get_args(Format):
                _write(folder / file_format / str(golden) / rest, file.content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _shortened(found: Iterable[Failure]) -> list[str]:
    """Return a line per check that fails somewhere, with the first few places."""
    by_check: dict[str, list[Failure]] = {}
    for failure in found:
        by_check.setdefault(f"{failure.id} ({failure.title})", []).append(failure)
    return [
        f"{check}: {len(where)}, such as {', '.join(f'{f.place}:{f.resource}' for f in where[:_SHOWN])}"
        for check, where in by_check.items()
    ]
