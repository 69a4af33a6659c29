"""Reads the blocks of a Terraform file line by line: what is declared, and what each block refers to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r'^(\w+)((?: "[^"]*")*) \{(\})?$')
_LABEL = re.compile(r'"([^"]*)"')
_LISTED = re.compile(r"^  for_each\s+= toset\(\[(.*)\]\)$", re.MULTILINE)
_MAPPED = re.compile(r"^  for_each\s+= \{\n(.*?)^  \}$", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^    [a-z0-9_]+\s+= \{", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(#|//)")
_REFERENCE = re.compile(r"(?<![\w.\"-])(data\.)?(aws_[a-z0-9_]+)\.([A-Za-z0-9_-]+)")
_SENSITIVE = re.compile(r"^  sensitive\s+= true$", re.MULTILINE)
_VARIABLE = re.compile(r"(?<![\w.])var\.([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block; `refers` are addresses such as `aws_sqs_queue.jobs` and `var.email`.

    `count` is how many resources it stands for: the keys of its `for_each` if they are written out. What is
    `sensitive` is a variable whose value may stand in no file.
    """

    kind: str
    labels: tuple[str, ...]
    refers: frozenset[str]
    count: int = 1
    sensitive: bool = False

    @property
    def address(self) -> str:
        match self.kind:
            case "resource":
                return ".".join(self.labels)
            case "variable":
                return f"var.{self.labels[0]}"
            case _:
                return ".".join((self.kind, *self.labels))


def blocks(text: str) -> tuple[Block, ...]:
    """Return the top-level blocks; raises ValueError when one is not closed or something stands outside."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    head: re.Match[str] | None = None
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if head is not None:
            if line == "}":
                yield _block(head, body)
                head, body = None, []
            elif not _COMMENT.match(line):
                body.append(line)
        elif line.strip() and not _COMMENT.match(line):
            opened = _OPENING.match(line)
            if opened is None:
                raise ValueError(f"line {number} is outside of every block")
            if opened[3]:
                yield _block(opened, [])
            else:
                head = opened
    if head is not None:
        raise ValueError(f"the block {head[0]} is not closed")


def _block(head: re.Match[str], body: list[str]) -> Block:
    text = "\n".join(body)
    named = {f"{data}{kind}.{label}" for data, kind, label in _REFERENCE.findall(text)}
    named |= {f"var.{name}" for name in _VARIABLE.findall(text)}
    return Block(
        kind=head[1],
        labels=tuple(_LABEL.findall(head[2])),
        refers=frozenset(named),
        count=_count(text),
        sensitive=_SENSITIVE.search(text) is not None,
    )


def _count(body: str) -> int:
    if listed := _LISTED.search(body):
        return len(_LABEL.findall(listed[1]))
    if mapped := _MAPPED.search(body):
        return len(_KEY.findall(mapped[1])) or 1
    return 1
