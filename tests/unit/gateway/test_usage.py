"""Usage adds up the same along every dimension, and no spreadsheet runs what people typed."""

import csv
import io
from itertools import permutations

import pytest

from cloudwright.gateway.usage import Dimension, Line, Measures, csv_text, rolled_up, total
from cloudwright.kit.spreadsheets import harmless

ONE = Measures(calls=2, runs=1, input_tokens=300, output_tokens=40, cost_nano_usd=1_500)
EVERY = (Dimension.DAY, Dimension.MODE, Dimension.MEMBER, Dimension.MODEL)
LINES = [
    Line((day, mode, person, model), ONE)
    for day in ("2026-01-01", "2026-01-02", "2026-01-03")
    for mode in ("analyze", "")
    for person in ("usr_1", "usr_2")
    for model in ("built-in", "claude")
]


@pytest.mark.parametrize("onto", [each for n in range(5) for each in permutations(EVERY, n)])
def test_every_table_has_the_same_total(onto: tuple[Dimension, ...]) -> None:
    assert total(rolled_up(LINES, EVERY, onto=onto)) == total(LINES)
    assert total(LINES).calls == 48


def test_lines_are_in_the_order_of_what_was_asked_for() -> None:
    by_mode = rolled_up(LINES, EVERY, onto=[Dimension.MODE, Dimension.MEMBER])

    assert [line.keys for line in by_mode] == [
        ("", "usr_1"),
        ("", "usr_2"),
        ("analyze", "usr_1"),
        ("analyze", "usr_2"),
    ]
    assert by_mode[0].measures.input_tokens == 6 * 300


def test_nothing_used_is_no_line_and_a_total_of_nothing() -> None:
    assert rolled_up([], EVERY, onto=[Dimension.DAY]) == ()
    assert total([]) == Measures()


def test_a_billionth_of_a_dollar_is_not_lost() -> None:
    assert csv_text([Line((), Measures(cost_nano_usd=1))], []).splitlines()[1].split(",")[-1] == "0.000000001"


@pytest.mark.parametrize(
    "name",
    [
        "=HYPERLINK(0)",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\uff1d1",
    ],
)
def test_what_a_spreadsheet_would_run_is_shown_instead(name: str) -> None:
    line = Line(("usr_1",), ONE)

    rows = list(
        csv.reader(io.StringIO(csv_text([line], [Dimension.MEMBER], names={"usr_1": name}), newline=""))
    )

    assert rows[1][0] == f"'{name}"


@pytest.mark.parametrize("name", ["Ada", "Ada = Bob", "1+1", "", "'=1", "O'Hara"])
def test_a_harmless_name_stays_as_it_is(name: str) -> None:
    assert harmless(name) == name


def test_commas_quotes_and_line_ends_stay_inside_their_cell() -> None:
    name = 'Ada, "the first"\nof us'
    text = csv_text([Line(("usr_1",), ONE)], [Dimension.MEMBER], names={"usr_1": name})

    rows = list(csv.reader(io.StringIO(text, newline="")))

    measures = ["calls", "runs", "unfinished_calls", "unpriced_calls", "input_tokens", "output_tokens"]
    assert rows == [
        ["member", *measures, "cost_usd"],
        [name, "2", "1", "0", "0", "300", "40", "0.000001500"],
    ]
    assert text.count("\r\n") == 2


def test_a_member_without_a_name_is_shown_by_id() -> None:
    assert csv_text([Line(("usr_9",), ONE)], [Dimension.MEMBER]).splitlines()[1].startswith("usr_9,2,")
