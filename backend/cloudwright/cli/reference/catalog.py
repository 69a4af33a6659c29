"""docs/reference/catalog.md: every kind of component with its properties and verbs."""

import json
from collections.abc import Iterator

from pydantic import JsonValue

from cloudwright.cli.reference.markdown import table
from cloudwright.design.options.listing import KindRow, PatternRow, VerbRow, listing


def page() -> str:
    """Return the page."""
    found = listing()
    return "\n".join(
        [
            "# Catalogue",
            "",
            "What can be drawn. `cloudwright catalog --json` gives the same to programs.",
            "",
            "## Patterns",
            "",
            *(line for pattern in found.patterns for line in _pattern(pattern)),
            "## Kinds of components",
            "",
            table(
                ("kind", "service", "what it is for"),
                [(f"[`{k.id}`](#{k.id})", k.service, k.summary) for k in found.kinds],
            ),
            "",
            *(line for kind in found.kinds for line in _kind(kind)),
        ]
    )


def _pattern(pattern: PatternRow) -> Iterator[str]:
    yield f"### {pattern.title} (`{pattern.id}`)"
    yield ""
    yield pattern.summary
    yield ""
    yield table(("variant", "name", "idea"), [(f"`{v.key}`", v.name, v.idea) for v in pattern.variants])
    yield ""


def _kind(kind: KindRow) -> Iterator[str]:
    yield f"### {kind.id}"
    yield ""
    yield f"{kind.summary} [{kind.service}]({kind.documentation})"
    if kind.resource_types:
        yield ""
        yield "CloudFormation: " + ", ".join(f"`{each}`" for each in kind.resource_types)
    if kind.properties:
        rows = [
            (f"`{p.name}`", p.type, _shown(p.dev), _shown(p.prod), p.description) for p in kind.properties
        ]
        yield ""
        yield table(("property", "type", "in dev", "in prod", "what it does"), rows)
    if kind.verbs:
        yield ""
        yield table(("connection", "what follows"), [(_verb(kind, v), v.explanation) for v in kind.verbs])
    yield ""


def _verb(kind: KindRow, verb: VerbRow) -> str:
    others = ", ".join("any" if other == "*" else f"`{other}`" for other in verb.others)
    ends = (f"`{kind.id}`", others) if verb.leaving else (others, f"`{kind.id}`")
    return f"{ends[0]} **{verb.verb}** {ends[1]}"


def _shown(value: JsonValue) -> str:
    return "" if value in (None, "", [], {}) else f"`{json.dumps(value)}`"
