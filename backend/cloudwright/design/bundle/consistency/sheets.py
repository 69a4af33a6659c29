"""Reads the one-page brief: its heading, its sections by id, and the elements that its picture shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

_MORE = re.compile(r"^and (\d+) more$")
_COUNT = re.compile(r": (\d+)$")
_TEXTS = frozenset({"h1", "h2", "p", "li"})


@dataclass
class Section:
    """The texts of one section: its heading, its paragraphs and the items of its lists."""

    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)

    @property
    def counted(self) -> int:
        """How many things it lists, with those that `and 3 more` stands for."""
        return sum(int(match[1]) if (match := _MORE.match(item)) else 1 for item in self.items)

    @property
    def announced(self) -> int | None:
        """The number at the end of its heading."""
        match = _COUNT.search(self.heading)
        return int(match[1]) if match else None

    @property
    def empty(self) -> bool:
        return not self.items and not self.paragraphs


@dataclass(frozen=True)
class Sheet:
    title: str
    sections: Mapping[str, Section]
    elements: tuple[str, ...]


def sheet(text: str) -> Sheet:
    """Return what the page says."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Sheet(reader.title, reader.sections, tuple(reader.elements))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.sections: dict[str, Section] = {}
        self.elements: list[str] = []
        self._section = Section()
        self._text: list[str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements += (found.get("data-element") or "").split()
        if tag == "section":
            self._section = self.sections.setdefault(found.get("id") or "", Section())
        if tag in _TEXTS:
            self._text = []

    @override
    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in _TEXTS or self._text is None:
            return
        text = " ".join("".join(self._text).split())
        self._text = None
        if tag == "h1":
            self.title = text
        elif tag == "h2":
            self._section.heading = text
        elif tag == "p":
            self._section.paragraphs.append(text)
        else:
            self._section.items.append(text)
