"""`cloudwright catalog`: what can be drawn, started from and asked."""

import click

from cloudwright.cli.output import Output, json_option, table
from cloudwright.design.options.listing import Listing, listing


@click.command("catalog", short_help="List kinds of components, patterns and rules.")
@json_option
def command(out: Output) -> None:
    """List the kinds of components, the patterns and the rules of this version."""
    found = listing()
    out.show(_text(found), found.model_dump(mode="json"))


def _text(found: Listing) -> str:
    kinds = table(
        ("kind", "service", "what it is"), [(each.id, each.service, each.title) for each in found.kinds]
    )
    patterns = table(
        ("pattern", "variants", "what it is"),
        [(each.id, ", ".join(v.key for v in each.variants), each.summary) for each in found.patterns],
    )
    rules = table(
        ("rule", "severity", "pillar", "what it asks for"),
        [(each.id, each.severity, each.pillar, each.title) for each in found.rules],
    )
    return "\n".join(
        [
            f"Kinds of components ({len(found.kinds)})",
            kinds,
            "",
            f"Patterns ({len(found.patterns)})",
            patterns,
            "",
            f"Rules ({len(found.rules)})",
            rules,
        ]
    )
