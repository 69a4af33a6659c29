"""Terraform, the real one, judges the goldens: format, validate and plan, all offline."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import terraform_tool
from builders.golden import Golden, covering_goldens, every_golden, fewest_goldens
from builders.offline_aws import offline_aws
from builders.terraform_root import write_batch, write_emitted
from cloudwright.design.emit.terraform import schema_data
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.emit.terraform.schema import check

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_MISSING = terraform_tool.missing()
_SIZE = 6  # Terraform takes more than twice as long for twice as many
_FULL_ROOTS = tuple(every_golden()[at : at + _SIZE] for at in range(0, len(every_golden()), _SIZE))
_VALIDATED = _FULL_ROOTS if _FULL else (fewest_goldens(),)
_PLANNED = (  # fewer: a plan takes four times as long as a validation
    _FULL_ROOTS
    if _FULL
    else (
        tuple(
            each for each in covering_goldens() if each.name in {"web-app", "image-pipeline", "container-web"}
        ),
    )
)

pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True)
class Root:
    """A root module in which Terraform was initialised."""

    tool: terraform_tool.Terraform
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.tool.run(self.folder, *arguments)


@pytest.fixture(scope="module")
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Root]:
    """Goldens as modules of one root, initialised once: that takes longer than most checks of it."""
    if _MISSING:
        pytest.skip(f"terraform did not run: {_MISSING}")
    scratch = tmp_path_factory.mktemp("terraform")
    tool = terraform_tool.terraform(scratch)
    with offline_aws() as aws:
        folder = write_batch(request.param, scratch / "bundle", aws=aws)
        started = tool.run(folder, "init", "-input=false", "-no-color")
        assert started.returncode == 0, started.stderr
        yield Root(tool, folder)


def _first(goldens: Sequence[Golden]) -> str:
    return str(goldens[0])


@pytest.mark.parametrize("root", _VALIDATED, ids=_first, indirect=True)
def test_goldens_validate_without_a_remark(root: Root) -> None:
    assert json.loads(root.run("validate", "-json").stdout)["diagnostics"] == []


@pytest.mark.parametrize("root", _PLANNED, ids=_first, indirect=True)
def test_goldens_plan_without_a_warning(root: Root) -> None:
    planned = root.run("plan", "-refresh=false", "-lock=false", "-input=false", "-no-color")

    assert planned.returncode == 0, planned.stderr
    assert "Warning" not in planned.stdout + planned.stderr
    assert re.search(r"Plan: [1-9][0-9]* to add, 0 to change, 0 to destroy\.", planned.stdout)


@pytest.mark.parametrize("root", _VALIDATED[:1], ids=_first, indirect=True)
def test_the_packaged_schema_is_what_the_provider_says(root: Root) -> None:
    current = schema_data.as_text(schema_data.trimmed(root.run("providers", "schema", "-json").stdout))

    if os.environ.get("CLOUDWRIGHT_REFRESH_PROVIDER_SCHEMA") == "1":
        Path(schema_data.__file__).with_name(schema_data.DATA_FILE).write_text(current)
        schema_data.provider_schema.cache_clear()
    assert schema_data.as_text(schema_data.provider_schema()) == current, (
        "run this test once with CLOUDWRIGHT_REFRESH_PROVIDER_SCHEMA=1 and commit what it writes"
    )


@pytest.mark.skipif(bool(_MISSING), reason=f"terraform fmt -check did not run: {_MISSING}")
def test_goldens_are_formatted_as_terraform_would(tmp_path: Path) -> None:
    tool = terraform_tool.terraform(tmp_path)
    for golden in every_golden() if _FULL else covering_goldens():
        write_emitted(golden, tmp_path / "roots" / str(golden))

    formatted = tool.run(tmp_path / "roots", "fmt", "-check", "-recursive", "-diff", "-no-color")

    assert (formatted.stdout, formatted.returncode) == ("", 0)


@pytest.mark.parametrize("golden", every_golden() if _FULL else covering_goldens(), ids=str)
def test_the_offline_check_agrees(golden: Golden) -> None:
    assert check(emit(golden.blueprint())) == ()
