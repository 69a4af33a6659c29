"""What people see of the servers that agents take tools from."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class ServerState(StrEnum):
    """`changed` serves what is left after a server altered tools that were in use."""

    OFF = "off"
    STARTING = "starting"
    UP = "up"
    DOWN = "down"
    CHANGED = "changed"


class ServerHealth(BaseModel):
    """One declared server."""

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    transport: str = Field(description="in_process, stdio or streamable_http.")
    local: bool = Field(description="True when it is part of the product or answers on this machine.")
    state: ServerState
    tools: tuple[str, ...] = Field((), description="Titles of the tools that can be used now.")
    trouble: str = Field("", description="What is wrong, in words for people; empty when nothing is.")
    restarts: int = Field(0, description="How often it was started again since the product runs.")
    milliseconds: int | None = Field(None, description="How long it took to list its tools last.")


class ToolServerList(BaseModel):
    """Every declared server, those that are off as well."""

    model_config = ConfigDict(frozen=True)

    servers: tuple[ServerHealth, ...]
