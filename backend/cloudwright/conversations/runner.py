"""Executes one run: claims it, lets the agent answer, writes what it says, settles it."""

import asyncio
from contextlib import aclosing
from functools import partial

import structlog
from strands.agent.agent_result import AgentResult
from strands.types.exceptions import EventLoopException

from cloudwright.agents.assembly import AgentAssembly
from cloudwright.config import RunSettings
from cloudwright.conversations.desk import Desk
from cloudwright.conversations.ending import (
    FAILED,
    STOPPED,
    SUCCEEDED,
    TIMED_OUT,
    TOO_MANY_STEPS,
    Ending,
    failed,
    interrupted,
    waiting,
)
from cloudwright.conversations.lease import RunFence
from cloudwright.conversations.ports import RunKey
from cloudwright.conversations.schemas import MessageError
from cloudwright.conversations.service.runs import Claimed, Runs
from cloudwright.conversations.stopping import StopSwitch
from cloudwright.conversations.translation import Translator
from cloudwright.database.errors import DatabaseBusy
from cloudwright.database.unbroken import unbroken
from cloudwright.events.errors import LeaseLost
from cloudwright.events.schemas import Stream
from cloudwright.events.service import EventLog
from cloudwright.events.writer import TextWriter
from cloudwright.kit.errors import CloudwrightError, ErrorKind
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_MOST_MODEL_CALLS = 25
_SETTLE_ATTEMPTS = 5


class Runner:
    """One per process; every run is one call of `execute`."""

    def __init__(
        self,
        units: UnitsOfWork,
        event_log: EventLog,
        *,
        writer: TextWriter,
        agents: AgentAssembly,
        settings: RunSettings,
    ) -> None:
        self._units = units
        self._log = event_log
        self._writer = writer
        self._agents = agents
        self._settings = settings

    async def execute(self, key: RunKey, *, owner: str, switch: StopSwitch) -> None:
        """Run from the claim to the last event; a lost lease ends it without a word."""
        try:
            claimed = await self._claim(key, owner)
            await self._execute(key, claimed, switch=switch)
        except LeaseLost:
            log.info("run lost", run=key.run_id)

    async def _execute(self, key: RunKey, claimed: Claimed, *, switch: StopSwitch) -> None:
        fence = RunFence(key, claimed.fence)
        stream = Stream(key.organization_id, claimed.turn.conversation_id, key.run_id)
        text = self._writer.open(stream, fence=fence)
        desk = Desk(text, self._log, fence=fence)
        try:
            ending = await self._answer(claimed, desk, switch=switch)
            await unbroken(self._settle(key, ending, desk=desk, fence=claimed.fence))
        finally:
            await self._writer.close(text)

    async def _claim(self, key: RunKey, owner: str) -> Claimed:
        async with self._units.write(OneTenant(key.organization_id)) as services:
            return await (await services.aget(Runs)).claim(key.run_id, owner)

    async def _answer(self, claimed: Claimed, desk: Desk, *, switch: StopSwitch) -> Ending:
        """Let the agent answer; whatever happens becomes a verdict."""
        work: asyncio.Task[object] = asyncio.create_task(self._stream(claimed, desk, switch=switch))
        switch.attach_work(work)
        try:
            done, _ = await asyncio.wait({work}, timeout=self._settings.timeout_seconds)
        except asyncio.CancelledError:
            await _cut_off(work)
            return interrupted()
        if not done:
            await _cut_off(work)
            return failed(TIMED_OUT)
        return _verdict(work, desk, switch=switch)

    async def _stream(self, claimed: Claimed, desk: Desk, *, switch: StopSwitch) -> AgentResult | None:
        translator = Translator(partial(new_id, "msg"))
        result: AgentResult | None = None
        agent = await self._agents.build(claimed.turn, claimed.history, announcer=desk)
        switch.attach_agent(agent.agent)
        try:
            async with aclosing(agent.stream(turns=_MOST_MODEL_CALLS)) as items:
                async for item in items:
                    if "event" in item or "message" in item:
                        for event in translator.translate(item):
                            desk.emit(event)
                    elif "result" in item:
                        result = item["result"]
        finally:
            for event in translator.close():
                desk.emit(event)
            await agent.close()
        return result

    async def _settle(self, key: RunKey, ending: Ending, *, desk: Desk, fence: int) -> None:
        for attempt in range(_SETTLE_ATTEMPTS):
            try:
                await desk.close()
                actor, model = OneTenant(key.organization_id), self._agents.model_id
                async with self._units.read(actor) as services:
                    told = await (await services.aget(Runs)).told(key.run_id)
                async with self._units.write(actor) as services:
                    runs = await services.aget(Runs)
                    await runs.settle(key.run_id, ending, told=told, fence=fence, model=model)
            except DatabaseBusy:
                if attempt == _SETTLE_ATTEMPTS - 1:
                    raise
            else:
                return


async def _cut_off(work: asyncio.Task[object]) -> None:
    work.cancel()
    await asyncio.wait({work})


def _verdict(work: asyncio.Task[object], desk: Desk, *, switch: StopSwitch) -> Ending:
    if work.cancelled():
        return STOPPED if switch.pulled else interrupted()
    error = work.exception()
    if error is not None:
        return _failure(error)
    result = work.result()
    reason = result.stop_reason if isinstance(result, AgentResult) else ""
    if reason == "cancelled":
        return STOPPED
    if reason.startswith("limit_"):
        return failed(TOO_MANY_STEPS)
    return waiting(desk.approvals) if desk.approvals else SUCCEEDED


def _failure(error: BaseException) -> Ending:
    """Return the verdict over an error; a lost lease is passed on, since then nothing may be written."""
    cause = error.original_exception if isinstance(error, EventLoopException) else error
    if isinstance(cause, LeaseLost):
        raise cause
    if isinstance(cause, CloudwrightError) and cause.kind is not ErrorKind.INTERNAL:
        return failed(MessageError(code=cause.code, message=cause.message))
    log.error("run failed", exc_info=cause)
    return failed(FAILED)
