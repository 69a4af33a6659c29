"""Ways to take one thing out of one file of a bundle."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TOP_BLOCK = re.compile(
    r'^(?:resource|data|output|variable) "[^\n]*\{(?:\}\n|\n.*?^\}\n)', re.MULTILINE | re.DOTALL
)
_CFN_RESOURCE = re.compile(r"^  (\w+):\n    Type: .*?(?=^  \w+:|^\S|\Z)", re.MULTILINE | re.DOTALL)
_COMPONENT = re.compile(r"^  - id: ([a-z0-9-]+)\n(?:    .*\n)*", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\| (?!-).*\|\n", re.MULTILINE)
_SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_SVG_NODE = re.compile(r'<g id="element-[a-z0-9._-]+" data-element="([a-z0-9 -]+)">')
_DRAWIO_CELL = re.compile(r'<mxCell id="node:([a-z0-9-]+)".*?</mxCell>\n', re.DOTALL)
_DRAWIO_STACK = re.compile(r'<object id="node:[^\n]* members="([a-z0-9-]+)[^\n]*?</object>\n', re.DOTALL)
_MERMAID_STACK = re.compile(r"^ *%% stack\.[a-z0-9._-]+: ([a-z0-9-]+)[^\n]*\n", re.MULTILINE)
_MERMAID_NODE = re.compile(r'^ *(?:subgraph )?([A-Z][a-z0-9_]*)(?:\[|\(\[)"[^\n]*\n', re.MULTILINE)
_HTML_PART = re.compile(r"<(h1|section)\b[^>]*>.*?</\1>", re.DOTALL)
_HTML_ITEM = re.compile(r"<li\b[^>]*>.*?</li>")
_MERMAID_LINE = re.compile(r"^ *([A-Z][a-z0-9_]*) -\.?->[^\n]*\n", re.MULTILINE)


@dataclass(frozen=True)
class Damage:
    """`files` lack `what`, which stood in `path`; `element_id` is empty where it is about no element."""

    path: str
    what: str
    element_id: str
    files: Mapping[str, bytes]

    def __str__(self) -> str:
        return f"{self.path} without {self.what}"


def every_damage(files: Mapping[str, bytes]) -> Iterator[Damage]:
    """Yield the bundle without each of its files, and without each thing in each of them."""
    for path in sorted(files.keys() - {"consistency.json"}):
        yield Damage(path, "everything", "", {p: c for p, c in files.items() if p != path})
        for what, element_id, content in _cuts(path, files[path]):
            yield Damage(path, what, element_id, {**files, path: content})


def _cuts(path: str, content: bytes) -> Iterator[tuple[str, str, bytes]]:
    if path.endswith(".zip"):
        yield "its source", path.split("/")[1].removesuffix(".zip"), _emptied()
    elif not path.endswith(".png"):
        text = content.decode()
        for what, element_id, cut in _text_cuts(path, text):
            yield what, element_id, cut.encode()


def _text_cuts(path: str, text: str) -> Iterator[tuple[str, str, str]]:
    if path.endswith(".tf"):
        yield from _matches(_TOP_BLOCK, text)
    elif path.startswith("cloudformation/"):
        yield from _matches(_CFN_RESOURCE, text)
    elif path == "design.yaml":
        yield from _designed(text)
    elif path.endswith(".md"):
        yield from _rows(path, text)
    elif path.endswith(".svg"):
        yield from _nodes(text)
    elif path.endswith(".html"):
        yield from _matches(_HTML_PART, text)
        yield from _matches(_HTML_ITEM, text)
        yield from _nodes(text)
    elif path.endswith(".drawio"):
        yield from _named(_DRAWIO_CELL, text)
        yield from _named(_DRAWIO_STACK, text)
    elif path.endswith(".mmd"):
        yield from (
            (w, "" if "__" in e else e.lower().replace("_", "-"), cut)
            for w, e, cut in _named(_MERMAID_NODE, text)
        )
        yield from _named(_MERMAID_STACK, text)
        yield from ((w, "", cut) for w, _, cut in _named(_MERMAID_LINE, text))
    elif path.endswith("index.py"):
        yield "its last line", path.split("/")[1], text[: text.rstrip().rfind("\n")]


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str, str]]:
    for match in pattern.finditer(text):
        yield match[0].strip().splitlines()[0], "", text[: match.start()] + text[match.end() :]


def _named(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str, str]]:
    for match in pattern.finditer(text):
        yield match[0].strip().splitlines()[0][:60], match[1], text[: match.start()] + text[match.end() :]


def _designed(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield without each component and boundary, then without each decision and requirement: no elements."""
    others = [text.find(start) for start in ("\n  decisions:\n", "\nbrief:\n") if start in text]
    for match in _COMPONENT.finditer(text):
        element_id = match[1] if match.start() < min(others, default=len(text)) else ""
        yield match[0].splitlines()[0].strip(), element_id, text[: match.start()] + text[match.end() :]


def _rows(path: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield without each row of each table but the head, and without each second-level section."""
    pattern = _SECTION if path in {"docs/decisions.md", "docs/runbook.md", "docs/review.md"} else _TABLE_ROW
    for match in pattern.finditer(text):
        if text[match.end() :].startswith("|---") or match[0].startswith(_FREE_SECTIONS):
            continue
        marked = re.match(r"\| `([a-z0-9-]+)` \|", match[0])
        yield (
            match[0].splitlines()[0][:70],
            marked[1] if marked else "",
            text[: match.start()] + text[match.end() :],
        )


_FREE_SECTIONS = ("## Dead letters", "## Restore", "## Roll back", "## Not assessable", "## Waived", "| [")


def _nodes(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield without each node's group, whose end is found by counting."""
    for match in _SVG_NODE.finditer(text):
        depth, end = 0, match.start()
        for tag in re.compile(r"<g\b[^>]*?(/?)>|</g>").finditer(text, match.start()):
            depth += 0 if tag[1] else (-1 if tag[0] == "</g>" else 1)
            if depth == 0:
                end = tag.end()
                break
        yield f"the node {match[1]}", match[1].split()[0], text[: match.start()] + text[end:]


def _emptied() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w"):
        pass
    return target.getvalue()
