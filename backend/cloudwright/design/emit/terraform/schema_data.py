"""The part of the AWS provider's schema that our output needs, and how it is cut from the whole.

`aws-provider-5.100.json` is packaged data; a test compares it with `terraform providers schema -json`.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import Field, JsonValue, TypeAdapter

from cloudwright.design.emit.terraform.registry import TRANSLATORS
from cloudwright.design.model.frozen import Frozen

DATA_FILE = "aws-provider-5.100.json"
PROVIDER_VERSION = "5.100.0"
DATA_SOURCES = (
    "aws_availability_zones",
    "aws_caller_identity",
    "aws_iam_policy_document",
    "aws_partition",
    "aws_region",
)

# Web ACL statements nest in each other without end; ours do not nest at all.
_RECURSIVE = frozenset({"and_statement", "or_statement", "not_statement", "scope_down_statement"})
_PROVIDER = "registry.terraform.io/hashicorp/aws"


class AttributeSchema(Frozen):
    type: JsonValue
    required: bool = False
    optional: bool = False
    computed: bool = False
    deprecated: bool = False


class NestedSchema(Frozen):
    nesting: Literal["single", "list", "set", "map", "group"]
    block: "BlockSchema"
    min_items: int = 0
    max_items: int = 0  # 0: any number


class BlockSchema(Frozen):
    attributes: Mapping[str, AttributeSchema] = Field(default_factory=dict)
    blocks: Mapping[str, NestedSchema] = Field(default_factory=dict)
    deprecated: bool = False


class ProviderSchema(Frozen):
    version: str
    resources: Mapping[str, BlockSchema]
    data: Mapping[str, BlockSchema]


def resource_types() -> tuple[str, ...]:
    """Return every resource type that a translator may write."""
    found = {kind for t in TRANSLATORS.values() for kind in (t.resource, *t.companions)}
    return tuple(sorted(found))


@cache
def provider_schema() -> ProviderSchema:
    """Return the packaged schema."""
    folder = resources.files("cloudwright.design.emit.terraform")
    return ProviderSchema.model_validate_json((folder / DATA_FILE).read_text(encoding="utf-8"))


def trimmed(provider_output: str) -> ProviderSchema:
    """Cut the output of `terraform providers schema -json` to the types of our output."""
    whole = _OUTPUT.validate_json(provider_output).provider_schemas[_PROVIDER]
    return ProviderSchema(
        version=PROVIDER_VERSION,
        resources={name: _block(whole.resource_schemas[name].block) for name in resource_types()},
        data={name: _block(whole.data_source_schemas[name].block) for name in DATA_SOURCES},
    )


def as_text(schema: ProviderSchema) -> str:
    """Return the schema as it is packaged: sorted, without what has its default, one type a line."""
    content = schema.model_dump(mode="json", exclude_defaults=True)
    parts = [f'"version":{json.dumps(content["version"])}']
    for name in ("resources", "data"):
        lines = [
            f"{json.dumps(kind)}:{json.dumps(block, sort_keys=True, separators=(',', ':'))}"
            for kind, block in sorted(content[name].items())
        ]
        parts.append(f'"{name}":{{\n' + ",\n".join(lines) + "\n}")
    return "{" + ",\n".join(parts) + "}\n"


class _RawAttribute(Frozen, extra="ignore"):
    type: JsonValue = None
    required: bool = False
    optional: bool = False
    computed: bool = False
    deprecated: bool = False


class _RawNested(Frozen, extra="ignore"):
    nesting_mode: Literal["single", "list", "set", "map", "group"]
    block: "_RawBlock"
    min_items: int = 0
    max_items: int = 0


class _RawBlock(Frozen, extra="ignore"):
    attributes: Mapping[str, _RawAttribute] = Field(default_factory=dict)
    block_types: Mapping[str, _RawNested] = Field(default_factory=dict)
    deprecated: bool = False


class _RawType(Frozen, extra="ignore"):
    block: _RawBlock


class _RawProvider(Frozen, extra="ignore"):
    resource_schemas: Mapping[str, _RawType]
    data_source_schemas: Mapping[str, _RawType]


class _RawOutput(Frozen, extra="ignore"):
    provider_schemas: Mapping[str, _RawProvider]


_OUTPUT = TypeAdapter(_RawOutput)


def _block(raw: _RawBlock) -> BlockSchema:
    return BlockSchema(
        attributes={
            name: AttributeSchema(**attribute.model_dump())
            for name, attribute in sorted(raw.attributes.items())
        },
        blocks={
            name: NestedSchema(
                nesting=nested.nesting_mode,
                block=_block(nested.block),
                min_items=nested.min_items,
                max_items=nested.max_items,
            )
            for name, nested in sorted(raw.block_types.items())
            if name not in _RECURSIVE
        },
        deprecated=raw.deprecated,
    )
