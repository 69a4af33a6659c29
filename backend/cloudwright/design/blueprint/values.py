"""What a resource property may hold: literals, references, parameters, and text joined from them.

Property names are CloudFormation's. A mapping or list may contain any of these values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ResourceKey:
    """Which resource: the element it belongs to, and the part of it (`function`, `role`, `log-group`)."""

    element_id: str
    part: str

    def __str__(self) -> str:
        return f"{self.element_id}/{self.part}"


@dataclass(frozen=True, slots=True)
class Ref:
    """CloudFormation's Ref (attribute None) or GetAtt (`Arn`, `DomainName`, `RegionalDomainName`)."""

    resource: ResourceKey
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Param:
    """The value of a parameter that the person who deploys gives."""

    name: str


class Pseudo(StrEnum):
    ACCOUNT_ID = "AWS::AccountId"
    REGION = "AWS::Region"
    PARTITION = "AWS::Partition"
    AVAILABILITY_ZONES = "availability zones"  # a list: those of the stack's region, taken from by Select


@dataclass(frozen=True, slots=True)
class Join:
    """Parts put together with nothing between them."""

    parts: tuple["Scalar", ...]


@dataclass(frozen=True, slots=True)
class Select:
    """One of `values`, or with a `separator` one of the pieces of a text."""

    index: int
    values: "Value"
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an IAM policy; `principal` only in resource policies (`{"Service": "..."}`)."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple["Scalar", ...]
    effect: str = "Allow"
    principal: Mapping[str, "Value"] | str | None = None
    conditions: Mapping[str, Mapping[str, "Value"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    statements: tuple[Statement, ...]


Scalar = str | int | float | bool | Ref | Param | Pseudo | Join | Select
Value = Scalar | PolicyDocument | Sequence["Value"] | Mapping[str, "Value"]
