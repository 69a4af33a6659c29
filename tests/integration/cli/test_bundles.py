"""`compile` writes a bundle that `validate` accepts until somebody breaks it."""

import json
import shutil
from pathlib import Path

import pytest

from builders.command_line import WEB_APP, command
from cloudwright.cli.bundles import long_form
from cloudwright.cli.main import run
from cloudwright.design.bundle.code import lintable
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.budget import stated_budget
from cloudwright.design.model.document import read

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of the golden web application."""
    folder = tmp_path_factory.mktemp("compiled") / "bundle"
    assert run(["compile", str(WEB_APP), "--out", str(folder), "--as-of", "2026-11-01"]) == 0
    return folder


def a_copy(bundle: Path, folder: Path) -> Path:
    return Path(shutil.copytree(bundle, folder / "bundle"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_design_and_date_give_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    run(["compile", str(WEB_APP), "--out", str(again), "--as-of", "2026-11-01"])

    assert contents(again) == contents(bundle)


def test_only_the_formats_of_the_standards_are_compiled_and_the_rest_is_named(
    capsys: Capture, tmp_path: Path
) -> None:
    rules = tmp_path / "standards.yaml"
    rules.write_text("name_prefix: acme\nformats: [terraform]\n")
    folder = tmp_path / "bundle"

    found = command(capsys, "compile", WEB_APP, "--out", folder, "--standards", rules)

    assert found.code == 0
    assert "Left out under the standards: CloudFormation, diagrams, documents." in found.out
    assert {path.name for path in folder.iterdir() if path.is_dir()} >= {"terraform", "functions"}
    assert not (folder / "cloudformation").exists()
    assert "CloudFormation, diagrams, documents" in (folder / "README.md").read_text()


def test_standards_that_name_no_known_service_are_refused(capsys: Capture, tmp_path: Path) -> None:
    rules = tmp_path / "standards.yaml"
    rules.write_text("forbidden_kinds: [nat_gatway]\n")

    found = command(capsys, "compile", WEB_APP, "--out", tmp_path / "bundle", "--standards", rules)

    assert found.code == 2
    assert "did you mean 'nat_gateway'?" in found.err


def test_an_untouched_bundle_is_valid(capsys: Capture, bundle: Path) -> None:
    found = command(capsys, "validate", bundle, "--json")

    assert found.code == 0
    assert [check["matches"] for check in found.data["checks"]] == [[], [], []]


def test_what_was_broken_is_found_with_its_file_and_line(
    capsys: Capture, bundle: Path, tmp_path: Path
) -> None:
    copy = a_copy(bundle, tmp_path)
    template = copy / "cloudformation" / "prod" / "main.yaml"
    template.write_text(template.read_text().replace("Runtime: python3", "Runtime: cobol3", 1))
    cost = copy / "docs" / "cost.md"
    cost.write_text("\n".join(line for line in cost.read_text().splitlines() if "api-handler" not in line))

    found = command(capsys, "validate", copy)

    assert found.code == 1
    assert "ERROR cloudformation/prod/main.yaml:" in found.out
    assert "docs/cost.md" in found.out


def test_a_folder_without_a_design_is_no_bundle(capsys: Capture, tmp_path: Path) -> None:
    assert command(capsys, "validate", tmp_path).code == 2


def test_other_files_are_never_overwritten(capsys: Capture, tmp_path: Path) -> None:
    own = tmp_path / "thesis.txt"
    own.write_text("mine")

    found = command(capsys, "compile", WEB_APP, "--out", tmp_path)

    assert found.code == 2
    assert found.err.startswith("error OUTPUT_REFUSED: ")
    assert contents(tmp_path) == {"thesis.txt": b"mine"}


def test_templates_read_back_are_the_templates_that_were_linted(bundle: Path) -> None:
    document, facts = read(WEB_APP.read_text()), load_facts()
    budget = stated_budget(document.brief, document.architecture, facts=facts)
    linted = lintable([lower(document.architecture, e, facts, budget=budget) for e in Environment])

    for path, text in linted.items():
        assert long_form((bundle / path).read_text()) == json.loads(text), path
