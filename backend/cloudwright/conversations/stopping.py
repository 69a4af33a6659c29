"""The switch that stops one run: politely first, then for certain."""

import asyncio

from strands import Agent


class StopSwitch:
    """Pulled once; `attach` and `pull` may come in either order."""

    def __init__(self, grace_seconds: float) -> None:
        self._grace_seconds = grace_seconds
        self._work: asyncio.Task[object] | None = None
        self._agent: Agent | None = None
        self.pulled = False

    def attach_work(self, work: asyncio.Task[object]) -> None:
        """Name the task that is cut off when the agent does not stop by itself."""
        self._work = work
        if self.pulled:
            self._stop()

    def attach_agent(self, agent: Agent) -> None:
        """Name the agent that is asked first."""
        self._agent = agent
        if self.pulled:
            agent.cancel()

    def pull(self) -> None:
        """Ask the agent to stop, and cut it off after the grace period."""
        if not self.pulled:
            self.pulled = True
            self._stop()

    def _stop(self) -> None:
        if self._agent is not None:
            self._agent.cancel()
        if self._work is not None:
            asyncio.get_running_loop().call_later(self._grace_seconds, self._work.cancel)
