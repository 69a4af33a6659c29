"""`cloudwright validate`: checks a bundle that was written before, and perhaps edited since."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

import click

from cloudwright.artifacts.checking import consistency_check, lint_check, terraform_check
from cloudwright.artifacts.ports import LintMatch
from cloudwright.bootstrap.starting import compiler_tools
from cloudwright.cli.bundles import long_form, read_bundle
from cloudwright.cli.checks import report_lines
from cloudwright.cli.failures import FINDINGS, GOOD, InputUnreadable
from cloudwright.cli.output import Output, json_option
from cloudwright.cli.reading import read_design
from cloudwright.design.bundle.checks import CheckReport
from cloudwright.design.bundle.consistency.report import consistency
from cloudwright.design.bundle.files import BundleFile
from cloudwright.design.facts.load import load_facts


@click.command("validate", short_help="Check a bundle that was written before.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
def command(folder: Path, out: Output) -> int:
    """Check the bundle in DIR: its files agree, cfn-lint accepts it, Terraform fits the provider's schema.

    Exit code 1 when a check failed.
    """
    files = read_bundle(folder)
    design = read_design(folder / "design.yaml", load_facts())
    found = asyncio.run(_linted(_templates(files), design.architecture.region))
    report = CheckReport(
        checks=(
            lint_check(found, files, ()),
            terraform_check(files),
            consistency_check(consistency(files.values())),
        )
    )
    out.show("\n".join(report_lines(report)), report.model_dump(mode="json"))
    return FINDINGS if report.errors else GOOD


def _templates(files: Mapping[str, BundleFile]) -> Mapping[str, str]:
    """Return the JSON text of every template by its path; raises InputUnreadable."""
    found = {}
    for path, file in files.items():
        if path.startswith("cloudformation/") and path.endswith(".yaml"):
            try:
                found[path] = json.dumps(long_form(file.text))
            except ValueError as error:
                raise InputUnreadable(f"{path} cannot be read: {error}") from error
    return found


async def _linted(templates: Mapping[str, str], region: str) -> tuple[LintMatch, ...]:
    async with compiler_tools() as (linter, _):
        return await linter.lint(templates, region)
