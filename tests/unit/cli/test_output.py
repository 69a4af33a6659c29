"""Tables that can be read without colour."""

from cloudwright.cli.output import table


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    assert table(("name", "USD"), [("a", "1.50"), ("longer", "1,210.00")]).splitlines() == [
        "name    USD",
        "------  --------",
        "a           1.50",
        "longer  1,210.00",
    ]


def test_a_cell_that_is_too_long_is_cut_visibly() -> None:
    cut = table(("what",), [("x" * 200,)]).splitlines()[2]

    assert len(cut) == 72
    assert cut.endswith("…")
