"""A turn begins: the ask is checked, kept, and its run launched, all in one transaction."""

from datetime import timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.agents.turn import Approval, Ask, Continue
from cloudwright.config import RunSettings
from cloudwright.conversations.button_words import worded
from cloudwright.conversations.errors import (
    ConversationNotFound,
    InterruptUnknown,
    NothingToContinue,
    RunIdTaken,
    RunInProgress,
)
from cloudwright.conversations.models import ConversationRow, MessageRow, RunRow, SessionRow
from cloudwright.conversations.ports import RunKey, RunLauncher
from cloudwright.conversations.prompt_rules import check, cleaned
from cloudwright.conversations.repository import (
    ConversationsTable,
    MessagesTable,
    RunsTable,
    SessionsTable,
)
from cloudwright.conversations.schemas import Accepted, MessageStatus, RunRequest, RunStatus
from cloudwright.conversations.service.conversations import LONGEST_TITLE, UNTITLED
from cloudwright.conversations.transcript import USER_MESSAGE
from cloudwright.database.engine import on_commit
from cloudwright.events import agui
from cloudwright.events.schemas import Event
from cloudwright.events.service import EventLog
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.quotas.schemas import Metric, Use
from cloudwright.quotas.service.holding import Quotas
from cloudwright.tenancy.principal import Principal

SESSION_IDLE = timedelta(hours=24)
_LONGEST_LINE = 160


class Turns:
    def __init__(
        self,
        db: AsyncSession,
        log: EventLog,
        *,
        launcher: RunLauncher,
        quotas: Quotas,
        settings: RunSettings,
        clock: Clock = utc_now,
    ) -> None:
        self._db = db
        self._quotas = quotas
        self._log = log
        self._launcher = launcher
        self._settings = settings
        self._clock = clock
        self._conversations = ConversationsTable(db)
        self._messages = MessagesTable(db)
        self._sessions = SessionsTable(db)
        self._runs = RunsTable(db)

    async def start(self, principal: Principal, conversation_id: str, *, request: RunRequest) -> Accepted:
        """Keep the ask and have its run launched once the transaction is committed.

        The same run id again starts nothing and gives the same answer.

        Raises:
            ConversationNotFound, PromptEmpty, PromptTooLong, RunIdTaken, RunInProgress,
            InterruptUnknown, NothingToContinue, QuotaReached: nothing was started.
        """
        known = await self._runs.find(request.run)
        if known is not None:
            return _accepted_before(known, conversation_id)
        conversation = await self._conversations.find(conversation_id)
        if conversation is None:
            raise ConversationNotFound(
                "There is no such conversation; it may have been deleted.", details={"id": conversation_id}
            )
        asked = cleaned(request.ask)
        check(asked)
        newest = await self._runs.newest_in(conversation_id)
        if newest is not None and newest.ended_at is None:
            raise RunInProgress(
                "The last message is still being answered. Stop it or wait; what you typed is kept.",
                details={"run": newest.id},
            )
        ask, resumes = _effective(asked, newest)
        shown = worded(asked)
        seq = await self._announce(conversation, shown, run_id=request.run)
        await self._open(principal, conversation, run_id=request.run, seq=seq, ask=ask, resumes=resumes)
        await self._keep(conversation, shown, run_id=request.run, seq=seq + 1)
        on_commit(self._db, partial(self._launcher.launch, RunKey(principal.organization_id, request.run)))
        return Accepted(run=request.run, thread=conversation_id, seq=seq)

    async def _announce(self, conversation: ConversationRow, asked: Ask, *, run_id: str) -> int:
        """Append the first two events and return the number of the first."""
        started, _ = await self._log.append(
            self._db,
            conversation.id,
            run_id=run_id,
            events=[agui.run_started(conversation.id, run_id), _question(asked, run_id=run_id)],
        )
        return started.seq

    async def _open(
        self,
        principal: Principal,
        conversation: ConversationRow,
        *,
        run_id: str,
        seq: int,
        ask: Ask,
        resumes: Approval | None,
    ) -> None:
        now = self._clock()
        session = await self._session(principal, conversation, mode=ask.mode)
        await self._count_run(principal, run_id, mode=ask.mode)
        self._runs.add(
            RunRow(
                organization_id=conversation.organization_id,
                id=run_id,
                conversation_id=conversation.id,
                session_id=session.id,
                person_id=principal.user_id,
                role=principal.role,
                sign_in_id=principal.sign_in_id,
                mode=ask.mode,
                status=RunStatus.QUEUED,
                ask=ask.model_dump(mode="json"),
                resumes=None if resumes is None else resumes.model_dump(mode="json"),
                first_seq=seq,
                owner=self._launcher.owner,
                fence=0,
                lease_expires_at=now + timedelta(seconds=self._settings.lease_seconds),
                cancel_requested=False,
                interrupt=None,
                started_at=now,
                ended_at=None,
            )
        )
        await self._runs.flush()

    async def _keep(self, conversation: ConversationRow, asked: Ask, *, run_id: str, seq: int) -> None:
        now = self._clock()
        self._messages.add(
            MessageRow(
                organization_id=conversation.organization_id,
                id=_question_id(run_id),
                conversation_id=conversation.id,
                run_id=run_id,
                seq=seq,
                role="user",
                mode=asked.mode,
                status=MessageStatus.COMPLETE,
                text=asked.text,
                activities=[],
                usage=None,
                error=None,
                created_at=now,
            )
        )
        conversation.last_line = " ".join(asked.text.split())[:_LONGEST_LINE]
        if conversation.title == UNTITLED:
            conversation.title = " ".join(asked.text.split())[:LONGEST_TITLE]
        conversation.mode = asked.mode
        conversation.updated_at = now
        await self._conversations.flush()

    async def _session(self, principal: Principal, conversation: ConversationRow, *, mode: str) -> SessionRow:
        now = self._clock()
        session = await self._sessions.open(
            conversation.id, person_id=principal.user_id, mode=mode, since=now - SESSION_IDLE
        )
        if session is None:
            session = SessionRow(
                organization_id=conversation.organization_id,
                id=new_id("ses"),
                conversation_id=conversation.id,
                person_id=principal.user_id,
                mode=mode,
                started_at=now,
                last_active_at=now,
                ended_at=None,
            )
            self._sessions.add(session)
            await self._quotas.spend(Use(Metric.SESSIONS, 1, principal.user_id, mode))
        session.last_active_at = now
        return session

    async def _count_run(self, principal: Principal, run_id: str, *, mode: str) -> None:
        """Count the run, and hold one of those that may go on at once for as long as a run may take."""
        await self._quotas.spend(Use(Metric.RUNS, 1, principal.user_id, mode))
        lease = timedelta(seconds=self._settings.timeout_seconds + self._settings.lease_seconds)
        one = Use(Metric.CONCURRENT_RUNS, 1, principal.user_id, mode)
        await self._quotas.hold(one, lease=lease, reservation_id=run_id)


def _accepted_before(run: RunRow, conversation_id: str) -> Accepted:
    if run.conversation_id != conversation_id:
        raise RunIdTaken("This run id belongs to another conversation. Use a new one.")
    return Accepted(run=run.id, thread=conversation_id, seq=run.first_seq)


def _effective(asked: Ask, newest: RunRow | None) -> tuple[Ask, Approval | None]:
    """Return what is to be done, and the question that the answers in it belong to."""
    if isinstance(asked.action, Continue):
        return _interrupted_ask(newest)
    if not asked.resume:
        return asked, None
    open_question = _open_question(newest)
    if open_question is None or any(each.interruptId != open_question.id for each in asked.resume):
        raise InterruptUnknown(
            "This question is not open any more; it was answered elsewhere or something newer was asked."
        )
    return asked, open_question


def _interrupted_ask(newest: RunRow | None) -> tuple[Ask, Approval | None]:
    unfinished = (RunStatus.INTERRUPTED, RunStatus.STOPPED, RunStatus.FAILED)
    if newest is None or newest.status not in unfinished:
        raise NothingToContinue("Nothing was interrupted here. Ask for what you need.")
    resumes = None if newest.resumes is None else Approval.model_validate(newest.resumes)
    return Ask.model_validate(newest.ask), resumes


def _open_question(newest: RunRow | None) -> Approval | None:
    if newest is None or newest.status != RunStatus.WAITING or newest.interrupt is None:
        return None
    return Approval.model_validate(newest.interrupt)


def _question_id(run_id: str) -> str:
    return f"msg_{run_id.removeprefix('run_')}"


def _question(ask: Ask, *, run_id: str) -> Event:
    content = ask.model_dump(mode="json", include={"text", "mode", "scope", "action"})
    return agui.activity(_question_id(run_id), USER_MESSAGE, content)
