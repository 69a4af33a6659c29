"""`cloudwright mcp`: knowledge and the designs of a folder over standard input and output."""

from datetime import date
from importlib import import_module
from pathlib import Path

import click

from cloudwright.artifacts.compilation import CompiledBundle
from cloudwright.cli.desk import FolderDesk
from cloudwright.config import Settings
from cloudwright.design.facts.facts import Facts
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.document import Document
from cloudwright.mcp_server import reading_server, writing_server
from cloudwright.observability.logs import configure_logs


@click.command("mcp", short_help="Serve knowledge and the designs of a folder over MCP.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="The folder whose designs are served; without it the current one.",
)
@click.option(
    "--read-only", "tools", flag_value="read", help="Leave out the tools that edit designs and write bundles."
)
@click.option("--read-write", "tools", flag_value="write", default="write", hidden=True)
def command(folder: Path, tools: str) -> None:
    """Serve AWS knowledge and the designs of a folder to an MCP client on standard input and output.

    A client reads, prices, reviews, edits and compiles designs there. No path leads out of the folder or
    into a hidden one, nothing is asked of the internet, and nothing is deployed.
    """
    configure_logs(Settings().log)
    facts = load_facts()
    desk = FolderDesk(folder, facts, compiled=_compiled)
    server = reading_server(facts, desk) if tools == "read" else writing_server(facts, desk)
    server.run()


async def _compiled(document: Document, as_of: date, *, facts: Facts) -> CompiledBundle:
    """Compile with what is loaded when it is first needed: a client waits for this command to start."""
    bundle: CompiledBundle = await import_module("cloudwright.cli.compiling").compiled(
        document, as_of, facts=facts
    )
    return bundle
