"""design.yaml: the readable file form of an architecture and its brief, round-tripping exactly.

What equals the field's own default is left out, so that the file says what the design says.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cloudwright.design.model.architecture import Architecture, Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.errors import DesignUnreadable, Problem
from cloudwright.design.model.frozen import Frozen

MAXIMUM_BYTES = 1_000_000
_LONGEST_SHOWN = 80
_HEADER = "# A Cloudwright design. Compile it with: cloudwright compile design.yaml --out bundle\n"


class Document(Frozen):
    """One file: the architecture and the brief it answers."""

    cloudwright: Literal[1] = 1
    architecture: Architecture
    brief: Brief = Brief()


def write(document: Document) -> str:
    """Return the YAML text of the document, its architecture in canonical order."""
    canonical = document.model_copy(update={"architecture": document.architecture.canonical()})
    body = {"cloudwright": 1, **canonical.model_dump(mode="json", exclude_defaults=True)}
    return _HEADER + yaml.dump(body, Dumper=_ExactDumper, sort_keys=False, allow_unicode=True, width=100)


def read(text: str) -> Document:
    """Return the document in the text.

    Raises DesignUnreadable with one problem per fault: too large, not YAML, aliases (a small file could
    unfold without bound), unknown fields, wrong types, duplicate ids, references to nothing.
    """
    try:
        return Document.model_validate(_loaded(text))
    except ValidationError as error:
        raise _unreadable([p for item in error.errors(include_url=False) for p in _faults(item)]) from error


def _loaded(text: str) -> object:
    """Return what the YAML text holds; raises DesignUnreadable when it is too large or no YAML."""
    size = len(text.encode(errors="surrogatepass"))
    if size > MAXIMUM_BYTES:
        hint = f"The file has {size:,} bytes; a design has at most {MAXIMUM_BYTES:,}."
        raise _unreadable(
            [Problem(path="", rule="at_most_bytes", got=size, allowed=MAXIMUM_BYTES, hint=hint)]
        )
    try:
        loaded: object = yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a SafeLoader without aliases
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _unreadable([Problem(path=_where(error), rule="yaml", hint=_why(error))]) from error
    return loaded


def standards(text: str) -> Standards:
    """Return the standards in the text of a standards.yaml.

    Raises DesignUnreadable with one problem per fault, as `read` does.
    """
    try:
        return Standards.model_validate(_loaded(text))
    except ValidationError as error:
        faults = [p for item in error.errors(include_url=False) for p in _faults(item)]
        raise _unreadable([_explained(fault) for fault in faults]) from error


def read_bytes(content: bytes) -> Document:
    """Return the document in the content of a file; raises DesignUnreadable, also when it is no UTF-8."""
    try:
        return read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        problem = Problem(path=place, rule="utf8", hint="The file is not UTF-8 text. Save it as UTF-8.")
        raise _unreadable([problem]) from error


def _faults(item: ErrorDetails) -> Iterator[Problem]:
    """Yield one problem per fault; what a whole design breaks comes as several sentences in one."""
    path = ".".join(map(str, item["loc"]))
    got = item["input"] if isinstance(item["input"], str | int | float | bool) else None
    allowed = item.get("ctx", {}).get("expected")
    for said in item["msg"].removeprefix("Value error, ").split("; "):
        yield Problem(
            path=path,
            rule=item["type"],
            got=str(got)[:_LONGEST_SHOWN] if got is not None else None,
            allowed=allowed if isinstance(allowed, str) else None,
            hint=said,
        )


_WRITTEN = {
    "name_prefix": "at most 12 small letters, digits and single hyphens, a letter first: acme or acme-eu",
    "tags": "letters, digits and _ . : / = + @ - only, and spaces in values; at most 128 and 256 of them",
    "permissions_boundary": "a policy's name, or its ARN: arn:aws:iam::111122223333:policy/acme-boundary",
}


def _explained(fault: Problem) -> Problem:
    """Return a fault of standards in words where it would show a pattern or nothing but a refusal."""
    if fault.rule == "extra_forbidden":
        hint = f"there is no such standard; there are {', '.join(Standards.model_fields)}"
        return fault.model_copy(update={"hint": hint})
    written = _WRITTEN.get(fault.path.split(".")[0])
    if written is None or fault.rule not in {"string_pattern_mismatch", "string_too_long"}:
        return fault
    return fault.model_copy(update={"hint": f"write {written}"})


class _ExactDumper(yaml.SafeDumper):
    """A safe dumper that quotes U+0085: plainly written, it would be read as the end of a line."""

    def represent_words(self, words: str) -> yaml.ScalarNode:
        """Return the node of a string."""
        if "\x85" in words:
            return self.represent_scalar("tag:yaml.org,2002:str", words, style='"')
        return self.represent_str(words)


_ExactDumper.add_representer(str, _ExactDumper.represent_words)


class _StrictLoader(yaml.SafeLoader):
    """A safe loader that refuses aliases and keys given twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not allowed in a design")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002  the signature is PyYAML's
        times = Counter(str(key.value) for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        twice = sorted(key for key, count in times.items() if count > 1)
        if twice:
            raise yaml.MarkedYAMLError(problem=f"'{twice[0]}' is given twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep=deep)


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}"


def _why(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error) or type(error).__name__


def _unreadable(problems: list[Problem]) -> DesignUnreadable:
    shown = "; ".join(str(p) for p in problems[:3])
    return DesignUnreadable(f"This is not a design that can be read. {shown}", problems=problems)
