"""`cloudwright price`: what a design costs a month, line by line."""

from pathlib import Path

import click

from cloudwright.cli.output import Output, json_option, table
from cloudwright.cli.reading import DESIGN_FILE, ENVIRONMENT, read_design
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.pricing.price import estimate


@click.command("price", short_help="Show what a design costs a month.")
@click.argument("design", type=DESIGN_FILE)
@ENVIRONMENT
@json_option
def command(design: Path, environment: Environment, *, out: Output) -> None:
    """Show what DESIGN (a design.yaml) costs a month: list prices, 730 hours, before discounts and tax."""
    facts = load_facts()
    document = read_design(design, facts)
    assumptions = effective(document.brief, document.architecture, facts=facts)
    priced = estimate(document.architecture, environment, assumptions=assumptions, facts=facts)
    out.show(_text(priced), priced.model_dump(mode="json"))


def _text(priced: Estimate) -> str:
    lines = table(
        (f"{priced.total.currency} a month", "element", "what", "how much"),
        [
            (f"{line.amount.rounded:,.2f}", line.element_id, line.description, line.formula)
            for line in priced.lines
        ],
    )
    head = f"{priced.environment} in {priced.region}, list prices of {priced.as_of}"
    total = f"Total {priced.total} a month ({priced.fixed} fixed, {priced.usage} by use)"
    parts = [head, "", lines, "", f"{total}, between {priced.low} and {priced.high}"]
    if priced.unpriced:
        parts += ["", f"Not priced ({len(priced.unpriced)})"]
        parts += [f"  {each.element_id}: {each.what} ({each.reason})" for each in priced.unpriced]
    if priced.drivers:
        parts += ["", "What moves the total most"]
        parts += [
            f"  {each.label}: {each.low_total} at {each.low_value:,} {each.unit}, "
            f"{each.high_total} at {each.high_value:,} {each.unit}"
            for each in priced.drivers
        ]
    parts += ["", *priced.notes] if priced.notes else []
    return "\n".join(parts)
