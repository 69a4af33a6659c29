"""`cloudwright review`: what our rules find in a design."""

from pathlib import Path

import click

from cloudwright.cli.failures import FINDINGS, GOOD
from cloudwright.cli.output import Output, json_option
from cloudwright.cli.reading import DESIGN_FILE, ENVIRONMENT, read_design
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.review.finding import Finding, Review
from cloudwright.kit.clock import utc_now


@click.command("review", short_help="Show what our rules find in a design.")
@click.argument("design", type=DESIGN_FILE)
@ENVIRONMENT
@json_option
def command(design: Path, environment: Environment, *, out: Output) -> int:
    """Show what our rules find in DESIGN (a design.yaml), worst first.

    Exit code 1 when a finding is open: neither mended nor waived.
    """
    facts = load_facts()
    document = read_design(design, facts)
    found = evaluate(
        document.architecture,
        document.brief,
        environment=environment,
        facts=facts,
        as_of=utc_now().date(),
    ).review
    out.show(_text(found), found.model_dump(mode="json"))
    return FINDINGS if found.open else GOOD


def _text(found: Review) -> str:
    lines = [f"{len(found.open)} open findings by {found.rules_run} rules"]
    for finding in found.findings:
        lines += ["", *_finding(finding)]
    lines += ["", "Not assessable from a design:", *(f"  {each}" for each in found.not_assessable)]
    return "\n".join(lines)


def _finding(finding: Finding) -> list[str]:
    lines = [
        f"{finding.severity.upper():8}  {finding.rule_id}  {finding.element_id}: {finding.title}",
        f"          {finding.message}",
    ]
    if finding.fix_label:
        lines.append(f"          fix: {finding.fix_label}")
    if finding.waiver is not None:
        waiver = finding.waiver
        lines.append(f"          waived by {waiver.owner} until {waiver.expires}: {waiver.reason}")
    return lines
