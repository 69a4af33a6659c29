"""The ways in which a property becomes Terraform. Translators put them together; see `translators/`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cloudwright.design.blueprint.values import PolicyDocument
from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Block,
    Call,
    Item,
    Object,
    Token,
    Tuple,
)
from cloudwright.design.emit.terraform.policy import DATA_TYPE, document_block
from cloudwright.design.emit.terraform.reader import Reader, Spec, is_mapping


@dataclass(frozen=True, slots=True)
class Nested:
    """An object, or each of a list of objects, as a block."""

    block: str
    nested: Spec
    extra: tuple[Item, ...] = ()

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        single = is_mapping(reader.values[name])
        for child in [reader.child(name)] if single else reader.children(name):
            why = reader.why(name) or child.why("")
            yield Block(self.block, (), (*self.extra, *child.items(self.nested)), why)


@dataclass(frozen=True, slots=True)
class Inline:
    """An object whose properties stand directly in the surrounding block."""

    nested: Spec

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        return reader.child(name).items(self.nested)


@dataclass(frozen=True, slots=True)
class Json:
    """An object that Terraform takes as a JSON text."""

    argument: str
    nested: Spec = field(default_factory=dict)

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        value = Call("jsonencode", (reader.expression(name),))
        yield Attribute(self.argument, value, reader.reasons(name))


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document, as a data source in front of the resource. `purpose` ends its label."""

    argument: str
    purpose: str = ""
    nested: Spec = field(default_factory=dict)

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        value = reader.values[name]
        if not isinstance(value, PolicyDocument):
            raise reader.refusal(name, reason="it is not a policy document")
        label = f"{reader.label}_{self.purpose}" if self.purpose else reader.label
        reader.page.before.append(
            document_block(
                reader.scope, label, document=value, stack=reader.resource.stack, why=reader.reasons(name)
            )
        )
        yield Attribute(self.argument, Token(f"data.{DATA_TYPE}.{label}.json"))


@dataclass(frozen=True, slots=True)
class Companion:
    """An object that is a resource of its own in Terraform, tied to the main one by `anchor`."""

    resource: str
    nested: Spec
    anchor: str = "bucket"
    attribute: str = "id"

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        tie = Attribute(self.anchor, Token(f"{reader.address}.{self.attribute}"))
        items = (tie, *reader.child(name).items(self.nested))
        reader.page.after.append(Block("resource", (self.resource, reader.label), items, reader.why(name)))
        return ()


@dataclass(frozen=True, slots=True)
class Custom:
    """A property that needs a function of its own; it must write or refuse all that is inside."""

    function: Callable[[Reader, str], Iterable[Item]]
    nested: Spec = field(default_factory=dict)

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        return self.function(reader, name)


@dataclass(frozen=True, slots=True)
class Implied:
    """A property that says what Terraform does anyway; `value` is the one that it may have."""

    value: str
    nested: Spec = field(default_factory=dict)

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        if reader.values[name] != self.value:
            raise reader.refusal(name, reason=f"Terraform knows only '{self.value}'")
        reader.why(name)
        return ()


@dataclass(frozen=True, slots=True)
class Tags:
    """Tags of a resource's own, a list of Key and Value or an object; the provider adds the standard ones."""

    nested: Spec = field(default_factory=dict)

    def write(self, reader: Reader, name: str) -> Iterable[Item]:
        if is_mapping(reader.values[name]):
            yield reader.argument("tags", name)
        else:
            tags = [(child.literal("Key"), child.expression("Value")) for child in reader.children(name)]
            yield Attribute("tags", Object(tuple(tags)), reader.reasons(name))


TAGS = Tags()


def values_list(reader: Reader, name: str) -> Tuple:
    """Return a property as a list, also when it holds one value."""
    expression = reader.expression(name)
    return expression if isinstance(expression, Tuple) else Tuple((expression,))
