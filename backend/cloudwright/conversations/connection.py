"""What one identified socket may do: follow threads, start runs, stop them."""

import asyncio
from typing import Self, assert_never

import structlog
import svcs

from cloudwright.conversations import frames
from cloudwright.conversations.outbox import Outbox
from cloudwright.conversations.service.conversations import Conversations
from cloudwright.conversations.service.runs import Runs
from cloudwright.conversations.service.turns import Turns
from cloudwright.database.errors import storage_full
from cloudwright.events.schemas import CaughtUp, Envelope, Reset
from cloudwright.events.service import EventLog
from cloudwright.kit.errors import CloudwrightError, ErrorKind
from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_MOST_THREADS = 16
_INTERNAL_SENTENCE = "Something went wrong on our side. What was saved before is kept; try again."


class Connection:
    """One per socket; its tails are tasks of its own and end with it. Runs go on."""

    def __init__(
        self, units: UnitsOfWork, event_log: EventLog, *, principal: Principal, outbox: Outbox
    ) -> None:
        self._units = units
        self._log = event_log
        self._principal = principal
        self._outbox = outbox
        self._tails: dict[str, asyncio.Task[None]] = {}

    @classmethod
    async def open(cls, services: svcs.Container, principal: Principal, *, outbox: Outbox) -> Self:
        """Return the connection of a person."""
        units, event_log = await services.aget(UnitsOfWork, EventLog)
        return cls(units, event_log, principal=principal, outbox=outbox)

    def become(self, principal: Principal) -> None:
        """Go on with what the person may do now."""
        self._principal = principal

    async def take(self, frame: frames.Inbound) -> None:
        """Do what the frame asks; a refusal is answered, never raised."""
        run = frame.run if isinstance(frame, frames.Run | frames.Cancel) else None
        thread = frame.thread if isinstance(frame, frames.Subscribe | frames.Run) else None
        try:
            await self._obey(frame)
        except Exception as error:  # noqa: BLE001  # outermost: whatever is raised becomes an `err` frame
            known = _as_domain_error(error)
            message = _INTERNAL_SENTENCE if known.kind is ErrorKind.INTERNAL else known.message
            await self._outbox.put(frames.refusal(known.code, message, run=run, thread=thread))

    async def refuse(self, code: str, message: str) -> None:
        """Answer a frame that could not be read."""
        await self._outbox.put(frames.refusal(code, message))

    def close(self) -> None:
        """End the tails."""
        for tail in self._tails.values():
            tail.cancel()
        self._tails.clear()

    async def _obey(self, frame: frames.Inbound) -> None:
        match frame:
            case frames.Ping():
                await self._outbox.put(frames.pong())
            case frames.Subscribe():
                await self._subscribe(frame)
            case frames.Unsubscribe():
                self._unsubscribe(frame.thread)
            case frames.Run():
                await self._run(frame)
            case frames.Cancel():
                await self._cancel(frame.run)
            case frames.Hello():
                await self.refuse("HELLO_TWICE", "This connection is signed in already.")
            case _:
                assert_never(frame)

    async def _subscribe(self, frame: frames.Subscribe) -> None:
        insist_on(self._principal, Permission.CONVERSATIONS_READ)
        async with self._units.read(self._principal) as services:
            await (await services.aget(Conversations)).get(frame.thread)
        self._unsubscribe(frame.thread)
        if len(self._tails) >= _MOST_THREADS:
            await self.refuse(
                "TOO_MANY_THREADS", f"One connection follows at most {_MOST_THREADS} conversations."
            )
            return
        self._tails[frame.thread] = asyncio.create_task(self._tail(frame.thread, frame.after))

    def _unsubscribe(self, thread_id: str) -> None:
        tail = self._tails.pop(thread_id, None)
        if tail is not None:
            tail.cancel()

    async def _run(self, frame: frames.Run) -> None:
        insist_on(self._principal, Permission.RUNS_START)
        async with self._units.write(self._principal) as services:
            turns = await services.aget(Turns)
            accepted = await turns.start(self._principal, frame.thread, request=frame)
        await self._outbox.put(frames.accepted(accepted))

    async def _cancel(self, run_id: str) -> None:
        async with self._units.write(self._principal) as services:
            runs = await services.aget(Runs)
            insist_on(self._principal, Permission.RUNS_CANCEL, owner_id=await runs.starter(run_id))
            await runs.request_stop(run_id)

    async def _tail(self, thread_id: str, after: int) -> None:
        try:
            await self._follow(thread_id, after)
        except Exception as error:  # outermost of this task: the client subscribes again
            log.exception("tail failed", thread=thread_id)
            known = _as_domain_error(error)
            await self._outbox.put(frames.refusal("TAIL_FAILED", known.message, thread=thread_id))

    async def _follow(self, thread_id: str, after: int) -> None:
        tail = self._log.tail(thread_id, after, organization_id=self._principal.organization_id)
        async for item in tail:
            match item:
                case Envelope():
                    await self._outbox.put(item.frame())
                case CaughtUp(seq):
                    await self._outbox.put(frames.caught_up(thread_id, seq))
                case Reset(reason):
                    await self._outbox.put(frames.reset(thread_id, reason))
                case _:
                    assert_never(item)


def _as_domain_error(error: Exception) -> CloudwrightError:
    if isinstance(error, CloudwrightError):
        return error
    full = storage_full(error)
    if full is not None:
        return full
    log.error("frame failed", exc_info=error)
    return CloudwrightError(_INTERNAL_SENTENCE)
