"""`mcp_servers.yaml`: which servers there are and which of their tools may be used, deny by default."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from cloudwright.agents.ports import ToolMode
from cloudwright.kit.errors import CloudwrightError, ErrorKind

KNOWLEDGE = "knowledge"
ServerName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
ToolName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,79}$")]


class ServersUnreadable(CloudwrightError):
    kind = ErrorKind.BAD_INPUT
    code = "MCP_SERVERS_UNREADABLE"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ToolRule(_Strict):
    """What one tool may do, for how long, and how much of its result is taken."""

    title: str = ""
    mode: ToolMode
    timeout_seconds: Annotated[float, Field(gt=0, le=120)] = 15.0
    max_bytes: Annotated[int, Field(gt=0, le=262_144)] = 24_576


class _Server(_Strict):
    title: str
    enabled: bool = True
    prefix: str = ""
    start_seconds: Annotated[float, Field(gt=0, le=120)] = 20.0
    tools: dict[ToolName, ToolRule]


class InProcess(_Server):
    """Our own knowledge server, inside this process."""

    transport: Literal["in_process"]


class Stdio(_Server):
    """A program of this machine. It gets the named environment variables and nothing else of ours.

    `read_only_arguments` are the server's own switches against changes: they are always passed.
    """

    transport: Literal["stdio"]
    command: str
    arguments: tuple[str, ...] = ()
    read_only_arguments: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()
    read_only_environment: dict[str, str] = {}


class StreamableHttp(_Server):
    """A server at an address."""

    transport: Literal["streamable_http"]
    url: Annotated[str, StringConstraints(pattern=r"^https://|^http://(localhost|127\.0\.0\.1)[:/]")]


Server = Annotated[InProcess | Stdio | StreamableHttp, Field(discriminator="transport")]


class Declaration(_Strict):
    servers: dict[ServerName, Server] = {}

    @property
    def stays_here(self) -> bool:
        """Whether no server that is on could send anything elsewhere; a program may ask whom it likes."""
        return all(isinstance(server, InProcess) for server in self.servers.values() if server.enabled)

    def enabling(self, names: Sequence[str]) -> Self:
        """Return the same with these servers turned on.

        Raises:
            ServersUnreadable: a name is not declared.
        """
        unknown = sorted(set(names) - self.servers.keys())
        if unknown:
            raise ServersUnreadable(
                f"CLOUDWRIGHT_MCP__ENABLED names {', '.join(unknown)}, and there is no such server. "
                f"Declared are {', '.join(self.servers) or 'none'}."
            )
        turned_on = {name: self.servers[name].model_copy(update={"enabled": True}) for name in names}
        return self.model_copy(update={"servers": {**self.servers, **turned_on}})


def declared(path: Path) -> Declaration:
    """Return what the file declares; without a file there are no servers.

    Raises:
        ServersUnreadable: it is no YAML, or something in it is unknown or out of bounds.
    """
    if not path.is_file():
        return Declaration()
    try:
        return Declaration.model_validate(
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        )
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise ServersUnreadable(
            f"{path.name} cannot be used: {error}. Correct it and start again.", details={"file": str(path)}
        ) from error
