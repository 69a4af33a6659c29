"""Builds the agent of one turn: model, prompt, tools of its mode, policy and trace."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast

from strands import Agent, ModelRetryStrategy
from strands.tools.executors import SequentialToolExecutor
from strands.types.tools import AgentTool

from cloudwright.agents.phrasing import history, prompt
from cloudwright.agents.policy import ReadOnlyPolicy
from cloudwright.agents.ports import ANNOUNCER, TURN, Announcer, ToolServers, ToolShelf
from cloudwright.agents.recording import CallRecorder
from cloudwright.agents.repairs import RepairLimit
from cloudwright.agents.tools.design_tool import DesignTool
from cloudwright.agents.trace import ToolTrace
from cloudwright.agents.turn import Earlier, Mode, Turn
from cloudwright.gateway.factory import ModelFactory
from cloudwright.gateway.schemas import Caller

_SERVER_NOTICE = "SERVER_NOTICE"
_RETRIES = {"max_attempts": 2, "initial_delay": 1, "max_delay": 2}


@dataclass(frozen=True, slots=True)
class Assembled:
    """An agent for one turn."""

    agent: Agent
    turn: Turn
    announcer: Announcer
    trace: ToolTrace

    def stream(self, *, turns: int) -> AsyncGenerator[Mapping[str, Any], None]:
        """Answer; yields what Strands streams, at most `turns` model calls long."""
        state = {TURN: self.turn, ANNOUNCER: self.announcer}
        answer = self.agent.stream_async(prompt(self.turn), invocation_state=state, limits={"turns": turns})
        # Declared as an iterator, made as a generator: closing it early closes the model's stream too.
        return cast("AsyncGenerator[Mapping[str, Any], None]", answer)

    async def close(self) -> None:
        """Mark tool calls that were cut off."""
        await self.trace.close()


class AgentAssembly:
    """One per process."""

    def __init__(
        self,
        models: ModelFactory,
        servers: ToolServers,
        *,
        tools: Sequence[DesignTool[Any]],
        recorder: CallRecorder,
    ) -> None:
        self._models = models
        self._servers = servers
        self._tools = tools
        self._recorder = recorder

    @property
    def model_id(self) -> str:
        """The model that answers."""
        return self._models.card().id

    async def build(self, turn: Turn, earlier: Sequence[Earlier], *, announcer: Announcer) -> Assembled:
        """Return the agent of the turn's mode; servers that are down are shown as notices."""
        mode = turn.ask.mode
        own = [tool for tool in self._tools if mode in tool.definition.modes]
        shelf = await self._servers.shelf(mode)
        for notice in shelf.notices:
            content = {"server": notice.server, "title": notice.title, "reason": notice.reason}
            await announcer.activity(_SERVER_NOTICE, content)
        trace = ToolTrace(
            turn,
            announcer,
            own=[tool.definition for tool in own],
            served=shelf.served,
            recorder=self._recorder,
        )
        tools: list[AgentTool] = [*own, *(served.tool for served in shelf.served)]
        caller = Caller(
            turn.principal, conversation_id=turn.conversation_id, run_id=turn.run_id, mode=mode.value
        )
        chosen = await self._models.choose(turn.principal.organization_id)
        agent = Agent(
            model=self._models.build(chosen, caller=caller),
            messages=history(earlier),
            tools=list(tools),
            system_prompt=system_prompt(mode),
            callback_handler=None,
            retry_strategy=ModelRetryStrategy(**_RETRIES),
            tool_executor=SequentialToolExecutor(),
            hooks=[trace, RepairLimit(_titles(own, shelf))],
            interventions=[ReadOnlyPolicy(own=[tool.tool_name for tool in own], served=shelf.served)],
        )
        return Assembled(agent, turn, announcer, trace)


def _titles(own: Sequence[DesignTool[Any]], shelf: ToolShelf) -> Mapping[str, str]:
    return {tool.tool_name: tool.definition.title for tool in own} | {
        served.tool.tool_name: served.title for served in shelf.served
    }


def system_prompt(mode: Mode) -> str:
    """Return the prompt of a mode."""
    return files("cloudwright.agents").joinpath("prompts", f"{mode}.md").read_text(encoding="utf-8")
