"""Words and sizes that the picture and the exports share."""

import pytest

from cloudwright.design.diagram.measures import chip_height, chip_width, finding_words, label_lines


@pytest.mark.parametrize(
    ("count", "worst", "words"), [(1, "high", "1 high"), (3, "medium", "medium +2"), (1, None, "1 open")]
)
def test_only_the_worst_finding_is_called_by_its_severity(count: int, worst: str | None, words: str) -> None:
    assert finding_words(count, worst) == words


def test_a_long_label_takes_lines_instead_of_width() -> None:
    label = "invokes ANY /api/orders/{proxy+}"
    assert len(label_lines(label)) > 1
    assert chip_width(label, None) < 120
    assert chip_height(label) > chip_height("writes")
