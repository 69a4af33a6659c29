"""Resources, parameters, outputs, and the blueprint that holds them for one environment."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

from cloudwright.design.blueprint.values import (
    Join,
    Param,
    PolicyDocument,
    Ref,
    ResourceKey,
    Scalar,
    Select,
    Value,
)
from cloudwright.design.model.architecture import Environment


class Stack(StrEnum):
    """Where a resource is deployed, in the order of deployment: the home region, and us-east-1 around it.

    CloudFront needs certificates and web ACLs in us-east-1 before it is made, and has its metrics there
    after it is made.
    """

    GLOBAL = "global"
    MAIN = "main"
    GLOBAL_ALARMS = "global-alarms"


@dataclass(frozen=True, slots=True)
class Series:
    """A resource that is made once for each of several keys, such as a subnet for each Availability Zone.

    Members of a series have the same element, type and `name`; Terraform writes them as one `for_each` block.
    """

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One AWS resource: CloudFormation's type and property names, traced to the element that needs it.

    `comments` says why a property has its value, keyed by the dotted property path ("VisibilityTimeout").
    `tags` marks types that take the standard tags; emitters add them.
    """

    key: ResourceKey
    type: str
    properties: Mapping[str, Value]
    stack: Stack = Stack.MAIN
    depends_on: tuple[ResourceKey, ...] = ()
    retain: bool = False  # DeletionPolicy and UpdateReplacePolicy Retain; prevent_destroy is left to people
    snapshot: bool = False  # DeletionPolicy and UpdateReplacePolicy Snapshot: a last copy outlives it
    comments: Mapping[str, str] = field(default_factory=dict)
    area: str = (
        "main"  # the Terraform file it belongs to: storage, edge, api, compute, messaging, identity, ...
    )
    series: Series | None = None
    about: str = ""  # the other element that it is about, such as the one that an alarm watches

    @property
    def logical_id(self) -> str:
        """The CloudFormation id: PascalCase of the element and of the part, once where they are one word."""
        element_id, part = self.key.element_id, self.key.part
        return pascal_case(element_id if part == element_id else f"{element_id}-{part}")

    @property
    def label(self) -> str:
        """The Terraform label: the element's id in snake_case; parts that share a type add theirs."""
        return self.key.element_id.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str  # PascalCase
    description: str
    type: Literal["String", "Number"] = "String"
    default: str | int | None = None
    pattern: str | None = None
    example: str = ""
    group: str = "Settings"
    secret: bool = False
    element_id: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    name: str  # PascalCase
    description: str
    value: Scalar
    stack: Stack = Stack.MAIN
    element_id: str | None = None


@dataclass(frozen=True, slots=True)
class CodeAsset:
    """Placeholder function code: `path` in the bundle is functions/<element_id>/<filename>."""

    element_id: str
    filename: str
    source: str
    handler: str


@dataclass(frozen=True)
class Blueprint:
    """Everything one environment needs, ready to serialise. Resources come in reading order."""

    name: str
    title: str
    environment: Environment
    region: str
    resources: tuple[Resource, ...]
    parameters: tuple[Parameter, ...] = ()
    outputs: tuple[Output, ...] = ()
    code: tuple[CodeAsset, ...] = ()
    prefix: str = ""  # the start of physical names; `<name>-<environment>` when empty
    tags: Mapping[str, str] = field(default_factory=dict)  # besides the standard ones
    purposes: Mapping[str, str] = field(default_factory=dict)  # of elements, by id: what they are and are for

    @property
    def names_start(self) -> str:
        """What physical names begin with."""
        return self.prefix or f"{self.name}-{self.environment}"

    @property
    def names_start_everywhere(self) -> str:
        """What physical names begin with in all environments of the design."""
        return self.names_start.removesuffix(f"-{self.environment}")

    @cached_property
    def by_key(self) -> Mapping[ResourceKey, Resource]:
        return {resource.key: resource for resource in self.resources}

    @property
    def stacks(self) -> tuple[Stack, ...]:
        used = {resource.stack for resource in self.resources}
        return tuple(stack for stack in Stack if stack in used)

    def stack_region(self, stack: Stack) -> str:
        return self.region if stack is Stack.MAIN else "us-east-1"

    def of(self, element_id: str) -> tuple[Resource, ...]:
        return tuple(r for r in self.resources if r.key.element_id == element_id)


def pascal_case(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", text) if word)


def references(value: Value) -> Iterator[Ref | Param]:
    """Yield every reference and parameter inside a value, in order."""
    if isinstance(value, (Ref, Param)):
        yield value
    for part in _parts(value):
        yield from references(part)


def _parts(value: Value) -> Sequence[Value]:
    match value:
        case Join(parts=parts):
            return parts
        case Select(values=values):
            return (values,)
        case PolicyDocument(statements=statements):
            return [v for s in statements for v in (s.resources, s.principal or "", s.conditions)]
        case Mapping():
            return tuple(value.values())
        case list() | tuple():
            return value
        case _:
            return ()
