"""The real checkov: where it is, and what it says about a folder.

It is a large program with pinned dependencies of its own, so it lives outside the project's environment.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cloudwright.design.bundle.waived_checks import Format

_SECONDS = 500


@dataclass(frozen=True, order=True)
class Failure:
    """One failed check; `resource` is the address that checkov gives, `place` the top folder."""

    id: str
    format: Format
    place: str
    resource: str
    title: str


def program() -> str | None:
    """Return the path of checkov, if there is one."""
    return os.environ.get("CLOUDWRIGHT_CHECKOV") or shutil.which("checkov")


def missing() -> str:
    """Return why checkov cannot be run here, or nothing."""
    if program() is None:
        return (
            "checkov is not installed (install it outside .venv and set CLOUDWRIGHT_CHECKOV to the program)"
        )
    return ""


def failures(folder: Path, file_format: Format) -> tuple[Failure, ...]:
    """Return every failed check of the code below `folder`; raises when a file was not understood."""
    done = subprocess.run(
        [
            str(program()),
            *("--skip-download", "--compact", "--quiet", "-o", "json"),
            *("--framework", file_format, "--directory", "."),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    report = json.loads(done.stdout)
    if report["summary"]["parsing_errors"]:
        raise RuntimeError(f"checkov could not read {report['results']['parsing_errors']}")
    return tuple(sorted(_failures(report, file_format)))


def _failures(report: dict[str, Any], file_format: Format) -> Iterator[Failure]:
    for check in report["results"]["failed_checks"]:
        yield Failure(
            id=check["check_id"],
            format=file_format,
            place=check["file_path"].split("/")[1],
            resource=check["resource"],
            title=check["check_name"],
        )
