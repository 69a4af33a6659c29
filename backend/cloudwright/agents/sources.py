"""The sources that a tool result cites."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue
from strands.types.tools import ToolResult

_MOST = 8
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    url: str


def cited(result: ToolResult) -> list[Source]:
    """Return up to eight distinct sources: objects with a `url` anywhere in the result."""
    found: dict[str, Source] = {}
    for value in _values(result):
        for source in _sources(value, depth=0):
            found.setdefault(source.url, source)
    return list(found.values())[:_MOST]


def _values(result: ToolResult) -> Iterator[JsonValue]:
    for part in result["content"]:
        if "json" in part:
            yield part["json"]
        elif "text" in part and part["text"].startswith(("{", "[")):
            try:
                yield json.loads(part["text"])
            except ValueError:
                continue


def _sources(value: JsonValue, *, depth: int) -> Iterator[Source]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        url = value.get("url")
        if isinstance(url, str) and url.startswith("https://"):
            yield Source(title=str(value.get("title") or value.get("source") or url), url=url)
        for inner in value.values():
            yield from _sources(inner, depth=depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _sources(inner, depth=depth + 1)
