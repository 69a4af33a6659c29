"""`cloudwright mcp`: our knowledge server over standard input and output."""

import click

from cloudwright import mcp_server


@click.command("mcp", short_help="Serve AWS knowledge over MCP.")
def command() -> None:
    """Serve AWS knowledge over MCP on standard input and output: read-only, offline, with sources."""
    mcp_server.main()
