"""Terraform files as text, exactly as `terraform fmt` leaves them.

The rule of alignment is hclwrite's `formatCells`: neighbouring lines that each hold one whole `name = value`
have their equals signs in one column; a blank line, a comment, a block or a longer value ends the run.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Blank,
    Block,
    Call,
    Comment,
    Expression,
    Heredoc,
    Item,
    Object,
    Quoted,
    Token,
    Tuple,
)

_INDENT = "  "
_COMMENT_WIDTH = 100
_TUPLE_WIDTH = 90
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def file_text(items: Iterable[Item]) -> str:
    """Return the text of a file: its top-level blocks with a blank line between them."""
    return "\n".join(body_lines(tuple(items))) + "\n"


def body_lines(items: Sequence[Item]) -> list[str]:
    """Return the lines of a body without outer indentation."""
    body = _Body()
    for item in items:
        body.add(item)
    return body.finish()


class _Body:
    """Lines so far, and the run of one-line attributes whose equals signs are still to be aligned."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._run: list[tuple[str, str]] = []
        self._previous: Item | None = None

    def add(self, item: Item) -> None:
        if self._previous is not None and _apart(self._previous, item):
            self._end_run()
            self._lines.append("")
        match item:
            case Attribute():
                self._add_attribute(item)
            case Comment():
                self._add_lines(_comment_lines(item.text))
            case Block():
                self._add_lines(_block_lines(item))
            case Blank():
                self._add_lines([""])
        self._previous = item

    def finish(self) -> list[str]:
        self._end_run()
        return self._lines

    def _add_attribute(self, attribute: Attribute) -> None:
        value = expression_lines(attribute.value)
        if attribute.why:
            self._add_lines(_comment_lines(attribute.why))
        if len(value) > 1:
            self._add_lines([f"{attribute.name} = {value[0]}", *value[1:]])
        else:
            self._run.append((attribute.name, value[0]))

    def _add_lines(self, lines: Sequence[str]) -> None:
        self._end_run()
        self._lines += lines

    def _end_run(self) -> None:
        width = max((len(name) for name, _ in self._run), default=0)
        self._lines += [f"{name:<{width}} = {value}" for name, value in self._run]
        self._run = []


def _apart(previous: Item, item: Item) -> bool:
    """Say whether a blank line belongs between the two: around blocks, not after a comment."""
    if isinstance(previous, (Comment, Blank)) or isinstance(item, Blank):
        return False
    return isinstance(previous, Block) or not isinstance(item, Attribute)


def _comment_lines(why: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(why, _COMMENT_WIDTH)]


def _block_lines(block: Block) -> list[str]:
    opening = " ".join([block.type, *(f'"{label}"' for label in block.labels)])
    if not block.items:
        return [*_comment_lines(block.why), f"{opening} {{}}"]
    return [*_comment_lines(block.why), f"{opening} {{", *_indented(body_lines(block.items)), "}"]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"{_INDENT}{line}" if line else line for line in lines)


def expression_lines(value: Expression) -> list[str]:
    """Return the lines of an expression; all but the first are indented relative to it."""
    match value:
        case Token(text=text):
            return text.split("\n")
        case Quoted(parts=parts):
            return ['"' + "".join(_quoted_part(part) for part in parts) + '"']
        case Tuple(items=items):
            return _tuple_lines(items)
        case Object(entries=entries):
            return _object_lines(entries)
        case Call(name=name, arguments=arguments):
            return _call_lines(name, arguments)
        case Heredoc(parts=parts):
            text = "".join(f"${{{p.text}}}" if isinstance(p, Token) else _escaped(p) for p in parts)
            lines = text.rstrip("\n").split("\n")
            return ["<<-EOT", *(_INDENT + line if line else "" for line in lines), "EOT"]


def _quoted_part(part: str | Token) -> str:
    if isinstance(part, Token):
        return f"${{{part.text}}}"
    return "".join(_ESCAPES.get(character, character) for character in _escaped(part))


def _escaped(text: str) -> str:
    return text.replace("${", "$${").replace("%{", "%%{")


def _tuple_lines(items: Sequence[Expression]) -> list[str]:
    written = [expression_lines(item) for item in items]
    if all(len(lines) == 1 for lines in written):
        short = "[" + ", ".join(lines[0] for lines in written) + "]"
        if len(short) <= _TUPLE_WIDTH:
            return [short]
    inner = [line for lines in written for line in [*lines[:-1], f"{lines[-1]},"]]
    return ["[", *_indented(inner), "]"]


def _object_lines(entries: Sequence[tuple[str, Expression]]) -> list[str]:
    if not entries:
        return ["{}"]
    items = [Attribute(_key(name), value) for name, value in entries]
    return ["{", *_indented(body_lines(items)), "}"]


def _key(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else expression_lines(Quoted((name,)))[0]


def _call_lines(name: str, arguments: Sequence[Expression]) -> list[str]:
    written = [expression_lines(argument) for argument in arguments]
    if all(len(lines) == 1 for lines in written):
        return [f"{name}({', '.join(lines[0] for lines in written)})"]
    first, *rest = written[-1]
    before = "".join(f"{lines[0]}, " for lines in written[:-1])
    if isinstance(arguments[-1], Heredoc):  # its end stands alone on a line
        return [f"{name}({before}{first}", *rest, ")"]
    return [f"{name}({before}{first}", *rest[:-1], f"{rest[-1]})"]
