"""Where a run reports: text and activities in one order, within a transaction or beside it."""

from collections.abc import Mapping

import svcs
from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.agents.turn import Approval
from cloudwright.conversations.lease import RunFence
from cloudwright.events import agui
from cloudwright.events.schemas import Event
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextStream
from cloudwright.kit.ids import new_id


class Desk:
    """The `Announcer` of one run."""

    def __init__(self, text: TextStream, log: EventLog, *, fence: RunFence) -> None:
        self._text = text
        self._log = log
        self._fence = fence
        self._steps: list[str] = []
        self.approvals: list[Approval] = []

    def emit(self, event: Event) -> None:
        """Write an event with the next group."""
        self._text.write(event)

    async def activity(
        self,
        activity_type: str,
        content: Mapping[str, JsonValue],
        *,
        activity_id: str | None = None,
        services: svcs.Container | None = None,
    ) -> str:
        """Show an activity, in the transaction of `services` when given, and return its id."""
        shown = activity_id or new_id("act")
        await self._report(agui.activity(shown, activity_type, content), services)
        return shown

    async def custom(
        self, name: str, value: Mapping[str, JsonValue], *, services: svcs.Container | None = None
    ) -> None:
        """Send a CUSTOM event, in the transaction of `services` when given."""
        await self._report(agui.custom(name, value), services)

    async def step_started(self, name: str) -> None:
        self._steps.append(name)
        self.emit(agui.step_started(name))

    async def step_finished(self, name: str) -> None:
        self._steps.remove(name)
        self.emit(agui.step_finished(name))

    def require_approval(self, approval: Approval) -> None:
        """End the run with this question."""
        self.approvals.append(approval)

    async def close(self) -> None:
        """Finish the steps that are still open and return once everything is stored."""
        for name in reversed(self._steps):
            self.emit(agui.step_finished(name))
        self._steps.clear()
        await self._text.flush()

    async def _report(self, event: Event, services: svcs.Container | None) -> None:
        if services is None:
            self.emit(event)
            return
        stream = self._text.stream
        await self._log.append(
            services.get(AsyncSession),
            stream.thread_id,
            run_id=stream.run_id,
            events=[event],
            fence=self._fence,
        )
