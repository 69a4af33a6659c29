"""A schedule says how often it runs in a month of 730 hours."""

from decimal import Decimal

import pytest

from cloudwright.design.catalog.messaging.schedules import runs_per_month

_DAYS = Decimal(730) / 24


@pytest.mark.parametrize(
    ("expression", "runs"),
    [
        ("rate(1 minute)", Decimal(43_800)),
        ("rate(5 minutes)", Decimal(8_760)),
        ("rate(1 hour)", Decimal(730)),
        ("rate(2 days)", _DAYS / 2),
        ("cron(0 3 * * ? *)", _DAYS),
        ("cron(0/15 * * * ? *)", _DAYS * 96),
        ("cron(0 8-17 ? * MON-FRI *)", _DAYS * 5 / 7 * 10),
        ("cron(30 6,18 * * ? *)", _DAYS * 2),
        ("cron(0 0 1 * ? *)", _DAYS / 31),
        ("cron(0 0 L * ? *)", Decimal(1)),
        ("cron(0 0 ? * 6#3 *)", Decimal(1)),
        ("cron(0 0 * JAN,JUL ? *)", _DAYS / 6),
    ],
)
def test_an_expression_runs_as_often_as_it_says(expression: str, runs: Decimal) -> None:
    assert abs(runs_per_month(expression) - runs) < Decimal("0.0001")


@pytest.mark.parametrize(
    "expression",
    [
        "every night",
        "rate(0 minutes)",
        "rate(1 minutes)",
        "rate(5 minute)",
        "cron(0 3 * * *)",
        "cron(0 3 * * * *)",
        "cron(0 3 ? * ? *)",
        "cron(60 3 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 5-3 * * ? *)",
        "cron(0/x 3 * * ? *)",
        "cron(0 3 * * ? never)",
    ],
)
def test_what_eventbridge_would_refuse_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        runs_per_month(expression)
