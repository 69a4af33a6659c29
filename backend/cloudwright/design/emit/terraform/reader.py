"""Reads the properties of one resource so that each is written somewhere, or refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeGuard

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Param, PolicyDocument, Pseudo, Ref, Select, Value
from cloudwright.design.emit.errors import UntranslatedProperty
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Expression, Item
from cloudwright.design.emit.terraform.scope import Scope


class Writer(Protocol):
    """Writes one property. `nested` are the properties inside it, for the coverage table."""

    @property
    def nested(self) -> "Spec": ...

    def write(self, reader: "Reader", name: str) -> Iterable[Item]: ...


Spec = Mapping[str, str | Writer]


@dataclass
class Page:
    """The blocks that one resource becomes, around its main block, and the reasons already written.

    `waits` are addresses that the main block must wait for although nothing in it refers to them.
    """

    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    explained: set[str] = field(default_factory=set)
    waits: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """One level of properties. `path` is dotted, as the keys of `Resource.comments`."""

    resource: Resource
    scope: Scope
    values: Mapping[str, Value]
    page: Page
    path: str = ""

    @property
    def label(self) -> str:
        return self.scope.label(self.resource.key)

    @property
    def address(self) -> str:
        return self.scope.address(self.resource.key)

    def items(self, spec: Spec) -> list[Item]:
        """Write every property: arguments in the order of the spec, then blocks.

        Raises UntranslatedProperty when there is one that the spec does not name.
        """
        unknown = [name for name in self.values if name not in spec]
        if unknown:
            raise self.refusal(unknown[0])
        written: list[Item] = []
        for name, target in spec.items():
            if name not in self.values:
                continue
            if isinstance(target, str):
                written.append(self.argument(target, name))
            else:
                written += target.write(self, name)
        return [*_attributes(written), *_blocks(written)]

    def argument(self, target: str, name: str) -> Attribute:
        return Attribute(target, self.expression(name), self.reasons(name))

    def expression(self, name: str) -> Expression:
        return self.scope.expression(self.values[name], stack=self.resource.stack)

    def why(self, name: str) -> str:
        """Return the reason for a property, once."""
        path = self._path(name)
        if path in self.page.explained:
            return ""
        text = self.resource.comments.get(path, "")
        if text:
            self.page.explained.add(path)
        return text

    def reasons(self, name: str) -> str:
        """Return the reason for a property and for all that is inside it, which stands on the same line."""
        inside = f"{self._path(name)}."
        texts = [self.why(name)]
        for path, text in self.resource.comments.items():
            if path.startswith(inside) and path not in self.page.explained:
                self.page.explained.add(path)
                texts.append(text)
        return " ".join(text for text in texts if text)

    def child(self, name: str) -> "Reader":
        value = self.values[name]
        if not is_mapping(value):
            raise self.refusal(name, reason="it is not an object")
        return self._inside(value, name)

    def children(self, name: str) -> list["Reader"]:
        value = self.values[name]
        if not is_list(value):
            raise self.refusal(name, reason="it is not a list")
        readers = []
        for position, item in enumerate(value):
            if not is_mapping(item):
                raise self.refusal(f"{name}.{position}", reason="it is not an object")
            readers.append(self._inside(item, f"{name}.{position}"))
        return readers

    def literal(self, name: str) -> str:
        """Return a property that decides what is written, and so must be plain text."""
        value = self.values[name]
        if not isinstance(value, str) or isinstance(value, Pseudo):
            raise self.refusal(name, reason="it must be a fixed text")
        return value

    def refusal(
        self, name: str, *, reason: str = "no Terraform argument is known for it"
    ) -> UntranslatedProperty:
        return UntranslatedProperty(
            f"{self.resource.key} ({self.resource.type})", path=self._path(name), reason=reason
        )

    def _inside(self, values: Mapping[str, Value], name: str) -> "Reader":
        return Reader(self.resource, self.scope, values, self.page, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def is_mapping(value: Value) -> TypeGuard[Mapping[str, Value]]:
    return isinstance(value, Mapping)


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    scalars = (str, int, float, Ref, Param, Join, Select, PolicyDocument, Mapping)
    return not isinstance(value, scalars)


def _attributes(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if isinstance(item, Attribute)]


def _blocks(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if not isinstance(item, Attribute)]
