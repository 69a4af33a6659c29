"""Our own MCP server: read-only, offline, with sources; the same over stdio and in process."""

import json
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field

from cloudwright.agents.knowledge import answers
from cloudwright.design.facts.facts import Facts
from cloudwright.kit.canonical import JsonValue

_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
Words = Annotated[str, Field(min_length=1, max_length=400)]


def knowledge_server(facts: Facts) -> MCPServer:
    """Return a server over these facts."""
    server = MCPServer("cloudwright-knowledge", instructions="Dated AWS facts with sources; read-only.")

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def search_knowledge(query: Words) -> str:
        """Search Well-Architected advice and service limits for what fits a question; with sources."""
        return _text(answers.search_knowledge(query, facts))

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def well_architected(topic: Words) -> str:
        """Give the advice of a pillar (security), of a question (SEC05), or on any topic; with sources."""
        return _text(answers.well_architected(topic))

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def service_facts(name: Words) -> str:
        """Tell what a kind of component or an AWS service is: properties, defaults, verbs, documentation."""
        return _text(answers.service_facts(name))

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def service_limits(service: Words) -> str:
        """Tell the dated quotas of an AWS service, whether they can be raised, and where they come from."""
        return _text(answers.service_limits(service, facts))

    @server.tool(annotations=_READ_ONLY, structured_output=False)
    async def region_availability(name: Words) -> str:
        """Tell in which Regions a CloudFormation type or the types of a service can be used."""
        return _text(answers.region_availability(name, facts))

    return server


def _text(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False)
