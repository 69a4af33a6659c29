"""`cloudwright chat`: the agent loop in a terminal or a pipe, one message a line."""

import asyncio
import sys
from collections.abc import AsyncIterator

import click
from pydantic import JsonValue

from cloudwright.cli import snapshot
from cloudwright.cli.failures import BAD_INPUT, FINDINGS, GOOD, describe
from cloudwright.cli.output import Output, json_option
from cloudwright.cli.studio import Designed, opened
from cloudwright.cli.unattended import Exchange, exchange
from cloudwright.kit.errors import CloudwrightError


@click.command("chat", short_help="Design in turns: reads messages from standard input.")
@click.option("--project", help="Project to go on with, by name; without it nothing is kept.")
@json_option
def command(project: str | None, out: Output) -> int:
    """Design in turns: each line of standard input is a message.

    After each, the answer and the design as it then stands are written. Exit code 2 when a message was
    refused, 1 when a run failed.
    """
    return asyncio.run(_chat(project, out))


async def _chat(project: str | None, out: Output) -> int:
    code = GOOD
    async with opened(project) as studio:
        async for message in _messages():
            try:
                done = await exchange(studio, message)
            except CloudwrightError as error:
                click.echo(describe(error), err=True)
                code = BAD_INPUT
                continue
            designed = await studio.designed()
            out.show(_text(done, designed), _data(message, done, designed=designed))
            if done.last.outcome == "error":
                code = code or FINDINGS
    return code


async def _messages() -> AsyncIterator[str]:
    """Yield the lines of standard input that hold more than spaces; a person gets a sign to type."""
    asked = sys.stdin.isatty()
    while True:
        if asked:
            click.echo("> ", nl=False, err=True)
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        if line.strip():
            yield line.strip()


def _text(done: Exchange, designed: Designed | None) -> str:
    said = [done.reply or done.last.error]
    said += [f"Assumed: {approval} Yes" for approval in done.approvals]
    shown = [] if designed is None else ["", *snapshot.lines(designed)]
    return "\n".join([*said, *shown, ""])


def _data(message: str, done: Exchange, *, designed: Designed | None) -> JsonValue:
    error: JsonValue = {"code": done.last.error_code, "message": done.last.error}
    return {
        "message": message,
        "reply": done.reply,
        "outcome": done.last.outcome,
        "error": error if done.last.error_code else None,
        "ripple": next((r for a in reversed(done.answers) if (r := a.newest("RIPPLE"))), None),
        "artifact_id": done.artifact_id,
        "approved": list(done.approvals),
        "design": None if designed is None else snapshot.snapshot(designed),
    }
