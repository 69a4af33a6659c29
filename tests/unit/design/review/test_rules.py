"""Every rule finds what it is for, and nothing else."""

import pytest

from builders.compute_rule_cases import COMPUTE_CASES
from builders.database_rule_cases import DATABASE_CASES
from builders.drawing_rule_cases import DRAWING_CASES
from builders.event_rule_cases import EVENT_CASES
from builders.interface_rule_cases import INTERFACE_CASES
from builders.network_rule_cases import NETWORK_CASES
from builders.resource_rule_cases import RESOURCE_CASES
from builders.rule_case import Case
from cloudwright.design.review.registry import rules
from cloudwright.design.review.rule import Hit
from cloudwright.design.review.subject import Subject

CASES = (
    *COMPUTE_CASES,
    *RESOURCE_CASES,
    *DRAWING_CASES,
    *EVENT_CASES,
    *INTERFACE_CASES,
    *NETWORK_CASES,
    *DATABASE_CASES,
)


def _hits(rule_id: str, subject: Subject) -> list[Hit]:
    rule = next(rule for rule in rules() if rule.id == rule_id)
    return list(rule.findings(subject))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule_id)
def test_rule_finds_the_design_that_breaks_it(case: Case) -> None:
    hits = _hits(case.rule_id, case.bad)
    assert hits
    assert all(hit.evidence and hit.message and "{" not in hit.message for hit in hits)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule_id)
def test_rule_is_silent_about_the_design_that_keeps_it(case: Case) -> None:
    assert _hits(case.rule_id, case.good) == []


def test_every_rule_has_a_design_that_breaks_it() -> None:
    assert {rule.id for rule in rules()} == {case.rule_id for case in CASES}


def test_rules_are_declared_in_full() -> None:
    for rule in rules():
        assert rule.title
        assert rule.question
        assert rule.source.startswith("https://docs.aws.amazon.com/")
