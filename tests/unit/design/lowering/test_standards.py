"""The standards of an organisation: in every name, on every resource, around every role."""

import pytest

from builders.golden import golden
from cloudwright.design.bundle.deployer import deployer_policy
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Environment, Standards
from cloudwright.design.model.document import standards
from cloudwright.design.model.edits import SetStandards
from cloudwright.design.model.errors import DesignUnreadable, EditRejected

_ALL = Standards(
    name_prefix="acme",
    tags={"CostCentre": "4711", "DataClass": "internal"},
    permissions_boundary="acme-boundary",
)


def under(rules: Standards, name: str = "web-app-guarded") -> Architecture:
    return apply(golden(name), [SetStandards(standards=rules)], CatalogVocabulary(load_facts()))


def refused(rules: Standards) -> list[tuple[str, str]]:
    with pytest.raises(EditRejected) as raised:
        under(rules)
    return [(problem.rule, problem.path) for problem in raised.value.problems]


def test_every_name_begins_with_the_prefix() -> None:
    blueprint = lower(under(_ALL), Environment.PROD, load_facts())

    names = [
        value
        for resource in blueprint.resources
        for name, value in resource.properties.items()
        if name in {"FunctionName", "TableName", "TopicName", "AlarmName"} and isinstance(value, str)
    ]
    assert len(names) > 5
    assert [name for name in names if not name.startswith("acme-web-app-guarded-prod-")] == []


def test_every_taggable_resource_carries_the_tags_in_both_formats() -> None:
    blueprint = lower(under(_ALL), Environment.PROD, load_facts())

    for stack in blueprint.stacks:
        text = str(template(blueprint, stack))
        assert text.count("'CostCentre'") == text.count("'ManagedBy'") > 0
    providers = next(file.text for file in emit(blueprint) if file.path.endswith("providers.tf"))
    assert '    CostCentre  = "4711"\n' in providers


@pytest.mark.parametrize("name", ["web-app-guarded", "saga", "container-web"])
def test_every_role_has_the_boundary_in_both_formats(name: str) -> None:
    blueprint = lower(under(_ALL, name), Environment.PROD, load_facts())

    roles = [resource for resource in blueprint.resources if resource.type == "AWS::IAM::Role"]
    text = "".join(file.text for file in emit(blueprint))
    assert roles
    assert all("acme-boundary" in str(role.properties["PermissionsBoundary"]) for role in roles)
    assert text.count("permissions_boundary = ") == text.count('resource "aws_iam_role" ')


def test_servers_and_their_disks_carry_the_tags_of_the_standards() -> None:
    blueprint = lower(under(_ALL, "server-web"), Environment.PROD, load_facts())

    of_servers = str([r.properties for r in blueprint.of("servers")])
    assert of_servers.count("'CostCentre'") == of_servers.count("'ManagedBy'") > 0


def test_the_deployer_may_touch_names_with_the_prefix_only() -> None:
    blueprints = [lower(under(_ALL), environment, load_facts()) for environment in Environment]

    assert "arn:aws:lambda:*:*:function:acme-web-app-guarded-*" in deployer_policy(blueprints)


def test_a_forbidden_service_is_named_where_it_stands() -> None:
    assert refused(Standards(forbidden_kinds=("cognito_user_pool",))) == [
        ("standards-service", "components.users.kind")
    ]


def test_what_is_not_allowed_is_forbidden_but_for_what_stands_outside() -> None:
    kinds = {component.kind for component in golden("web-app-guarded").components} - {"external_actor"}

    assert under(Standards(allowed_kinds=tuple(sorted(kinds)))).standards.allowed_kinds
    rules = {rule for rule, _ in refused(Standards(allowed_kinds=("lambda_function",)))}
    assert rules == {"standards-service"}


def test_another_region_is_refused() -> None:
    assert refused(Standards(allowed_regions=("eu-central-1",))) == [("standards-region", "region")]


def test_standards_are_read_from_a_file_and_a_fault_is_named_by_its_path() -> None:
    read = standards("name_prefix: acme\ntags: {CostCentre: '4711'}\nforbidden_kinds: [nat_gateway]\n")

    assert read == Standards(
        name_prefix="acme", tags={"CostCentre": "4711"}, forbidden_kinds=("nat_gateway",)
    )
    with pytest.raises(DesignUnreadable) as raised:
        standards("name_prefix: Not A Prefix\ntag: {}\n")
    assert {problem.path for problem in raised.value.problems} == {"name_prefix", "tag"}


def test_a_fault_of_a_standards_file_is_said_without_patterns() -> None:
    with pytest.raises(DesignUnreadable) as raised:
        standards("name_prefix: Acme\npermissions_boundary: 'arn:aws:iam::12:policy/x'\ntag: {}\n")

    told = {problem.path: problem.hint for problem in raised.value.problems}
    assert told["name_prefix"].endswith("acme or acme-eu")
    assert told["permissions_boundary"].startswith("write a policy's name, or its ARN")
    assert "there are name_prefix, tags, allowed_regions" in told["tag"]
