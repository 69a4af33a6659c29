"""The catalogue is whole: every entry can be shown, asked for and priced."""

from collections import Counter
from importlib import resources

import pytest

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Environment
from cloudwright.design.model.errors import EditRejected

_KINDS = list(registry.kinds().values())
_EVERY_KIND = pytest.mark.parametrize("kind", _KINDS, ids=[k.id for k in _KINDS])


@_EVERY_KIND
def test_every_property_has_a_description_and_a_default(kind: Kind[Properties]) -> None:
    for name, field in kind.properties.model_fields.items():
        assert field.description, f"{kind.id}.{name} has no description"
        assert not field.is_required(), f"{kind.id}.{name} has no default"


@_EVERY_KIND
@pytest.mark.parametrize("environment", Environment)
def test_defaults_of_every_environment_are_valid(kind: Kind[Properties], environment: Environment) -> None:
    assert kind.properties.model_validate(kind.defaults(environment))


@_EVERY_KIND
def test_every_kind_links_to_aws_and_names_a_known_sla(kind: Kind[Properties]) -> None:
    assert kind.documentation.startswith("https://docs.aws.amazon.com/")
    commitment = kind.commitment(kind.properties())
    assert commitment is None or load_facts().sla(*commitment) is not None


@_EVERY_KIND
def test_every_kind_has_its_icon(kind: Kind[Properties]) -> None:
    assert (resources.files("cloudwright.design") / "diagram" / "icons" / f"{kind.icon}.svg").is_file()


@_EVERY_KIND
def test_assumptions_lie_between_their_low_and_high(kind: Kind[Properties]) -> None:
    for spec in kind.assumptions:
        assert spec.low <= spec.default <= spec.high, spec.id


def test_a_verb_between_two_kinds_has_one_rule() -> None:
    claims = Counter(
        (other, rule.verb, kind.id) if not rule.declared_by_source else (kind.id, rule.verb, other)
        for kind in _KINDS
        for rule in kind.verbs
        for other in rule.others
    )

    assert [claim for claim, count in claims.items() if count > 1] == []


def test_rules_name_kinds_that_exist() -> None:
    named = {other for kind in _KINDS for rule in kind.verbs for other in rule.others} - {"*"}

    assert named <= set(registry.kinds())


def test_what_the_design_says_wins_over_the_defaults_of_the_environment() -> None:
    stated = Component(id="work", kind="lambda_function", title="Work", properties={"log_retention_days": 30})
    plain = Component(id="other", kind="lambda_function", title="Other")
    architecture = Architecture(name="small", title="Small", region="eu-west-1", components=(stated, plain))

    found = registry.elements(architecture, Environment.DEV)

    assert found["work"].properties.model_dump()["log_retention_days"] == 30
    assert found["other"].properties.model_dump()["log_retention_days"] == 7


def test_parsing_tells_all_problems_at_once() -> None:
    architecture = Architecture(
        name="small",
        title="Small",
        region="eu-west-1",
        components=(
            Component(id="one", kind="nothing", title="One"),
            Component(id="two", kind="sqs_queue", title="Two", properties={"delay_seconds": -1}),
        ),
    )

    with pytest.raises(EditRejected) as rejected:
        registry.elements(architecture, Environment.PROD)

    assert [p.rule for p in rejected.value.problems] == ["known-kind", "property-greater-than-equal"]
