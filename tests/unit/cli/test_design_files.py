"""What the commands on a design.yaml say, and with which exit code they end."""

from decimal import Decimal
from pathlib import Path

import pytest

from builders.command_line import GUARDED, WEB_APP, command

Capture = pytest.CaptureFixture[str]


def test_catalog_lists_kinds_patterns_and_rules(capsys: Capture) -> None:
    found = command(capsys, "catalog", "--json").data

    assert [kind["id"] for kind in found["kinds"]].count("sqs_queue") == 1
    assert {"container-web", "image-pipeline", "web-app"} <= {pattern["id"] for pattern in found["patterns"]}
    assert all(rule["source"].startswith("https://") for rule in found["rules"])


def test_price_is_the_sum_of_its_lines(capsys: Capture) -> None:
    found = command(capsys, "price", WEB_APP, "--json")

    amounts = [Decimal(line["amount"]["amount"]) for line in found.data["lines"]]
    assert found.code == 0
    assert sum(amounts) == Decimal(found.data["total"]["amount"])


def test_review_ends_with_one_while_a_finding_is_open(capsys: Capture) -> None:
    found = command(capsys, "review", WEB_APP)

    assert found.code == 1
    assert "CW-CDN-004" in found.out


def test_diff_names_what_came_and_what_it_costs(capsys: Capture) -> None:
    found = command(capsys, "diff", WEB_APP, GUARDED, "--json")

    assert found.code == 0
    assert "firewall" in [each["id"] for each in found.data["added"]]
    assert Decimal(found.data["money_after"]["amount"]) > Decimal(found.data["money_before"]["amount"])


def test_equal_designs_do_not_differ(capsys: Capture) -> None:
    assert "equal" in command(capsys, "diff", WEB_APP, WEB_APP).out


def test_unknown_kind_is_refused_with_its_path_and_a_hint(capsys: Capture, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(WEB_APP.read_text().replace("kind: dynamodb_table", "kind: dynamo_table"))

    found = command(capsys, "price", wrong)

    assert found.code == 2
    assert found.err.startswith(f"error DESIGN_INVALID: {wrong}")
    assert "components.items.kind" in found.err
    assert "did you mean 'dynamodb_table'" in found.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [", "line 1"),
        ("", "DESIGN_UNREADABLE"),
        ("- 1\n- 2\n", "DESIGN_UNREADABLE"),
        ("x: &a [1]\ny: *a\n", "aliases"),
        ("cloudwright: 1\narchitecture: {}\nbrief: {}\n", "architecture.name"),
    ],
)
def test_a_file_that_is_no_design_is_refused_with_the_place(
    capsys: Capture, tmp_path: Path, *, text: str, told: str
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text)

    found = command(capsys, "review", wrong)

    assert found.code == 2
    assert told in found.err
    assert "Traceback" not in found.err


def test_a_missing_or_binary_or_huge_file_is_refused(capsys: Capture, tmp_path: Path) -> None:
    binary, huge = tmp_path / "binary.yaml", tmp_path / "huge.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    huge.write_text("#" * 1_000_001)

    refused = [command(capsys, "price", path) for path in (tmp_path / "none.yaml", binary, huge, tmp_path)]

    assert [each.code for each in refused] == [2, 2, 2, 2]
    assert all(each.err.startswith("error INPUT_UNREADABLE: ") for each in refused)


@pytest.mark.parametrize("arguments", [["nosuch"], ["price"], ["compile", "a.yaml"], ["catalog", "--loud"]])
def test_a_wrong_call_says_where_to_read_more(capsys: Capture, arguments: list[str]) -> None:
    found = command(capsys, *arguments)

    assert found.code == 2
    assert found.err.startswith("error USAGE: ")
    assert "--help" in found.err
