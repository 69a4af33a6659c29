"""Our MCP server for other clients: AWS knowledge, and the designs of one folder."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Protocol

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from cloudwright.agents.knowledge.server import knowledge_server
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.edits import Edit
from cloudwright.kit.canonical import JsonValue
from cloudwright.kit.errors import CloudwrightError

_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_WRITES = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False
)
FilePath = Annotated[str, Field(min_length=1, max_length=300, description="Path below the served folder.")]
Edits = Annotated[list[Edit], Field(min_length=1, max_length=100)]
Revision = Annotated[
    str, Field(max_length=64, description="The revision that was read; empty means whatever is there.")
]


class Desk(Protocol):
    """What can be done with the designs of a folder. Refusals are raised as CloudwrightError."""

    def designs(self) -> JsonValue: ...

    def read(self, path: str) -> JsonValue: ...

    def price(self, path: str, environment: Environment) -> JsonValue: ...

    def review(self, path: str, environment: Environment) -> JsonValue: ...

    def edit(self, path: str, edits: Sequence[Edit], *, revision: str) -> JsonValue: ...

    def compile(self, path: str, folder: str) -> JsonValue: ...


def reading_server(facts: Facts, desk: Desk) -> MCPServer:
    """Return a server that changes nothing."""
    server = knowledge_server(facts)

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def list_designs() -> str:
        """List the designs below the served folder: files that `cloudwright compile` would take."""
        return await _told(desk.designs)

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def read_design(path: FilePath) -> str:
        """Give a design as it is: components, connections, decisions, brief, and its revision."""
        return await _told(lambda: desk.read(path))

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def price_design(path: FilePath, environment: Environment = Environment.PROD) -> str:
        """Tell what a design costs a month, line by line, with what it assumes. List prices, dated."""
        return await _told(lambda: desk.price(path, environment))

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def review_design(path: FilePath, environment: Environment = Environment.PROD) -> str:
        """Tell what the review rules find in a design, worst first, with the edits that would mend it."""
        return await _told(lambda: desk.review(path, environment))

    return server


def writing_server(facts: Facts, desk: Desk) -> MCPServer:
    """Return a server that also edits designs and writes bundles, in its folder and nowhere else."""
    server = reading_server(facts, desk)
    one_at_a_time = asyncio.Lock()

    @server.tool(annotations=_WRITES, structured_output=False)
    async def edit_design(path: FilePath, edits: Edits, revision: Revision = "") -> str:
        """Apply a batch of typed edits to a design file, all or none, and tell what that did.

        Answers with components, money before and after, findings opened and closed, requirements broken,
        files that would change, and what got worse. A rejected batch changes nothing and names each
        problem with its path, what is allowed and a hint; kinds and their properties are in service_facts.
        The file is written anew: comments in it are not kept.
        """
        async with one_at_a_time:
            return await _told(lambda: desk.edit(path, edits, revision=revision))

    @server.tool(annotations=_WRITES, structured_output=False)
    async def compile_design(path: FilePath, folder: FilePath) -> str:
        """Write the bundle of a design (CloudFormation, Terraform, diagrams, documents) and check it.

        The folder must be new, empty or an earlier bundle; other files are never touched. Nothing is
        deployed.
        """
        async with one_at_a_time:
            return await _told(lambda: desk.compile(path, folder))

    return server


async def _told(work: Callable[[], JsonValue]) -> str:
    """Do the work beside the event loop; a refusal becomes an error that a model can repair."""
    try:
        return json.dumps(await asyncio.to_thread(work), ensure_ascii=False)
    except CloudwrightError as error:
        problems = error.details.get("problems", [])
        told = {"code": error.code, "message": error.message, "problems": problems}
        raise ToolError(json.dumps(told, ensure_ascii=False)) from error
