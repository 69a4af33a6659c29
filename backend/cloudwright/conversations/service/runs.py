"""Runs: claim one, ask it to stop, settle it, and end those whose owner has died."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.agents.turn import Approval, Ask, Earlier, Turn
from cloudwright.config import RunSettings
from cloudwright.conversations.ending import Ending, interrupted, last_event, message_usage, usage_event
from cloudwright.conversations.errors import RunNotFound
from cloudwright.conversations.lease import RunFence
from cloudwright.conversations.models import RunRow
from cloudwright.conversations.ports import RunKey, RunLauncher
from cloudwright.conversations.presentation import run_state
from cloudwright.conversations.repository import ConversationsTable, MessagesTable, RunsTable
from cloudwright.conversations.schemas import RunState, RunStatus
from cloudwright.conversations.service.keeping import Keeping
from cloudwright.conversations.service.reading import run_events
from cloudwright.conversations.transcript import Transcript, transcript
from cloudwright.database.engine import on_commit
from cloudwright.events.errors import LeaseLost
from cloudwright.events.service import EventLog
from cloudwright.gateway.service import Ledger
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.quotas.service.holding import Quotas
from cloudwright.tenancy.principal import Principal, Role

_REMEMBERED_MESSAGES = 40


@dataclass(frozen=True, slots=True)
class Claimed:
    """A run that this process holds."""

    turn: Turn
    fence: int
    history: Sequence[Earlier]


class Runs:
    def __init__(
        self,
        db: AsyncSession,
        log: EventLog,
        *,
        ledger: Ledger,
        launcher: RunLauncher,
        quotas: Quotas,
        settings: RunSettings,
        clock: Clock = utc_now,
    ) -> None:
        self._db = db
        self._log = log
        self._ledger = ledger
        self._launcher = launcher
        self._quotas = quotas
        self._settings = settings
        self._clock = clock
        self._runs = RunsTable(db)
        self._messages = MessagesTable(db)
        self._conversations = ConversationsTable(db)
        self._keeping = Keeping(db, clock)

    async def get(self, run_id: str) -> RunState:
        """Return where a run stands; raises RunNotFound."""
        return run_state(await self._row(run_id))

    async def claim(self, run_id: str, owner: str) -> Claimed:
        """Take the lease and return what is to be done; raises LeaseLost when the run has ended."""
        row = await self._row(run_id)
        conversation = await self._conversations.find(row.conversation_id)
        if row.ended_at is not None or conversation is None:
            raise LeaseLost("This run has ended already.")
        row.owner = owner
        row.fence += 1
        row.status = RunStatus.RUNNING
        row.lease_expires_at = self._clock() + timedelta(seconds=self._settings.lease_seconds)
        await self._runs.flush()
        return Claimed(
            turn=_turn(row, project_id=conversation.project_id),
            fence=row.fence,
            history=await self._history(row),
        )

    async def starter(self, run_id: str) -> str:
        """Return who started a run; raises RunNotFound."""
        return (await self._row(run_id)).person_id

    async def request_stop(self, run_id: str) -> RunState:
        """Leave the wish to stop where its owner finds it; a run that has ended stays as it is."""
        row = await self._row(run_id)
        if row.ended_at is None:
            row.cancel_requested = True
            await self._runs.flush()
            on_commit(self._db, partial(self._launcher.stop, RunKey(row.organization_id, row.id)))
        return run_state(row)

    async def told(self, run_id: str) -> Transcript:
        """Return what the events of a run amount to so far: the long part of ending it, for a reader."""
        return transcript(await run_events(self._log, self._db, await self._row(run_id)))

    async def settle(self, run_id: str, ending: Ending, *, told: Transcript, fence: int, model: str) -> None:
        """Keep what was said, append the last events and end the run; raises LeaseLost."""
        row = await self._row(run_id)
        await RunFence(RunKey(row.organization_id, run_id), fence).check(self._db)
        await self._end(row, ending, told=told, model=model)

    async def end_expired(self, run_id: str, told: Transcript) -> None:
        """End a run whose owner was silent for too long, as interrupted; one that came back stays open."""
        row = await self._row(run_id)
        if row.ended_at is None and row.lease_expires_at < self._clock():
            row.fence += 1
            await self._end(row, interrupted(), told=told, model="")

    async def _end(self, row: RunRow, ending: Ending, *, told: Transcript, model: str) -> None:
        spent = await self._ledger.spent(row.id)
        model = spent.model_id or model
        told.extend(await run_events(self._log, self._db, row, after=told.last_seq))
        await self._keeping.keep(row, told, ending=ending, usage=message_usage(model, spent))
        row.status = ending.status
        row.ended_at = self._clock()
        row.interrupt = ending.approvals[0].model_dump(mode="json") if ending.approvals else None
        await self._quotas.release(row.id)
        await self._runs.flush()
        await self._log.append(
            self._db,
            row.conversation_id,
            run_id=row.id,
            events=[
                usage_event(model, spent),
                last_event(ending, thread_id=row.conversation_id, run_id=row.id, model=model, spent=spent),
            ],
        )

    async def _history(self, row: RunRow) -> list[Earlier]:
        messages = await self._messages.newest(row.conversation_id, limit=_REMEMBERED_MESSAGES)
        return [
            Earlier(by_person=each.role == "user", text=each.text)
            for each in messages
            if each.run_id != row.id and each.text
        ]

    async def _row(self, run_id: str) -> RunRow:
        row = await self._runs.find(run_id)
        if row is None:
            raise RunNotFound("There is no such run.", details={"id": run_id})
        return row


def _turn(row: RunRow, *, project_id: str) -> Turn:
    return Turn(
        principal=Principal(
            user_id=row.person_id,
            organization_id=row.organization_id,
            role=Role(row.role),
            sign_in_id=row.sign_in_id,
        ),
        project_id=project_id,
        conversation_id=row.conversation_id,
        run_id=row.id,
        ask=Ask.model_validate(row.ask),
        resumes=None if row.resumes is None else Approval.model_validate(row.resumes),
    )
