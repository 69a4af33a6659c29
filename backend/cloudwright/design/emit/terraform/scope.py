"""What code may refer to in one environment: labels of resources, variables, data sources."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from cloudwright.design.blueprint.graph import Blueprint, Resource, Stack
from cloudwright.design.blueprint.values import (
    Join,
    Param,
    PolicyDocument,
    Pseudo,
    Ref,
    ResourceKey,
    Scalar,
    Select,
    Value,
)
from cloudwright.design.catalog.naming import fitted
from cloudwright.design.emit.errors import UntranslatedProperty
from cloudwright.design.emit.numbers import number_text
from cloudwright.design.emit.terraform.arns import Pieces, built_texts, flat
from cloudwright.design.emit.terraform.hcl.printer import expression_lines
from cloudwright.design.emit.terraform.hcl.tree import Call, Expression, Object, Quoted, Token, Tuple
from cloudwright.design.emit.terraform.references import Addresses
from cloudwright.design.emit.terraform.series import index

_DATA = {
    Pseudo.ACCOUNT_ID: Token("data.aws_caller_identity.current.account_id"),
    Pseudo.REGION: Token("data.aws_region.current.name"),
    Pseudo.PARTITION: Token("data.aws_partition.current.partition"),
    Pseudo.AVAILABILITY_ZONES: Token("data.aws_availability_zones.available.names"),
}


# Another connection makes another one of these. Their labels say which from the first on, since a label that
# changes later makes Terraform replace what people use.
_FOR_EACH_NEIGHBOUR = frozenset(
    {
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "AWS::EC2::SecurityGroupEgress",
        "AWS::EC2::SecurityGroupIngress",
        "AWS::EC2::VPCEndpoint",
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Lambda::Permission",
    }
)
_NAME_CHARACTERS = 64  # Lambda functions and CloudFront policies have the shortest limits


def snake_case(text: str) -> str:
    """Return `AlertEmail`, `alert-email` and `TTLDays` as `alert_email` and `ttl_days`."""
    separated = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", text)
    return re.sub(r"[^A-Za-z0-9]+", "_", separated).lower()


def lives_away(blueprint: Blueprint, resource: Resource) -> bool:
    """Say whether the resource lives in us-east-1 while the design's home is elsewhere."""
    return blueprint.stack_region(resource.stack) != blueprint.region


class Scope:
    """Names and expressions of one blueprint. `addresses` knows what each resource type can be asked for."""

    def __init__(self, blueprint: Blueprint, addresses: Addresses) -> None:
        self.blueprint = blueprint
        self._addresses = addresses

    @cached_property
    def _twins(self) -> Counter[tuple[str, str]]:
        written = {(r.key.element_id, r.type, _part(r)) for r in self.blueprint.resources}
        return Counter((element_id, type_name) for element_id, type_name, _ in written)

    def label(self, key: ResourceKey) -> str:
        """Return the element's id in snake_case, with the part where the element has or may get several."""
        resource = self.blueprint.by_key[key]
        said = resource.label.endswith(f"_{snake_case(_part(resource))}")
        for_each = resource.type in _FOR_EACH_NEIGHBOUR and not said
        if for_each or self._twins[(key.element_id, resource.type)] > 1:
            return snake_case(f"{resource.label}_{_part(resource)}")
        return resource.label

    def block_address(self, key: ResourceKey) -> str:
        """Return the address of the block that declares the resource: `aws_subnet.network`."""
        resource = self.blueprint.by_key[key]
        return f"{self._addresses.terraform_type(resource)}.{self.label(key)}"

    def address(self, key: ResourceKey) -> str:
        """Return the address of the resource's main part: `aws_sqs_queue.jobs`, `aws_subnet.network["a"]`."""
        return f"{self.block_address(key)}{_index(self.blueprint.by_key[key])}"

    def physical_name(self, key: ResourceKey) -> str:
        """Return the name of a resource that CloudFormation would name itself."""
        name = f"{self.blueprint.names_start}-{self.label(key)}".replace("_", "-")
        return fitted(name, _NAME_CHARACTERS)

    def find(self, value: Value) -> Resource | None:
        return self.blueprint.by_key.get(value.resource) if isinstance(value, Ref) else None

    def expression(self, value: Value, *, stack: Stack = Stack.MAIN) -> Expression:
        """Return the value in HCL; raises UntranslatedProperty for a policy document out of its place."""
        written: Expression
        match value:
            case Pseudo():
                written = self._pseudo(value, stack)
            case str():
                written = Quoted((value,) if value else ())
            case bool():
                written = Token("true" if value else "false")
            case int() | float():
                written = Token(number_text(value))
            case Ref() | Param():
                written = self._reference(value)
            case Join():
                listed = self._whole_list(value, stack)
                written = listed or self._joined(self._asking(flat(value)), stack)
            case Select():
                written = self._selected(value, stack)
            case PolicyDocument():
                raise UntranslatedProperty(
                    "policy document", path="?", reason="it stands where none is expected"
                )
            case Mapping():
                entries = ((key, self.expression(item, stack=stack)) for key, item in value.items())
                written = Object(tuple(entries))
            case _:
                written = Tuple(tuple(self.expression(item, stack=stack) for item in value))
        return written

    def _selected(self, selection: Select, stack: Stack) -> Token:
        listed = self.expression(selection.values, stack=stack)
        if selection.separator:
            listed = Call("split", (Quoted((selection.separator,)), listed))
        return Token(f"{expression_lines(listed)[0]}[{selection.index}]")

    def _pseudo(self, pseudo: Pseudo, stack: Stack) -> Expression:
        if pseudo is Pseudo.REGION and stack is not Stack.MAIN:
            return Quoted(("us-east-1",))
        return _DATA[pseudo]

    def _reference(self, reference: Ref | Param) -> Expression:
        if isinstance(reference, Param):
            return Token(f"var.{snake_case(reference.name)}")
        resource = self.blueprint.by_key[reference.resource]
        label = f"{self.label(reference.resource)}{_index(resource)}"
        return self._addresses.attribute(resource, reference, label)

    def plain_join(self, join: Join, *, stack: Stack) -> Expression:
        """Return the text as it is put together, for the property that the others are asked for."""
        return self._joined(flat(join), stack)

    def _whole_list(self, join: Join, stack: Stack) -> Expression | None:
        """Return `join(...)` where the text is the items of one list from the first on, evenly separated."""
        items, between = join.parts[::2], set(join.parts[1::2])
        listed = [item for item in items if isinstance(item, Select)]
        if len(items) < 2 or len(listed) != len(items) or len(between) != 1:
            return None
        if [item.index for item in listed] != list(range(len(items))):
            return None
        if any(item.values != listed[0].values for item in listed):
            return None
        separator = self.expression(between.pop(), stack=stack)
        return Call("join", (separator, self.expression(listed[0].values, stack=stack)))

    def _joined(self, values: Sequence[Scalar | Token], stack: Stack) -> Expression:
        parts: list[str | Token] = []
        for value in values:
            expression = value if isinstance(value, Token) else self.expression(value, stack=stack)
            match expression:
                case Quoted(parts=inner):
                    parts += inner
                case Token():
                    parts.append(expression)
                case _:
                    raise UntranslatedProperty("text", path=str(value), reason="a list inside a text")
        if len(parts) == 1 and isinstance(parts[0], Token):
            return parts[0]
        return Quoted(tuple(_merged(parts)))

    def _asking(self, parts: tuple[Scalar, ...]) -> Sequence[Scalar | Token]:
        """Replace the beginning by a reference where a resource of this design can be asked for it."""
        if any(isinstance(part, Select) for part in parts):
            return parts
        for beginning, rest in _beginnings(parts):
            pieces = self._built.get(beginning)
            if pieces is not None:
                return (*pieces, *rest)
        return parts

    @cached_property
    def _built(self) -> Mapping[tuple[Scalar, ...], Pieces]:
        return {
            flat(text): pieces
            for resource in self.blueprint.resources
            for text, pieces in built_texts(resource, self.address(resource.key))
        }


def _beginnings(parts: tuple[Scalar, ...]) -> Iterator[tuple[tuple[Scalar, ...], tuple[Scalar, ...]]]:
    """Yield each (beginning, rest): the beginning ends with a part, or before a slash in one."""
    for count, part in enumerate(parts, start=1):
        yield parts[:count], parts[count:]
        if isinstance(part, str) and not isinstance(part, Pseudo):
            for slash in re.finditer("/", part):
                start = slash.start()
                yield (*parts[: count - 1], part[:start]), (part[start:], *parts[count:])


def _part(resource: Resource) -> str:
    return resource.series.name if resource.series else resource.key.part


def _index(resource: Resource) -> str:
    return index(resource.series.key) if resource.series else ""


def _is_text(piece: object) -> bool:
    return isinstance(piece, str) and not isinstance(piece, Pseudo)


def _merged(parts: list[str | Token]) -> list[str | Token]:
    merged: list[str | Token] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return merged
