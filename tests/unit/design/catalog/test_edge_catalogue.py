"""What holds for every kind at the edge: facts that exist, texts that help, templates that lint."""

import pytest

from builders.edge_designs import a_component, a_connection, a_web_app, lowered
from cloudwright.design.blueprint.values import PolicyDocument, Statement, Value
from cloudwright.design.catalog import registry
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment

KINDS = (
    "acm_certificate",
    "cloudfront_distribution",
    "cognito_user_pool",
    "external_actor",
    "http_api",
    "route53_record",
    "route53_zone",
    "s3_bucket",
    "waf_web_acl",
)


@pytest.mark.parametrize("kind_id", KINDS)
def test_kind_promises_only_an_sla_that_is_written_down(kind_id: str) -> None:
    sla = registry.kind(kind_id).sla

    assert sla is None or sla in load_facts().slas


@pytest.mark.parametrize("kind_id", KINDS)
def test_every_property_is_described_and_has_a_default(kind_id: str) -> None:
    fields = registry.kind(kind_id).properties.model_fields

    assert [name for name, field in fields.items() if not field.description or field.is_required()] == []


@pytest.mark.parametrize("kind_id", KINDS)
def test_defaults_of_assumptions_lie_within_their_bounds(kind_id: str) -> None:
    specs = registry.kind(kind_id).assumptions

    assert [s.id for s in specs if not s.low < s.default < s.high] == []


@pytest.mark.parametrize("environment", list(Environment))
def test_no_statement_allows_a_wildcard_action(environment: Environment) -> None:
    design = a_web_app(
        a_component("secret", "kms_key"),
        a_connection("secret encrypts site"),
        a_connection("worker reads site"),
        a_connection("worker writes site", delete=True),
    )

    allowing = [
        statement
        for resource in lowered(design, environment).resources
        for statement in _statements(resource.properties)
        if statement.effect == "Allow"
    ]

    assert allowing
    assert [s.sid for s in allowing if any("*" in action for action in s.actions)] == []


def _statements(value: Value) -> list[Statement]:
    if isinstance(value, PolicyDocument):
        return list(value.statements)
    if isinstance(value, dict):
        return [found for inner in value.values() for found in _statements(inner)]
    if isinstance(value, list | tuple):
        return [found for inner in value for found in _statements(inner)]
    return []
