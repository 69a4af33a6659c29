"""Blueprint values as CloudFormation JSON, with intrinsics in their long form."""

from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.blueprint.values import (
    Join,
    Param,
    PolicyDocument,
    Pseudo,
    Ref,
    Scalar,
    Select,
    Statement,
    Value,
)

Node = str | int | float | bool | list["Node"] | dict[str, "Node"]


class Intrinsics:
    """Renders values for one stack. `imported` are references that arrive as parameters."""

    def __init__(self, blueprint: Blueprint, imported: Mapping[Ref, str]) -> None:
        self._blueprint = blueprint
        self._imported = imported

    def render(self, value: Value) -> Node:
        node: Node
        match value:
            case Pseudo.AVAILABILITY_ZONES:
                node = {"Fn::GetAZs": ""}
            case Pseudo():
                node = {"Ref": value.value}
            case str() | bool() | int() | float():
                node = value
            case Ref():
                node = self._reference(value)
            case Param(name=name):
                node = {"Ref": name}
            case Join(parts=parts):
                node = self._join(parts)
            case Select():
                node = self._selected(value)
            case PolicyDocument(statements=statements):
                node = {"Version": "2012-10-17", "Statement": [self._statement(s) for s in statements]}
            case Mapping():
                node = {key: self.render(item) for key, item in value.items()}
            case _:
                node = [self.render(item) for item in value]
        return node

    def _selected(self, selection: Select) -> Node:
        listed = self.render(selection.values)
        if selection.separator:
            listed = {"Fn::Split": [selection.separator, listed]}
        return {"Fn::Select": [selection.index, listed]}

    def _reference(self, reference: Ref) -> Node:
        if reference in self._imported:
            return {"Ref": self._imported[reference]}
        logical_id = self._blueprint.by_key[reference.resource].logical_id
        if reference.attribute is None:
            return {"Ref": logical_id}
        return {"Fn::GetAtt": [logical_id, reference.attribute]}

    def _join(self, parts: Sequence[Scalar]) -> Node:
        flat = [*_flattened(parts)]
        if all(isinstance(part, (str, int, float)) and not isinstance(part, Pseudo) for part in flat):
            return "".join(_text(part) for part in flat)
        variables: dict[str, Node] = {}
        text = "".join(self._placed(part, variables) for part in flat)
        return {"Fn::Sub": [text, variables]} if variables else {"Fn::Sub": text}

    def _placed(self, part: Scalar, variables: dict[str, Node]) -> str:
        """Return the part as it stands inside Fn::Sub; what has no short form goes to `variables`."""
        match part:
            case Pseudo():
                return f"${{{part.value}}}"
            case Ref() | Param():
                return f"${{{_sub_name(self.render(part))}}}"
            case Select():
                name = f"Part{len(variables) + 1}"
                variables[name] = self.render(part)
                return f"${{{name}}}"
            case _:
                return _text(part).replace("${", "${!")

    def _statement(self, statement: Statement) -> Node:
        rendered: dict[str, Node] = {}
        if statement.sid:
            rendered["Sid"] = statement.sid
        rendered["Effect"] = statement.effect
        if statement.principal is not None:
            rendered["Principal"] = self.render(statement.principal)
        rendered["Action"] = _one_or_many([*statement.actions])
        if statement.resources:
            rendered["Resource"] = _one_or_many([self.render(r) for r in statement.resources])
        if statement.conditions:
            rendered["Condition"] = self.render(statement.conditions)
        return rendered


def _sub_name(reference: Node) -> str:
    match reference:
        case {"Ref": str(name)}:
            return name
        case {"Fn::GetAtt": [str(resource), str(attribute)]}:
            return f"{resource}.{attribute}"
        case _:
            raise TypeError(f"not a reference: {reference!r}")


def _flattened(parts: Sequence[Scalar]) -> Iterator[Scalar]:
    for part in parts:
        if isinstance(part, Join):
            yield from _flattened(part.parts)
        else:
            yield part


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _one_or_many(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else items
