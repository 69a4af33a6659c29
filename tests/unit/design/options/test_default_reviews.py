"""What is proposed before anybody says more than a pattern has nothing grave to be found."""

import pytest

from builders.computed import TODAY
from cloudwright.design.facts.load import load_facts
from cloudwright.design.intake.questions import questions_for
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.options.registry import makers
from cloudwright.design.review.engine import review
from cloudwright.design.review.finding import Finding, Severity

_GRAVE = (Severity.CRITICAL, Severity.HIGH)


def _grave(pattern: str, environment: Environment, *, answers: tuple[tuple[str, str], ...]) -> list[Finding]:
    """Return the open critical and high findings of every candidate."""
    facts = load_facts()
    brief = Brief(pattern=pattern, questions=questions_for(pattern, (), answers))
    candidates = makers()[pattern].candidates(brief)
    assert candidates
    return [
        finding
        for candidate in candidates
        for finding in review(
            candidate.architecture,
            lower(candidate.architecture, environment, facts),
            as_of=TODAY,
            facts=facts,
        ).findings
        if finding.open and finding.severity in _GRAVE
    ]


@pytest.mark.parametrize("signs_in", ["yes", "no"])
@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("pattern", makers())
def test_no_candidate_of_a_pattern_has_an_open_critical_or_high_finding(
    pattern: str, environment: Environment, *, signs_in: str
) -> None:
    assert _grave(pattern, environment, answers=(("sign-in", signs_in),)) == []


@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("pattern", makers())
def test_no_default_design_has_a_finding_of_high_severity(pattern: str, environment: Environment) -> None:
    assert _grave(pattern, environment, answers=()) == []


@pytest.mark.parametrize("pattern", makers())
def test_callers_are_known_until_somebody_says_that_anybody_may_call(pattern: str) -> None:
    question = next((q for q in questions_for(pattern, (), ()) if q.id == "sign-in"), None)

    assert question is None or question.default == "yes"
