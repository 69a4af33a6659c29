"""Everything that can carry tags carries the standard ones, in both formats."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from builders.golden import Golden, covering_goldens, golden
from cloudwright.design.blueprint.graph import Blueprint, Stack
from cloudwright.design.emit.cloudformation.template import template
from cloudwright.design.emit.standard_tags import TAG_PROPERTIES, TagShape, standard_tags
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.emit.terraform.registry import TRANSLATORS
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Standards

_GROUP = "AWS::AutoScaling::AutoScalingGroup"  # tags itself: each tag also says whether instances get it
_MANDATORY = {"CostCenter": "4711"}


def _taggable() -> Iterator[tuple[str, str, TagShape]]:
    """Yield the type, property and shape that AWS's own schemas say, for every type that we write."""
    for name in sorted(TRANSLATORS):
        schema: Any = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema
        tagging = schema.get("tagging", {"taggable": "Tags" in schema["properties"]})
        if tagging.get("taggable", True):
            path = tagging.get("tagProperty", "/properties/Tags")
            is_list = _type(schema, path) == "array"
            yield name, path.rsplit("/", 1)[-1], TagShape.LIST if is_list else TagShape.MAP


def _type(schema: Any, path: str) -> str:  # schemas are untyped
    found = schema
    for part in path.strip("#/").split("/"):
        found = found[part]
    return _type(schema, found["$ref"]) if "$ref" in found else str(found["type"])


def test_every_taggable_type_that_we_write_is_tagged_where_its_schema_says() -> None:
    said = {name: (path, shape) for name, path, shape in _taggable() if name != _GROUP}

    assert {name: TAG_PROPERTIES.get(name) for name in said} == said


@pytest.mark.parametrize("each", covering_goldens(), ids=str)
def test_templates_carry_the_standard_tags_and_the_mandatory_ones(each: Golden) -> None:
    design = golden(each.name, region=each.region)
    standards = Standards.model_validate({**design.standards.model_dump(), "tags": _MANDATORY})
    blueprint = lower(design.model_copy(update={"standards": standards}), each.environment, load_facts())
    wanted = {**standard_tags(blueprint), **_MANDATORY}.items()

    untagged = [
        logical_id
        for stack in blueprint.stacks
        for logical_id, resource in _resources(blueprint, stack).items()
        if resource["Type"] in TAG_PROPERTIES and not wanted <= _tags(resource).items()
    ]

    assert untagged == []


def _resources(blueprint: Blueprint, stack: Stack) -> Any:  # JSON
    return template(blueprint, stack)["Resources"]


def _tags(resource: Any) -> Mapping[str, object]:  # JSON
    name, shape = TAG_PROPERTIES[resource["Type"]]
    tags = resource["Properties"].get(name, {})
    return {tag["Key"]: tag["Value"] for tag in tags} if shape is TagShape.LIST else tags


@pytest.mark.parametrize("each", covering_goldens(), ids=str)
def test_every_terraform_provider_has_the_tags_as_defaults(each: Golden) -> None:
    files = emit(each.blueprint())
    providers = next(file.text for file in files if file.path.endswith("/providers.tf"))
    used = any("aws.us_east_1" in file.text for file in files)

    blocks = providers.split('provider "aws" {')[1:]

    assert len(blocks) == (2 if used else 1)
    assert all("default_tags {\n    tags = local.tags" in block for block in blocks)
