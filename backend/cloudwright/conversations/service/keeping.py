"""The durable copy of a run: what its events amount to becomes messages and activities."""

from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.ending import Ending
from cloudwright.conversations.models import ActivityRow, MessageRow, RunRow
from cloudwright.conversations.repository import ActivitiesTable, ConversationsTable, MessagesTable
from cloudwright.conversations.schemas import MessageStatus, MessageUsage, RunStatus
from cloudwright.conversations.transcript import Said, Transcript
from cloudwright.gateway.schemas import Spent
from cloudwright.kit.clock import Clock
from cloudwright.kit.ids import new_id

_LONGEST_LINE = 160


class Keeping:
    def __init__(self, db: AsyncSession, clock: Clock) -> None:
        self._messages = MessagesTable(db)
        self._activities = ActivitiesTable(db)
        self._conversations = ConversationsTable(db)
        self._clock = clock

    async def keep(self, run: RunRow, folded: Transcript, *, ending: Ending, spent: Spent) -> None:
        """Store everything that the run said and showed; only its last message carries how it ended."""
        said = list(folded.messages)
        if not said and ending.status is not RunStatus.SUCCEEDED:
            said = [Said(id=new_id("msg"), seq=folded.last_seq + 1)]
        for index, message in enumerate(said):
            last = index == len(said) - 1
            self._messages.add(self._row(run, message, ending=ending if last else None, spent=spent))
        await self._show(run, folded)
        await self._touch(run, folded)

    def _row(self, run: RunRow, said: Said, *, ending: Ending | None, spent: Spent) -> MessageRow:
        usage: JsonValue = None
        if ending is not None:
            usage = MessageUsage(
                input_tokens=spent.input_tokens, output_tokens=spent.output_tokens, cost=spent.cost
            ).model_dump(mode="json")
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
            usage=usage,
            error=error,
            created_at=self._clock(),
        )

    async def _show(self, run: RunRow, folded: Transcript) -> None:
        question = await self._messages.of_person(run.id)
        if question is not None and folded.lead:
            question.activities = list(folded.lead)
        self._activities.add_all(
            ActivityRow(
                organization_id=run.organization_id,
                id=each.id,
                conversation_id=run.conversation_id,
                run_id=run.id,
                type=each.type,
                content=each.content,
                seq=each.seq,
            )
            for each in folded.activities.values()
        )

    async def _touch(self, run: RunRow, folded: Transcript) -> None:
        conversation = await self._conversations.find(run.conversation_id)
        if conversation is None:
            return
        if folded.last_line:
            conversation.last_line = folded.last_line[:_LONGEST_LINE]
        conversation.updated_at = self._clock()
        await self._conversations.flush()
