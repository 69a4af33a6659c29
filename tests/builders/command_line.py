"""Commands run in this process, with everything they wrote."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builders.source_code import ROOT
from cloudwright.cli.main import run

GOLDEN = ROOT / "tests" / "golden"
WEB_APP = GOLDEN / "web-app.yaml"
GUARDED = GOLDEN / "web-app-guarded.yaml"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON value that the command wrote."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def command(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run `cloudwright` with these arguments."""
    capsys.readouterr()
    code = run([str(argument) for argument in arguments])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)
