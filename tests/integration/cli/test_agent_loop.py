"""`design` and `chat` go through the agent loop, unattended."""

import io
import json
from pathlib import Path

import pytest

from builders.command_line import command

Capture = pytest.CaptureFixture[str]
SHOP = "A static website for a shop in eu-west-1, 300,000 page views a month, under 50 USD a month"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of this test's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("CLOUDWRIGHT_DATA__DIRECTORY", str(folder))
    return folder


def test_a_sentence_becomes_a_checked_bundle(capsys: Capture, data: Path, tmp_path: Path) -> None:
    found = command(capsys, "design", SHOP, "--out", tmp_path / "bundle", "--json")

    assert found.code == 0, found.err
    assert found.data["passed"]
    assert found.data["assumed"]
    assert found.data["reply"]
    assert json.loads((tmp_path / "bundle" / "consistency.json").read_text())["consistent"]
    assert not data.exists(), "without a project nothing is kept"


@pytest.mark.usefixtures("data")
def test_a_second_call_goes_on_with_the_same_project(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "bundle"
    first = command(capsys, "design", SHOP, "--out", out, "--project", "Shop", "--json")
    second = command(capsys, "design", "add a web firewall", "--out", out, "--project", "shop", "--json")

    kinds = [{c["kind"] for c in each.data["design"]["components"]} for each in (first, second)]
    assert second.data["design"]["project_id"] == first.data["design"]["project_id"]
    assert kinds[1] - kinds[0] == {"waf_web_acl"}


def test_nonsense_leads_to_no_design_and_says_why(capsys: Capture, tmp_path: Path) -> None:
    found = command(capsys, "design", "qwertz asdf", "--out", tmp_path / "bundle")

    assert found.code == 2
    assert found.err.startswith("error NOTHING_DESIGNED: ")
    assert not (tmp_path / "bundle").exists()


def test_chat_answers_each_line_with_the_design_as_it_stands(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"hello\n\n{SHOP}\nbuild it\n"))

    found = command(capsys, "chat", "--json")
    greeting, designed, built = found.lines

    assert found.code == 0, found.err
    assert greeting["design"] is None
    assert designed["design"]["region"] == "eu-west-1"
    assert built["artifact_id"]
    assert built["approved"]


def test_chat_refuses_a_message_and_goes_on(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{'x' * 20_001}\nhello\n"))

    found = command(capsys, "chat", "--json")

    assert found.code == 2
    assert found.err.startswith("error PROMPT_TOO_LONG: ")
    assert len(found.lines) == 1
