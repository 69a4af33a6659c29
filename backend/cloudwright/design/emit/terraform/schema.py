"""Checks Terraform files against the provider's schema, without Terraform: names, types, references."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from cloudwright.design.emit.files import EmittedFile
from cloudwright.design.emit.terraform.hcl.reader import (
    HclUnreadable,
    ReadAttribute,
    ReadBlock,
    code_parts,
    read,
)
from cloudwright.design.emit.terraform.schema_data import (
    AttributeSchema,
    BlockSchema,
    ProviderSchema,
    provider_schema,
)

_META_ARGUMENTS = frozenset({"count", "depends_on", "for_each", "provider"})
_META_BLOCKS = frozenset({"lifecycle", "timeouts"})
_REFERENCE = re.compile(r"(?<![\w.])(data\.)?(aws_[a-z0-9_]+)\.([A-Za-z0-9_-]+)(?:\.([a-z0-9_]+))?")
_VARIABLE = re.compile(r"(?<![\w.])var\.([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class SchemaMatch:
    """Something that Terraform would refuse, or that the provider calls deprecated."""

    path: str
    line: int
    level: Literal["error", "warning"]
    message: str


def check(files: Iterable[EmittedFile]) -> tuple[SchemaMatch, ...]:
    """Return what is wrong in the `.tf` files of one Terraform root, by file and line."""
    return _Root(provider_schema(), [f for f in files if f.path.endswith(".tf")]).matches()


class _Root:
    def __init__(self, schema: ProviderSchema, files: Sequence[EmittedFile]) -> None:
        self._schema = schema
        self._unreadable: list[SchemaMatch] = []
        self._read: list[tuple[str, ReadBlock]] = []
        for file in files:
            try:
                self._read.append((file.path, read(file.text)))
            except HclUnreadable as error:
                self._unreadable.append(SchemaMatch(file.path, error.line, "error", str(error)))
        top = [block for _, content in self._read for block in content.blocks]
        self._declared = {
            (block.type, *block.labels) for block in top if block.type in ("resource", "data", "variable")
        }

    def matches(self) -> tuple[SchemaMatch, ...]:
        found = list(self._unreadable)
        for path, content in self._read:
            for block in content.blocks:
                found += [SchemaMatch(path, *rest) for rest in self._block(block)]
        found += [*self._twice(), *self._cycle()]
        return tuple(sorted(found, key=lambda m: (m.path, m.line, m.message)))

    def _block(self, block: ReadBlock) -> Iterator[tuple[int, Literal["error", "warning"], str]]:
        kinds: Mapping[str, Mapping[str, BlockSchema]] = {
            "resource": self._schema.resources,
            "data": self._schema.data,
        }
        if block.type in kinds:
            schema = kinds[block.type].get(block.labels[0])
            if schema is None:
                yield block.line, "error", f"{block.labels[0]} is not a known {block.type} type"
            else:
                yield from _walk(
                    block, schema, where=".".join(block.labels), top=_META_ARGUMENTS | _META_BLOCKS
                )
        for attribute in _all_attributes(block):
            for problem in self._references(attribute):
                yield attribute.line, "error", problem

    def _references(self, attribute: ReadAttribute) -> Iterator[str]:
        for code in code_parts(attribute.expression):
            for data, kind, label, name in _REFERENCE.findall(code):
                yield from self._reference("data" if data else "resource", kind, label=label, name=name)
            for name in _VARIABLE.findall(code):
                if ("variable", name) not in self._declared:
                    yield f"var.{name} is not declared"

    def _reference(self, block_type: str, kind: str, *, label: str, name: str) -> Iterator[str]:
        types = self._schema.data if block_type == "data" else self._schema.resources
        if (block_type, kind, label) not in self._declared:
            yield f"{kind}.{label} is not declared"
        elif name and kind in types:
            schema = types[kind]
            if name not in schema.attributes and name not in schema.blocks:
                yield f"{kind} has no attribute {name}"

    def _twice(self) -> Iterator[SchemaMatch]:
        seen: set[tuple[str, ...]] = set()
        for path, content in self._read:
            for block in content.blocks:
                key = (block.type, *block.labels)
                if block.type in ("resource", "data", "variable", "output") and key in seen:
                    yield SchemaMatch(path, block.line, "error", f"{'.'.join(key)} is declared twice")
                seen.add(key)

    def _cycle(self) -> Iterator[SchemaMatch]:
        """Yield the first block of a cycle, if there is one: Terraform could not order its blocks."""
        lines = {
            block.labels: (path, block.line)
            for path, content in self._read
            for block in content.blocks
            if block.type in ("resource", "data")
        }
        graph = {
            block.labels: [found for a in _all_attributes(block) for found in _named(a) if found in lines]
            for _, content in self._read
            for block in content.blocks
            if block.labels in lines
        }
        try:
            tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            names = [".".join(labels) for labels in error.args[1]]
            path, line = lines[error.args[1][0]]
            yield SchemaMatch(path, line, "error", f"{' uses '.join(reversed(names))}: a cycle")


def _named(attribute: ReadAttribute) -> Iterator[tuple[str, str]]:
    """Yield (type, label) of everything that the attribute refers to."""
    for code in code_parts(attribute.expression):
        for _, kind, label, _ in _REFERENCE.findall(code):
            yield kind, label


_Found = tuple[int, Literal["error", "warning"], str]


def _walk(block: ReadBlock, schema: BlockSchema, *, where: str, top: frozenset[str]) -> Iterator[_Found]:
    for attribute in block.attributes:
        if attribute.name not in top:
            yield from _attribute(attribute, schema.attributes.get(attribute.name), where=where)
    yield from _missing(block, schema, where=where)
    for child in block.blocks:
        inner = schema.blocks.get(child.type)
        if inner is not None:
            if inner.block.deprecated:
                yield child.line, "warning", f"{where}: the block {child.type} is deprecated"
            yield from _walk(child, inner.block, where=f"{where}.{child.type}", top=frozenset())
        elif child.type not in top:
            yield child.line, "error", f"{where} has no block {child.type}"


def _missing(block: ReadBlock, schema: BlockSchema, *, where: str) -> Iterator[_Found]:
    given = {attribute.name for attribute in block.attributes}
    for name, wanted in schema.attributes.items():
        if wanted.required and name not in given:
            yield block.line, "error", f"{where} needs the argument {name}"
    for name, nested in schema.blocks.items():
        count = len(block.of_type(name))
        if count < nested.min_items:
            yield block.line, "error", f"{where} needs a block {name}"
        if nested.max_items and count > nested.max_items:
            yield block.line, "error", f"{where} takes at most {nested.max_items} of {name}"


def _attribute(attribute: ReadAttribute, schema: AttributeSchema | None, *, where: str) -> Iterator[_Found]:
    name = f"{where}.{attribute.name}"
    if schema is None:
        yield attribute.line, "error", f"{where} has no argument {attribute.name}"
        return
    if not schema.required and not schema.optional:
        yield attribute.line, "error", f"{name} cannot be set"
    if schema.deprecated:
        yield attribute.line, "warning", f"{name} is deprecated"
    wanted = schema.type[0] if isinstance(schema.type, list) else schema.type
    given = _kind_of(attribute.expression)
    if given is not None and not _fits(given, wanted):
        yield attribute.line, "error", f"{name} must be a {wanted}, not a {given}"


def _kind_of(expression: str) -> str | None:
    """Return what an expression plainly is, or None when only Terraform can know."""
    kinds = {'"': "string", "[": "list", "{": "object"}
    return kinds.get(expression[0])


def _fits(given: str, wanted: object) -> bool:
    if given == "list":
        return wanted in ("list", "set", "tuple")
    if given == "object":
        return wanted in ("map", "object")
    return wanted == "string"


def _all_attributes(block: ReadBlock) -> Iterator[ReadAttribute]:
    yield from block.attributes
    for child in block.blocks:
        yield from _all_attributes(child)
