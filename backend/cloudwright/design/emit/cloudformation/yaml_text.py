"""A template as YAML that a person likes to read: short intrinsics, few quotes, reasons as comments."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from functools import lru_cache

import yaml

from cloudwright.design.emit.cloudformation.intrinsics import Node
from cloudwright.design.emit.numbers import number_text

Path = tuple[str, ...]

_INDENT = "  "
_COMMENT_WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z0-9_./$(\\^+][^\n\t]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_ENDS_PLAIN = re.compile(r": | #|:$|\s$")
_FLOW_INDICATORS = frozenset(",[]{}")
_PAIRS = frozenset({("Key", "Value"), ("Name", "Value")})
_SPACED_SECTIONS = frozenset({"Parameters", "Resources"})


def yaml_text(document: Mapping[str, Node], comments: Mapping[Path, str]) -> str:
    """Return the document; `comments` are placed above the entry at their path (keys, list positions)."""
    writer = _Writer(comments)
    lines: list[str] = []
    for position, (section, node) in enumerate(document.items()):
        if position and isinstance(node, dict):
            lines.append("")
        lines += writer.entry(section, node, (section,))
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, comments: Mapping[Path, str]) -> None:
        self._comments = comments

    def entry(self, key: str, node: Node, path: Path) -> Iterator[str]:
        """Yield `key: value` without outer indentation."""
        yield from self._comment(path)
        name = _scalar(key)
        inline = _inline(node)
        if inline is not None:
            yield f"{name}: {inline}"
        elif isinstance(node, str):
            yield from _block_text(f"{name}: ", node)
        elif _is_block_sub(node):
            yield from _block_text(f"{name}: !Sub ", str(_intrinsic(node)[1]))
        elif _short_tag(node) is not None:
            yield f"{name}: {_short_tag(node)}"
            yield from _indented(self._body(_intrinsic(node)[1], path))
        else:
            yield f"{name}:"
            yield from _indented(self._body(node, path))

    def _body(self, node: Node, path: Path) -> Iterator[str]:
        if isinstance(node, dict):
            for position, (key, item) in enumerate(node.items()):
                if position and path in {(section,) for section in _SPACED_SECTIONS}:
                    yield ""
                yield from self.entry(key, item, (*path, key))
        elif isinstance(node, list):
            for position, item in enumerate(node):
                yield from self._item(item, (*path, str(position)))

    def _item(self, node: Node, path: Path) -> Iterator[str]:
        inline = _inline(node) or _pair(node)
        if inline is not None:
            yield from self._comment(path)
            yield f"- {inline}"
            return
        if isinstance(node, str):
            yield from _block_text("- ", node)
            return
        yield from self._comment(path)
        tag = _short_tag(node)
        if tag is not None:
            yield f"- {tag}"
            yield from _indented(self._body(_intrinsic(node)[1], path))
            return
        lines = [*self._body(node, path)]
        opening = next(i for i, line in enumerate(lines) if not line.startswith("#"))
        yield from lines[:opening]
        yield f"- {lines[opening]}"
        yield from _indented(iter(lines[opening + 1 :]))

    def _comment(self, path: Path) -> Iterator[str]:
        text = self._comments.get(path)
        if text is not None:
            yield from (f"# {line}" for line in textwrap.wrap(text, _COMMENT_WIDTH))


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"{_INDENT}{line}" if line else line for line in lines)


def _inline(node: Node) -> str | None:
    """Return the node on one line, or None when it needs several."""
    inline: str | None = None
    match node:
        case str():
            inline = None if _is_block(node) else _scalar(node)
        case bool():
            inline = "true" if node else "false"
        case int() | float():
            inline = number_text(node)
        case {"Ref": str(name), **rest} if not rest:
            inline = f"!Ref {name}"
        case {"Fn::GetAtt": [str(resource), str(attribute)], **rest} if not rest:
            inline = f"!GetAtt {resource}.{attribute}"
        case {"Fn::Sub": str(text), **rest} if not rest and not _is_block(text):
            inline = f"!Sub {_scalar(text)}"
        case {"Fn::GetAZs": str(region), **rest} if not rest:
            inline = f"!GetAZs {_scalar(region)}"
        case list() | dict() if not node:
            inline = "[]" if isinstance(node, list) else "{}"
    return inline


def _pair(node: Node) -> str | None:
    """Return a name and its value, as of a tag or a dimension, on one line."""
    if not isinstance(node, dict) or tuple(node) not in _PAIRS:
        return None
    texts = [_inline(item) for item in node.values()]
    if any(text is None or set(text) & _FLOW_INDICATORS for text in texts):
        return None
    return "{" + ", ".join(f"{key}: {text}" for key, text in zip(node, texts, strict=True)) + "}"


def _intrinsic(node: Node) -> tuple[str, Node]:
    if isinstance(node, dict) and len(node) == 1:
        ((name, argument),) = node.items()
        if name.startswith("Fn::"):
            return name, argument
    return "", ""


def _short_tag(node: Node) -> str | None:
    name, _ = _intrinsic(node)
    return f"!{name.removeprefix('Fn::')}" if name else None


def _is_block_sub(node: Node) -> bool:
    name, argument = _intrinsic(node)
    return name == "Fn::Sub" and isinstance(argument, str)


def _is_block(text: str) -> bool:
    """Say whether the text is lines that a literal block keeps as they are."""
    return "\n" in text and all(line.isprintable() for line in text.replace("\t", "").split("\n"))


def _block_text(opening: str, text: str) -> Iterator[str]:
    """Yield a literal block: kept as it is, with or without its last line break."""
    chomping = "" if text.endswith("\n") else "-"
    yield f"{opening}|{chomping}"
    yield from (f"{_INDENT}{line}" if line else "" for line in text.removesuffix("\n").split("\n"))


@lru_cache(maxsize=4096)
def _scalar(text: str) -> str:
    """Return the text plain where YAML reads it back as the same text, else in double quotes."""
    if text and _PLAIN.fullmatch(text) and not _ENDS_PLAIN.search(text) and _reads_as_text(text):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _reads_as_text(text: str) -> bool:
    """Say whether YAML takes the plain text as text, not as a number, date, truth value or null."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    return text.isprintable() and not any(pattern.match(text) for _, pattern in resolvers)
