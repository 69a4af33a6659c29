"""`cloudwright design`: from a sentence to a checked bundle, through the agent loop, unattended."""

import asyncio
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from pydantic import JsonValue

from cloudwright.artifacts.schemas import ArtifactDetail
from cloudwright.cli import snapshot
from cloudwright.cli.checks import report_lines
from cloudwright.cli.failures import FINDINGS, GOOD
from cloudwright.cli.output import Output, json_option
from cloudwright.cli.studio import Designed, opened
from cloudwright.cli.unattended import Exchange, built, exchange, failed, nothing
from cloudwright.cli.writing import require_bundle_folder, write_folder


@dataclass(frozen=True, slots=True)
class _Result:
    done: Exchange
    designed: Designed
    artifact: ArtifactDetail
    packed: bytes


@click.command("design", short_help="Turn a sentence into a checked bundle, unattended.")
@click.argument("prompt")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="Folder of the bundle.")
@click.option("--project", help="Project to go on with, by name; without it nothing else is kept.")
@click.option("--reply", is_flag=True, help="Show what the designer answered, too.")
@json_option
def command(prompt: str, folder: Path, *, project: str | None, reply: bool, out: Output) -> int:
    """Turn PROMPT into a checked bundle. Questions take their defaults, listed under "Assumed".

    A second call with the same project goes on where the first one ended. Exit code 1 when a check failed.
    """
    require_bundle_folder(folder)
    result = asyncio.run(_designed(prompt, project))
    write_folder(folder, _unpacked(result.packed))
    said = [result.done.reply, ""] if reply else []
    out.show("\n".join([*said, *_lines(result, folder)]), _data(result, folder))
    return FINDINGS if result.artifact.checks.errors else GOOD


async def _designed(prompt: str, project: str | None) -> _Result:
    async with opened(project) as studio:
        done = await exchange(studio, prompt)
        if done.last.outcome == "error":
            raise failed(done.last)
        designed = await studio.designed()
        if designed is None:
            raise nothing(done)
        artifact_id = done.artifact_id or await built(studio, designed)
        artifact, packed = await studio.bundle(artifact_id)
        return _Result(done=done, designed=designed, artifact=artifact, packed=packed.content)


def _unpacked(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the archive without the one folder that holds them all."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            yield name.partition("/")[2], archive.read(name)


def _lines(result: _Result, folder: Path) -> Iterator[str]:
    yield from snapshot.lines(result.designed)
    yield ""
    yield "Assumed"
    yield from (f"  {each}" for each in snapshot.assumed(result.designed, result.done.approvals))
    yield ""
    yield from report_lines(result.artifact.checks)
    yield f"Bundle: {folder}"


def _data(result: _Result, folder: Path) -> JsonValue:
    return {
        "out": str(folder),
        "reply": result.done.reply,
        "design": snapshot.snapshot(result.designed),
        "assumed": [*snapshot.assumed(result.designed, result.done.approvals)],
        "files": [file.path for file in result.artifact.files if file.change != "removed"],
        "stages": [stage.model_dump(mode="json") for stage in result.artifact.stages],
        "checks": result.artifact.checks.model_dump(mode="json"),
        "passed": not result.artifact.checks.errors,
    }
