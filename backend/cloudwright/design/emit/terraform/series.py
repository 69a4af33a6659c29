"""One `for_each` block for the members of a series: what they share stands once, what differs in its map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cloudwright.design.emit.errors import UntranslatedProperty
from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Blank,
    Block,
    Call,
    Expression,
    Item,
    Object,
    Quoted,
    Token,
    Tuple,
    text,
)


def index(key: str) -> str:
    """Return what follows the label of a member in its address: `["a"]`."""
    return f'["{key}"]'


def as_one(blocks: Mapping[str, Sequence[Block]]) -> Block:
    """Return the block for all members (key -> its blocks); raises UntranslatedProperty for two blocks each.

    Members have the same attributes and inner blocks in the same order, since one translator wrote them.
    """
    first = next(iter(blocks.values()))[0]
    if any(len(written) != 1 for written in blocks.values()):
        raise UntranslatedProperty(
            first.address, path="?", reason="a series becomes one block for each member"
        )
    members = _Members(tuple(blocks))
    items = members.items([written[0].items for written in blocks.values()])
    return replace(first, items=(Attribute("for_each", members.map()), Blank(), *items))


@dataclass
class _Members:
    keys: tuple[str, ...]
    differing: dict[str, Sequence[Expression]] = field(default_factory=dict)

    def items(self, of_each: Sequence[Sequence[Item]]) -> list[Item]:
        return [self._item(together) for together in zip(*of_each, strict=True)]

    def map(self) -> Expression:
        if not self.differing:
            return Call("toset", (Tuple(tuple(text(key) for key in self.keys)),))
        return Object(
            tuple(
                (key, Object(tuple((name, values[place]) for name, values in self.differing.items())))
                for place, key in enumerate(self.keys)
            )
        )

    def _item(self, together: Sequence[Item]) -> Item:
        first = together[0]
        if isinstance(first, Attribute):
            values = [item.value for item in together if isinstance(item, Attribute)]
            return replace(first, value=self._value(first.name, values))
        if isinstance(first, Block):
            inner = [item.items for item in together if isinstance(item, Block)]
            return replace(first, items=tuple(self.items(inner)))
        return first

    def _value(self, name: str, values: Sequence[Expression]) -> Expression:
        general = [_general(value, key) for key, value in zip(self.keys, values, strict=True)]
        if all(value == general[0] for value in general):
            return general[0]
        if all(isinstance(value, Object) for value in values):
            entries = [value.entries for value in values if isinstance(value, Object)]
            return Object(
                tuple(
                    (together[0][0], self._value(together[0][0], [value for _, value in together]))
                    for together in zip(*entries, strict=True)
                )
            )
        self.differing[name] = values
        return Token(f"each.value.{name}")


def _general(value: Expression, key: str) -> Expression:
    """Return the value with the member's own key replaced by `each.key`, where it stands for it."""
    match value:
        case Token(text=code):
            return Token(code.replace(index(key), "[each.key]"))
        case Quoted(parts=parts) if parts and isinstance(parts[-1], str) and parts[-1].endswith(f"-{key}"):
            return Quoted((*parts[:-1], parts[-1].removesuffix(key), Token("each.key")))
        case Tuple(items=items):
            return Tuple(tuple(_general(item, key) for item in items))
        case Object(entries=entries):
            return Object(tuple((name, _general(item, key)) for name, item in entries))
        case _:
            return value
