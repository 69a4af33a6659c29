"""`cloudwright compile`: the pure path from a design.yaml to its bundle."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click
from pydantic import JsonValue

from cloudwright.artifacts.compilation import CompiledBundle
from cloudwright.cli.checks import report_lines
from cloudwright.cli.compiling import compiled
from cloudwright.cli.failures import FINDINGS, GOOD
from cloudwright.cli.output import Output, json_option
from cloudwright.cli.reading import DESIGN_FILE, read_design, read_standards
from cloudwright.cli.writing import require_bundle_folder, write_folder
from cloudwright.design.bundle.parts import left_out_under
from cloudwright.design.facts.load import load_facts
from cloudwright.kit.clock import utc_now


@click.command("compile", short_help="Write the bundle of a design.yaml.")
@click.argument("design", type=DESIGN_FILE)
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="Folder of the bundle.")
@click.option("--standards", "rules", type=DESIGN_FILE, help="A standards.yaml that the design is put under.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Date for dated rules; today without.")
@json_option
def command(design: Path, folder: Path, *, rules: Path | None, as_of: datetime | None, out: Output) -> int:
    """Write the bundle of DESIGN (a design.yaml) into a folder, and check it.

    The same design and date give the same bytes. Exit code 1 when a check failed.
    """
    require_bundle_folder(folder)
    facts = load_facts()
    document = read_design(design, facts, under=None if rules is None else read_standards(rules))
    day = utc_now().date() if as_of is None else as_of.date()
    bundle = asyncio.run(compiled(document, day, facts=facts))
    write_folder(folder, ((file.path, file.content) for file in bundle.files))
    left_out = left_out_under(document.architecture.standards)
    out.show(_text(bundle, folder, left_out=left_out), {**_data(bundle, folder), "left_out": left_out})
    return GOOD if bundle.passed else FINDINGS


def _text(bundle: CompiledBundle, folder: Path, *, left_out: str) -> str:
    total = bundle.evaluation.estimate.total
    lines = [f"{stage.title:28}{stage.status:9}{stage.detail}" for stage in bundle.stages]
    told = [f"Left out under the standards: {left_out}."] if left_out else []
    last = f"{total} a month. Bundle: {folder}"
    return "\n".join([*lines, "", *report_lines(bundle.report), *told, last])


def _data(bundle: CompiledBundle, folder: Path) -> Mapping[str, JsonValue]:
    return {
        "out": str(folder),
        "passed": bundle.passed,
        "files": [file.path for file in bundle.files],
        "stages": [stage.model_dump(mode="json") for stage in bundle.stages],
        "checks": bundle.report.model_dump(mode="json"),
        "consistent": bundle.consistency.consistent,
        "monthly_cost": bundle.evaluation.estimate.total.model_dump(mode="json"),
    }
