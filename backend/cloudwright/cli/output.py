"""What a command shows: text for people or JSON for programs, chosen once by `--json`."""

import json
import re
from collections.abc import Callable, Sequence
from typing import ParamSpec, Protocol, TypeVar

import click

from cloudwright.kit.canonical import JsonValue

P = ParamSpec("P")
R = TypeVar("R")

_WIDEST_COLUMN = 72
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")


class Output(Protocol):
    """Where results go."""

    def show(self, text: str, data: JsonValue) -> None:
        """Show one result in the chosen form."""
        ...


class Text:
    """For people."""

    def show(self, text: str, data: JsonValue) -> None:
        del data
        click.echo(text)


class Json:
    """For programs: one JSON value on one line."""

    def show(self, text: str, data: JsonValue) -> None:
        del text
        click.echo(json.dumps(data, ensure_ascii=False))


def json_option(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the flag `--json`; it receives `out`, an Output."""
    return click.option(
        "--json",
        "out",
        is_flag=True,
        default=False,
        callback=_chosen,
        help="Write JSON for programs.",
    )(command)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return aligned columns under a ruled heading, numbers to the right; needs no colour to be read."""
    shown = [[_cell(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(head))]
    lines = [
        "  ".join(_placed(cell, width) for cell, width in zip(row, widths, strict=True)) for row in shown
    ]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join(line.rstrip() for line in (lines[0], rule, *lines[1:]))


def _cell(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _WIDEST_COLUMN else f"{line[: _WIDEST_COLUMN - 1]}…"


def _placed(cell: str, width: int) -> str:
    return cell.rjust(width) if _NUMBER.fullmatch(cell) else cell.ljust(width)


def _chosen(context: click.Context, parameter: click.Parameter, value: object) -> Output:
    del context, parameter
    return Json() if value else Text()
