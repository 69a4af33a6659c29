"""docs/reference/mcp.md: the tools that `cloudwright mcp` gives to other clients."""

import asyncio
from pathlib import Path

from mcp_types import Tool

from cloudwright.cli.compiling import compiled
from cloudwright.cli.desk import FolderDesk
from cloudwright.cli.reference.markdown import table
from cloudwright.design.facts.load import load_facts
from cloudwright.mcp_server import writing_server

_HEAD = """\
`cloudwright mcp --folder DIR` speaks MCP on standard input and output. It serves AWS knowledge and the
designs below one folder; no path leads out of it or into a hidden folder, nothing is asked of the internet,
nothing is deployed. With `--read-only` the tools that write are left out."""
_FOOT = """\
A refusal is an error whose text is JSON: `{code, message, problems}`; each problem names its path, what was
given, what is allowed and a hint. The codes are in [errors.md](errors.md)."""


def page() -> str:
    """Return the page."""
    facts = load_facts()
    server = writing_server(facts, FolderDesk(Path(), facts, compiled=compiled))
    tools = asyncio.run(server.list_tools())
    return "\n".join(
        [
            "# Tools for MCP clients",
            "",
            _HEAD,
            "",
            table(
                ("tool", "writes", "takes", "what it does"),
                [
                    (
                        f"`{tool.name}`",
                        "yes" if _writes(tool) else "",
                        _arguments(tool),
                        tool.description or "",
                    )
                    for tool in tools
                ],
            ),
            "",
            _FOOT,
            "",
        ]
    )


def _writes(tool: Tool) -> bool:
    return tool.annotations is None or not tool.annotations.read_only_hint


def _arguments(tool: Tool) -> str:
    required = tool.input_schema.get("required", [])
    names = tool.input_schema.get("properties", {})
    return ", ".join(f"`{name}`" if name in required else f"`{name}` (optional)" for name in names)
