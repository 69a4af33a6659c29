"""Reads Terraform text: blocks, attributes and where they stand. Expressions stay text.

It knows the language, not how our printer writes it, so it can judge what the printer wrote.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SKIPPED = re.compile(r"(?:\s+|#[^\n]*|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_SPACES = re.compile(r"[ \t]*")
_HEREDOC = re.compile(r"<<-?([A-Za-z_][A-Za-z0-9_]*)\n")
_ORDINARY = re.compile(r"[^\"\n#/<(){}\[\]]*")
_IN_STRING = re.compile(r"[^\"\\$%]*")
_OPENING, _CLOSING = "([{", ")]}"


class HclUnreadable(ValueError):
    """The text is not HCL; `line` says where."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line = line


@dataclass(frozen=True, slots=True)
class ReadAttribute:
    name: str
    expression: str
    line: int


@dataclass(frozen=True, slots=True)
class ReadBlock:
    type: str
    labels: tuple[str, ...]
    line: int
    attributes: tuple[ReadAttribute, ...]
    blocks: tuple["ReadBlock", ...]

    def attribute(self, name: str) -> ReadAttribute | None:
        return next((a for a in self.attributes if a.name == name), None)

    def of_type(self, type_name: str) -> tuple["ReadBlock", ...]:
        return tuple(block for block in self.blocks if block.type == type_name)


def read(text: str) -> ReadBlock:
    """Return the file as one block without type; raises HclUnreadable."""
    cursor = _Cursor(text)
    attributes, blocks = cursor.body()
    if not cursor.at_end:
        raise cursor.unreadable("a bracket that was never opened")
    return ReadBlock("", (), 1, attributes, blocks)


def code_parts(expression: str) -> Iterator[str]:
    """Yield the parts of an expression that are code: outside of strings, and inside `${ }` in them."""
    start = 0
    while (quote := expression.find('"', start)) >= 0:
        yield expression[start:quote]
        start, inside = _string(expression, quote)
        for part in inside:
            yield from code_parts(part)
    yield expression[start:]


class _Cursor:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line_ends = list(accumulate(len(line) for line in text.splitlines(keepends=True)))

    @property
    def at_end(self) -> bool:
        return self._position >= len(self._text)

    @property
    def line(self) -> int:
        return bisect_right(self._line_ends, self._position) + 1

    def unreadable(self, what: str) -> HclUnreadable:
        return HclUnreadable(self.line, what)

    def body(self) -> tuple[tuple[ReadAttribute, ...], tuple[ReadBlock, ...]]:
        attributes: list[ReadAttribute] = []
        blocks: list[ReadBlock] = []
        self._skip()
        while not self.at_end and self._peek() != "}":
            line = self.line
            name = self._identifier()
            self._spaces()
            if self._peek() == "=" and not self._text.startswith("==", self._position):
                self._position += 1
                attributes.append(ReadAttribute(name, self._expression(), line))
            else:
                blocks.append(self._block(name, line))
            self._skip()
        return tuple(attributes), tuple(blocks)

    def _block(self, name: str, line: int) -> ReadBlock:
        labels: list[str] = []
        while self._peek() != "{":
            if self._peek() == '"':
                end, _ = _string(self._text, self._position)
                labels.append(self._text[self._position + 1 : end - 1])
                self._position = end
            else:
                labels.append(self._identifier())
            self._spaces()
        self._position += 1
        attributes, blocks = self.body()
        if self._peek() != "}":
            raise self.unreadable(f"the block {name} is not closed")
        self._position += 1
        return ReadBlock(name, tuple(labels), line, attributes, blocks)

    def _expression(self) -> str:
        self._spaces()
        start, depth = self._position, 0
        while not self.at_end:
            self._position = _end_of(_ORDINARY, self._text, self._position)
            character = self._peek()
            heredoc = _HEREDOC.match(self._text, self._position)
            if character == '"':
                self._position, _ = _string(self._text, self._position)
                continue
            if heredoc:
                self._skip_heredoc(heredoc)
                continue
            if depth == 0 and (character in "\n}#" or self._text.startswith("//", self._position)):
                break
            depth += (character in _OPENING) - (character in _CLOSING)
            self._position += 1
        if depth != 0 or self._position == start:
            raise self.unreadable("an expression is not complete")
        return self._text[start : self._position].strip()

    def _skip_heredoc(self, opening: re.Match[str]) -> None:
        closing = re.compile(rf"^[ \t]*{opening.group(1)}$", re.MULTILINE).search(self._text, opening.end())
        if closing is None:
            raise self.unreadable("a heredoc is not closed")
        self._position = closing.end()

    def _identifier(self) -> str:
        found = _IDENTIFIER.match(self._text, self._position)
        if found is None:
            raise self.unreadable(f"a name is expected, not {self._peek()!r}")
        self._position = found.end()
        return found.group()

    def _peek(self) -> str:
        return self._text[self._position : self._position + 1]

    def _skip(self) -> None:
        found = _SKIPPED.match(self._text, self._position)
        if found is not None:
            self._position = found.end()

    def _spaces(self) -> None:
        found = _SPACES.match(self._text, self._position)
        if found is not None:
            self._position = found.end()


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return start if found is None else found.end()


def _string(text: str, start: int) -> tuple[int, list[str]]:
    """Return where the string that opens at `start` ends, and the code inside its `${ }`."""
    position, inside = start + 1, []
    while position < len(text):
        position = _end_of(_IN_STRING, text, position)
        if text.startswith("\\", position):
            position += 2
        elif text.startswith(("$${", "%%{"), position):
            position += 3
        elif text.startswith(("${", "%{"), position):
            end = _interpolation_end(text, position + 2)
            inside.append(text[position + 2 : end])
            position = end + 1
        elif text.startswith('"', position):
            return position + 1, inside
        else:
            position += 1
    raise HclUnreadable(text.count("\n", 0, start) + 1, "a string is not closed")


def _interpolation_end(text: str, start: int) -> int:
    position, depth = start, 1
    while position < len(text):
        if text[position] == '"':
            position, _ = _string(text, position)
            continue
        depth += (text[position] == "{") - (text[position] == "}")
        if depth == 0:
            return position
        position += 1
    raise HclUnreadable(text.count("\n", 0, start) + 1, "an interpolation is not closed")
