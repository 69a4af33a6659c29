"""Conversations: start, find, rename, delete, and the snapshot a client begins with."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.agents.turn import Mode
from cloudwright.conversations.errors import ConversationNotFound
from cloudwright.conversations.models import ConversationRow
from cloudwright.conversations.presentation import (
    cursor,
    open_interrupt,
    open_run,
    parsed_cursor,
    shown_activity,
    shown_conversation,
    shown_message,
    shown_origin,
    streaming_messages,
    with_news,
)
from cloudwright.conversations.repository import (
    ActivitiesTable,
    ConversationsTable,
    MessagesTable,
    RunsTable,
)
from cloudwright.conversations.schemas import (
    Conversation,
    ConversationPage,
    ConversationSummary,
    ThreadSnapshot,
)
from cloudwright.conversations.service.reading import run_events
from cloudwright.conversations.transcript import transcript
from cloudwright.events.service import EventLog
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.projects.service.projects import Projects
from cloudwright.tenancy.scope import tenant_of

UNTITLED = "New conversation"
LONGEST_TITLE = 80


class Conversations:
    def __init__(
        self, db: AsyncSession, log: EventLog, *, projects: Projects, clock: Clock = utc_now
    ) -> None:
        self._db = db
        self._log = log
        self._projects = projects
        self._clock = clock
        self._table = ConversationsTable(db)
        self._messages = MessagesTable(db)
        self._activities = ActivitiesTable(db)
        self._runs = RunsTable(db)

    async def start(
        self, project_id: str, person_id: str, *, title: str | None = None, mode: Mode = Mode.BRAINSTORM
    ) -> Conversation:
        """Start a conversation in a project; raises ProjectNotFound."""
        project = await self._projects.get(project_id)
        now = self._clock()
        row = ConversationRow(
            organization_id=tenant_of(self._db),
            id=new_id("th"),
            project_id=project.id,
            created_by=person_id,
            title=title or UNTITLED,
            mode=mode,
            last_line="",
            created_at=now,
            updated_at=now,
        )
        self._table.add(row)
        await self._table.flush()
        return shown_conversation(row)

    async def page(
        self, q: str = "", *, project_id: str | None = None, limit: int = 50, after: str | None = None
    ) -> ConversationPage:
        """Return conversations whose title or messages contain every word of `q`, last changed first."""
        rows = await self._table.page(q, project_id=project_id, limit=limit + 1, before=parsed_cursor(after))
        names = await self._projects.names({row.project_id for row, _ in rows})
        items = tuple(
            ConversationSummary(
                id=row.id,
                project_id=row.project_id,
                project_name=names.get(row.project_id, ""),
                title=row.title,
                mode=Mode(row.mode),
                updated_at=row.updated_at,
                open_run=running,
                last_line=row.last_line,
                origin=shown_origin(row),
            )
            for row, running in rows[:limit]
        )
        more = len(rows) > limit
        return ConversationPage(
            items=items, next_cursor=cursor(items[-1].updated_at, items[-1].id) if more else None
        )

    async def get(self, conversation_id: str) -> Conversation:
        """Return the conversation; raises ConversationNotFound."""
        return shown_conversation(await self._row(conversation_id))

    async def rename(self, conversation_id: str, title: str) -> Conversation:
        row = await self._row(conversation_id)
        row.title = title
        await self._table.flush()
        return shown_conversation(row)

    async def creator(self, conversation_id: str) -> str:
        """Return who started a conversation; raises ConversationNotFound."""
        return (await self._row(conversation_id)).created_by

    async def delete(self, conversation_id: str) -> None:
        """Remove the conversation with its messages, runs and log; a run of it ends at its next write."""
        row = await self._row(conversation_id)
        await self._table.delete(row)
        await self._log.forget(self._db, conversation_id)

    async def snapshot(self, conversation_id: str) -> ThreadSnapshot:
        """Return everything up to one event of the log; raises ConversationNotFound."""
        row = await self._row(conversation_id)
        messages = [shown_message(each) for each in await self._messages.of(conversation_id)]
        activities = [shown_activity(each) for each in await self._activities.of(conversation_id)]
        newest = await self._runs.newest_in(conversation_id)
        running = newest if newest is not None and newest.ended_at is None else None
        seq = await self._log.last_seq(self._db, conversation_id)
        if running is not None:
            folded = transcript(await run_events(self._log, self._db, running))
            activities = with_news(activities, running, folded)
            if messages and folded.lead:
                messages[-1] = messages[-1].model_copy(update={"activities": tuple(folded.lead)})
            messages += streaming_messages(running, folded)
            seq = folded.last_seq
        return ThreadSnapshot(
            conversation=shown_conversation(row),
            messages=messages,
            activities=activities,
            open_run=None if running is None else open_run(running),
            interrupt=open_interrupt(newest),
            seq=seq,
        )

    async def _row(self, conversation_id: str) -> ConversationRow:
        row = await self._table.find(conversation_id)
        if row is None:
            raise ConversationNotFound(
                "There is no such conversation; it may have been deleted.", details={"id": conversation_id}
            )
        return row
