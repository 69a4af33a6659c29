"""The servers that agents take tools from, over HTTP."""

from fastapi import APIRouter

from cloudwright.agents.ports import Watched
from cloudwright.agents.schemas import ToolServerList
from cloudwright.tenancy.dependencies import CurrentPrincipal, Services

router = APIRouter(tags=["tool servers"])


@router.get("/tool-servers")
async def tool_servers(services: Services, principal: CurrentPrincipal) -> ToolServerList:
    """Tell which MCP servers are declared, which of them work, and which tools they bring."""
    del principal
    watched = await services.aget(Watched)
    return ToolServerList(servers=tuple(watched.health()))
