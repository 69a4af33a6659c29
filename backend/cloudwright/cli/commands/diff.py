"""`cloudwright diff`: how two designs differ, and what that costs."""

from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import JsonValue

from cloudwright.cli.output import Output, json_option
from cloudwright.cli.reading import DESIGN_FILE, ENVIRONMENT, read_design
from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.diff import Diff, diff
from cloudwright.design.model.document import Document
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.price import estimate
from cloudwright.kit.money import Money


@click.command("diff", short_help="Show how two designs differ.")
@click.argument("before", type=DESIGN_FILE)
@click.argument("after", type=DESIGN_FILE)
@ENVIRONMENT
@json_option
def command(before: Path, after: Path, *, environment: Environment, out: Output) -> None:
    """Show what changes when the design BEFORE becomes AFTER: components, settings and money."""
    facts = load_facts()
    old, new = (read_design(path, facts) for path in (before, after))
    changes = diff(old.architecture, new.architecture)
    was, becomes = (_monthly(document, environment, facts=facts) for document in (old, new))
    data: dict[str, JsonValue] = {
        **changes.model_dump(mode="json"),
        "money_before": was.model_dump(mode="json"),
        "money_after": becomes.model_dump(mode="json"),
    }
    out.show("\n".join([*_lines(changes), f"{was} -> {becomes} a month in {environment}"]), data)


def _monthly(document: Document, environment: Environment, *, facts: Facts) -> Money:
    assumptions = effective(document.brief, document.architecture, facts=facts)
    return estimate(document.architecture, environment, assumptions=assumptions, facts=facts).total


def _lines(changes: Diff) -> Iterator[str]:
    if changes.empty:
        yield "The two designs are equal."
    for added in changes.added:
        yield f"+ {added.id} ({added.kind}): {added.title}"
    for removed in changes.removed:
        yield f"- {removed.id} ({removed.kind}): {removed.title}"
    for component in changes.changed:
        for change in component.changes:
            yield f"~ {component.id}.{change.field}: {_shown(change.before)} -> {_shown(change.after)}"
    yield from (f"+ {connection.id}" for connection in changes.connections_added)
    yield from (f"- {connection.id}" for connection in changes.connections_removed)
    for edge in changes.connections_changed:
        for change in edge.changes:
            yield f"~ {edge.id}.{change.field}: {_shown(change.before)} -> {_shown(change.after)}"
    for setting in changes.settings:
        yield f"~ {setting.field}: {_shown(setting.before)} -> {_shown(setting.after)}"


def _shown(value: JsonValue) -> str:
    return "(not set)" if value is None else str(value)
