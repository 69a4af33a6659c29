"""What agents need from outside: a desk to report to, and the tools of MCP servers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import svcs
from pydantic import JsonValue
from strands.types.tools import AgentTool

from cloudwright.agents.schemas import ServerHealth
from cloudwright.agents.turn import Approval, Mode, Turn
from cloudwright.kit.money import Money

ANNOUNCER = "announcer"
TURN = "turn"


class Announcer(Protocol):
    """Where tools and models report what people should see, in order with the streamed text."""

    async def activity(
        self,
        activity_type: str,
        content: Mapping[str, JsonValue],
        *,
        activity_id: str | None = None,
        services: svcs.Container | None = None,
    ) -> str:
        """Show an activity and return its id; with the id of an earlier one, take its place.

        With the `services` of a unit of work it is stored in that transaction, or not at all.
        """
        ...

    async def custom(
        self, name: str, value: Mapping[str, JsonValue], *, services: svcs.Container | None = None
    ) -> None:
        """Send a CUSTOM event, in the transaction of `services` when given."""
        ...

    async def step_started(self, name: str) -> None: ...

    async def step_finished(self, name: str) -> None: ...

    def require_approval(self, approval: Approval) -> None:
        """End the run with an interrupt: the next one carries the answer."""
        ...


@dataclass(frozen=True, slots=True)
class ServerNotice:
    """A server whose tools cannot be used at the moment, in words for people."""

    server: str
    title: str
    reason: str


class ToolMode(StrEnum):
    """What a tool of a server may do; what the manifest does not name is denied."""

    READ = "read"
    GENERATE = "generate"  # makes text, changes nothing
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class ServedTool:
    """A tool of a server as the manifest allows it; `arguments` are the names that its schema knows."""

    server: str
    title: str
    mode: ToolMode
    tool: AgentTool
    arguments: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToolShelf:
    """The tools of all servers that may be used in one turn, and which servers are missing."""

    served: Sequence[ServedTool] = ()
    notices: Sequence[ServerNotice] = ()


class ToolServers(Protocol):
    """The pool of MCP servers."""

    async def shelf(self, mode: Mode) -> ToolShelf:
        """Return what is usable now, without waiting for servers that are down."""
        ...


@dataclass(frozen=True, slots=True)
class Watched:
    """Asks the pool how its servers are."""

    health: Callable[[], Sequence[ServerHealth]]


class StageStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of building a bundle, by its honest name."""

    id: str
    title: str
    status: StageStatus
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FileProgress:
    path: str
    status: str  # queued, writing, done, failed
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands as a whole; every report replaces the one before."""

    artifact_id: str | None
    stages: Sequence[Stage]
    files: Sequence[FileProgress]


Report = Callable[[Progress], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished bundle and what its checks counted."""

    artifact_id: str
    name: str
    revision_id: str
    size_bytes: int
    files: int
    errors: int
    warnings: int
    monthly_cost: Money


class Bundler(Protocol):
    """Builds and stores bundles in short transactions of its own."""

    async def build(
        self, option_id: str, *, turn: Turn, items: Sequence[str] | None, report: Report
    ) -> Built:
        """Build the parts named by `items`, or all of them."""
        ...
