"""Reads Markdown: headings, tables, list items and links."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_ESCAPE = re.compile(r"\\([\\`*_{}\[\]<>#|])")
_LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Part:
    """Everything below one heading: `path` has all headings above it, `tables` each row by column name."""

    path: tuple[str, ...]
    lines: tuple[str, ...]
    tables: tuple[tuple[Mapping[str, str], ...], ...]

    @property
    def title(self) -> str:
        return self.path[-1] if self.path else ""

    @property
    def items(self) -> tuple[str, ...]:
        """The items of its lists."""
        return tuple(line.lstrip()[2:] for line in self.lines if line.lstrip().startswith("- "))


@dataclass(frozen=True, slots=True)
class Page:
    parts: tuple[Part, ...]
    links: tuple[str, ...]

    def part(self, *path: str) -> Part | None:
        """Return the part whose innermost headings are `path`."""
        return next((p for p in self.parts if p.path[-len(path) :] == path), None)

    def rows(self, *path: str, column: str) -> tuple[Mapping[str, str], ...]:
        """Return the rows of the table with that column below that heading."""
        part = self.part(*path)
        tables = () if part is None else part.tables
        return next((rows for rows in tables if rows and column in rows[0]), ())


def page(text: str) -> Page:
    links = tuple(target for target in _LINK.findall(text) if "://" not in target)
    return Page(tuple(_parts(text.splitlines())), links)


def shown(text: str) -> str:
    """Return Markdown text as a reader sees it: escapes undone, code marks and emphasis gone."""
    bare = re.sub(r"(?<!\\)(`|\*\*)", "", text)
    return _ESCAPE.sub(r"\1", bare).strip()


def _parts(lines: Sequence[str]) -> Iterator[Part]:
    path: tuple[str, ...] = ()
    body: list[str] = []
    fenced = False
    for line in lines:
        fenced ^= line.startswith("```")
        if not fenced and line.startswith("#"):
            yield Part(path, tuple(body), tuple(_tables(body)))
            level = len(line) - len(line.lstrip("#"))
            path, body = (*path[: level - 1], shown(line.lstrip("# "))), []
        else:
            body.append(line)
    yield Part(path, tuple(body), tuple(_tables(body)))


def _tables(lines: Sequence[str]) -> Iterator[tuple[Mapping[str, str], ...]]:
    block: list[str] = []
    for line in (*lines, ""):
        if line.startswith("|"):
            block.append(line)
        elif block:
            head, _, *rows = block if len(block) > 1 else (*block, "")
            names = _cells(head)
            yield tuple(dict(zip(names, _cells(row), strict=False)) for row in rows)
            block = []


def _cells(row: str) -> list[str]:
    return [shown(cell) for cell in _CELL_BORDER.split(row)[1:-1]]
