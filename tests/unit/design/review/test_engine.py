"""How findings become a review: severities, order, waivers, fixes."""

from datetime import date, timedelta

import pytest

from builders.computed import (
    TODAY,
    a_component,
    a_golden,
    a_resource,
    a_subject,
    an_architecture,
)
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Environment, Waiver
from cloudwright.design.review.documentation import markdown_table, rule_rows
from cloudwright.design.review.engine import review, review_of
from cloudwright.design.review.finding import Finding, Review, Severity
from cloudwright.design.review.registry import rules

GOLDEN = ("web-app", "web-app-guarded", "image-pipeline")


def _review(architecture: Architecture, environment: Environment = Environment.PROD) -> Review:
    facts = load_facts()
    return review(architecture, lower(architecture, environment, facts), as_of=TODAY, facts=facts)


def _table(*, environment: Environment, expires: date | None = None) -> Review:
    waiver = Waiver(
        rule_id="CW-DDB-001",
        element_id="items",
        reason="rebuilt every night",
        owner="Ada",
        expires=expires or TODAY,
    )
    drawn = an_architecture(a_component("items", "dynamodb_table"), waivers=(waiver,) if expires else ())
    table = a_resource("AWS::DynamoDB::Table", {"DeletionProtectionEnabled": True}, element="items")
    return review_of(a_subject(table, architecture=drawn, environment=environment))


def _found(result: Review, rule_id: str) -> Finding:
    return next(finding for finding in result.findings if finding.rule_id == rule_id)


def test_severity_drops_one_level_outside_production() -> None:
    assert _found(_table(environment=Environment.PROD), "CW-DDB-001").severity is Severity.HIGH
    assert _found(_table(environment=Environment.DEV), "CW-DDB-001").severity is Severity.MEDIUM


def test_waiver_closes_the_finding_until_the_day_it_expires() -> None:
    finding = _found(_table(environment=Environment.PROD, expires=TODAY), "CW-DDB-001")
    assert not finding.open
    assert finding.waiver is not None
    assert finding.waiver.owner == "Ada"


def test_expired_waiver_opens_the_finding_again_and_is_a_finding_itself() -> None:
    result = _table(environment=Environment.PROD, expires=TODAY - timedelta(days=1))
    assert _found(result, "CW-DDB-001").open
    assert _found(result, "CW-WVR-001").element_id == "items"


def test_waived_findings_come_last() -> None:
    result = _table(environment=Environment.PROD, expires=TODAY)
    assert [finding.open for finding in result.findings] == sorted(
        (finding.open for finding in result.findings), reverse=True
    )


@pytest.mark.parametrize("name", GOLDEN)
def test_findings_come_worst_first_and_the_same_every_time(name: str) -> None:
    drawn = a_golden(name).architecture
    ranks = [finding.severity.rank for finding in _review(drawn).findings]
    assert ranks == sorted(ranks)
    assert _review(drawn) == _review(drawn)


@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("name", GOLDEN)
def test_golden_design_has_few_findings_and_none_critical(name: str, environment: Environment) -> None:
    found = _review(a_golden(name).architecture, environment).findings
    assert len(found) <= 10
    assert not [finding for finding in found if finding.severity is Severity.CRITICAL]


@pytest.mark.parametrize("name", GOLDEN)
def test_every_fix_of_a_golden_design_mends_its_finding(name: str) -> None:
    drawn = a_golden(name).architecture
    fixable = [finding for finding in _review(drawn).findings if finding.fix]
    assert fixable
    for finding in fixable:
        mended = _review(apply(drawn, finding.fix, CatalogVocabulary(load_facts())))
        left = {(f.rule_id, f.element_id, f.evidence) for f in mended.findings}
        assert (finding.rule_id, finding.element_id, finding.evidence) not in left
        assert finding.fix_label


def test_every_fix_of_a_stripped_design_mends_its_finding() -> None:
    drawn = a_golden("image-pipeline").architecture
    kept = tuple(c for c in drawn.components if c.id not in ("operations", "alerts", "thumbnail-jobs-dlq"))
    connections = tuple(
        c for c in drawn.connections if {c.source, c.target} <= {component.id for component in kept}
    )
    weakened = tuple(
        c.model_copy(update={"properties": {"point_in_time_recovery": False}}) if c.id == "images" else c
        for c in kept
    )
    stripped = drawn.model_copy(update={"components": weakened, "connections": connections})
    fixable = [finding for finding in _review(stripped).findings if finding.fix]
    assert {"CW-DDB-001", "CW-OPS-001", "CW-SQS-002"} <= {finding.rule_id for finding in fixable}
    for finding in fixable:
        mended = _review(apply(stripped, finding.fix, CatalogVocabulary(load_facts())))
        left = {(f.rule_id, f.element_id, f.evidence) for f in mended.findings}
        assert (finding.rule_id, finding.element_id, finding.evidence) not in left


def test_review_says_what_a_drawing_cannot_show() -> None:
    result = _table(environment=Environment.PROD)
    assert result.rules_run == len(rules())
    assert result.not_assessable


def test_documentation_has_one_row_for_each_rule() -> None:
    table = markdown_table()
    assert [row.id for row in rule_rows()] == [rule.id for rule in rules()]
    assert all(f"[{rule.id}](" in table for rule in rules())
