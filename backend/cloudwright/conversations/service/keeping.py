"""The durable copy of a run: what its events amount to becomes messages and activities."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.ending import Ending
from cloudwright.conversations.models import ActivityRow, MessageRow, RunRow
from cloudwright.conversations.repository import ActivitiesTable, ConversationsTable, MessagesTable
from cloudwright.conversations.schemas import MessageStatus, MessageUsage, RunStatus
from cloudwright.conversations.transcript import Said, Shown, Transcript
from cloudwright.kit.clock import Clock
from cloudwright.kit.ids import new_id

_LONGEST_LINE = 160


class Keeping:
    def __init__(self, db: AsyncSession, clock: Clock) -> None:
        self._messages = MessagesTable(db)
        self._activities = ActivitiesTable(db)
        self._conversations = ConversationsTable(db)
        self._clock = clock

    async def keep(self, run: RunRow, folded: Transcript, *, ending: Ending, usage: MessageUsage) -> None:
        """Store everything that the run said and showed; only its last message carries how it ended."""
        known = {row.id: row for row in await self._activities.of(run.conversation_id)}
        folded.without(known)
        said = list(folded.messages)
        if not said and ending.status is not RunStatus.SUCCEEDED:
            said = [Said(id=new_id("msg"), seq=folded.last_seq + 1)]
        for index, message in enumerate(said):
            last = index == len(said) - 1
            self._messages.add(self._row(run, message, ending=ending if last else None, usage=usage))
        await self._show(run, folded, known=known)
        await self._touch(run, folded)

    def _row(self, run: RunRow, said: Said, *, ending: Ending | None, usage: MessageUsage) -> MessageRow:
        error = None if ending is None or ending.error is None else ending.error.model_dump(mode="json")
        return MessageRow(
            organization_id=run.organization_id,
            id=said.id,
            conversation_id=run.conversation_id,
            run_id=run.id,
            seq=said.seq,
            role="assistant",
            mode=run.mode,
            status=MessageStatus.COMPLETE if ending is None else ending.message_status,
            text=said.text,
            activities=said.activities,
            usage=None if ending is None else usage.model_dump(mode="json"),
            error=error,
            created_at=self._clock(),
        )

    async def _show(self, run: RunRow, folded: Transcript, *, known: Mapping[str, ActivityRow]) -> None:
        """Add what was shown first in this run; what an earlier run showed gets its newest content."""
        for each in folded.activities.values():
            if each.id in known:
                known[each.id].content = each.content
            else:
                self._activities.add(_activity(run, each))
        question = await self._messages.of_person(run.id)
        if question is not None:
            question.activities = list(folded.lead)

    async def _touch(self, run: RunRow, folded: Transcript) -> None:
        conversation = await self._conversations.find(run.conversation_id)
        if conversation is None:
            return
        if folded.last_line:
            conversation.last_line = folded.last_line[:_LONGEST_LINE]
        conversation.updated_at = self._clock()
        await self._conversations.flush()


def _activity(run: RunRow, shown: Shown) -> ActivityRow:
    return ActivityRow(
        organization_id=run.organization_id,
        conversation_id=run.conversation_id,
        id=shown.id,
        run_id=run.id,
        type=shown.type,
        content=shown.content,
        seq=shown.seq,
    )
