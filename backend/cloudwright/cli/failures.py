"""Exit codes, and how errors read in a terminal."""

from collections.abc import Iterator

import click

from cloudwright.design.model.errors import DesignError, Problem
from cloudwright.kit.errors import CloudwrightError, ErrorKind

GOOD = 0
FINDINGS = 1
BAD_INPUT = 2
CRASHED = 70
INTERRUPTED = 130

_MOST_PROBLEMS = 20


class InputUnreadable(CloudwrightError):
    """A file or folder that was named cannot be read, or is not what the command needs."""

    kind = ErrorKind.BAD_INPUT
    code = "INPUT_UNREADABLE"


class OutputRefused(CloudwrightError):
    """The place that was named for the output cannot take it."""

    kind = ErrorKind.BAD_INPUT
    code = "OUTPUT_REFUSED"


class PortTaken(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "PORT_TAKEN"


class NothingDesigned(CloudwrightError):
    """The run ended without a design; the message says what the designer answered."""

    kind = ErrorKind.BAD_INPUT
    code = "NOTHING_DESIGNED"


class RunFailed(CloudwrightError):
    kind = ErrorKind.UNAVAILABLE
    code = "RUN_FAILED"


def describe(error: CloudwrightError) -> str:
    """Return `error CODE: sentence`, with a line for each problem of a design."""
    lines = [f"error {error.code}: {error.message}"]
    if isinstance(error, DesignError):
        lines += _problems(error)
    return "\n".join(lines)


def usage(error: click.ClickException) -> str:
    """Return what is wrong with the way a command was called, and where to read more."""
    lines = [f"error USAGE: {error.format_message()}"]
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        lines.append(f"  try: {context.command_path} --help")
    return "\n".join(lines)


def _problems(error: DesignError) -> Iterator[str]:
    for problem in error.problems[:_MOST_PROBLEMS]:
        yield f"  {_problem(problem)}"
    left = len(error.problems) - _MOST_PROBLEMS
    if left > 0:
        yield f"  and {left} more"


def _problem(problem: Problem) -> str:
    said = f"{problem.path or 'the file'}: {problem.hint or problem.rule}"
    if problem.allowed is not None:
        said += f" (allowed: {_short(problem.allowed)})"
    return said


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 200 else f"{text[:199]}…"
