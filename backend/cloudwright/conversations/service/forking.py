"""Forks: conversations that begin as copies of another one."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.errors import ConversationNotFound, MessageNotFound
from cloudwright.conversations.models import ActivityRow, ConversationRow, MessageRow
from cloudwright.conversations.presentation import shown_conversation, shown_origin
from cloudwright.conversations.repository import ActivitiesTable, ConversationsTable, MessagesTable
from cloudwright.conversations.schemas import Conversation, Fork, Origin
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id

_LONGEST_TITLE = 120
_LONGEST_LINE = 200
_SUFFIX = ", fork"


class Forking:
    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._table = ConversationsTable(db)
        self._messages = MessagesTable(db)
        self._activities = ActivitiesTable(db)

    async def fork(self, conversation_id: str, person_id: str, *, fork: Fork) -> Conversation:
        """Copy what was said up to the message into a new conversation of the same project.

        What is still being answered is not copied. Raises ConversationNotFound, MessageNotFound.
        """
        source = await self._table.find(conversation_id)
        if source is None:
            raise ConversationNotFound("There is no such conversation.", details={"id": conversation_id})
        said = await self._messages.of(conversation_id)
        kept = said[: _cut(said, fork)]
        row = self._row(source, person_id, kept=kept, origin=_origin(source, fork, kept=len(kept)))
        self._table.add(row)
        await self._table.flush()
        await self._copy(kept, source=source, into=row)
        await self._table.flush()
        return shown_conversation(row)

    def _row(
        self, source: ConversationRow, person_id: str, *, kept: Sequence[MessageRow], origin: Origin
    ) -> ConversationRow:
        now = self._clock()
        title = source.title.removesuffix(_SUFFIX)[: _LONGEST_TITLE - len(_SUFFIX)]
        return ConversationRow(
            organization_id=source.organization_id,
            id=new_id("th"),
            project_id=source.project_id,
            created_by=person_id,
            title=f"{title}{_SUFFIX}",
            mode=kept[-1].mode if kept else source.mode,
            last_line=" ".join(kept[-1].text.split())[:_LONGEST_LINE] if kept else "",
            origin=origin.model_dump(mode="json"),
            created_at=now,
            updated_at=now,
        )

    async def _copy(
        self, kept: Sequence[MessageRow], *, source: ConversationRow, into: ConversationRow
    ) -> None:
        """Copies stand before everything that the new log will say: their places count up to zero."""
        for at, message in enumerate(kept):
            self._messages.add(_copied(message, into, seq=at + 1 - len(kept)))
        shown = {each for message in kept for each in message.activities}
        activities = [each for each in await self._activities.of(source.id) if each.id in shown]
        for at, activity in enumerate(activities):
            self._activities.add(_shown_again(activity, into, seq=at + 1 - len(activities)))


def _cut(said: Sequence[MessageRow], fork: Fork) -> int:
    """Return how many messages the fork keeps; after a message, the whole run that it belongs to."""
    ids = [each.id for each in said]
    if fork.message_id not in ids:
        raise MessageNotFound(
            "There is no such message in this conversation.", details={"id": fork.message_id}
        )
    at = ids.index(fork.message_id)
    if fork.cut == "before":
        return at
    run_id = said[at].run_id
    return max(i for i, each in enumerate(said) if each.run_id == run_id) + 1


def _origin(source: ConversationRow, fork: Fork, *, kept: int) -> Origin:
    """Return where the fork comes from; a version of a version is one of the same message."""
    before = shown_origin(source)
    if fork.cut == "after":
        return Origin(conversation_id=source.id, replaced_id=None, kept=kept)
    if before is not None and before.replaced_id is not None and before.kept == kept:
        return before
    return Origin(conversation_id=source.id, replaced_id=fork.message_id, kept=kept)


def _copied(message: MessageRow, into: ConversationRow, *, seq: int) -> MessageRow:
    return MessageRow(
        organization_id=into.organization_id,
        id=new_id("msg"),
        conversation_id=into.id,
        run_id=message.run_id,
        seq=seq,
        role=message.role,
        mode=message.mode,
        status=message.status,
        text=message.text,
        activities=list(message.activities),
        usage=message.usage,
        error=message.error,
        created_at=message.created_at,
    )


def _shown_again(activity: ActivityRow, into: ConversationRow, *, seq: int) -> ActivityRow:
    return ActivityRow(
        organization_id=into.organization_id,
        conversation_id=into.id,
        id=activity.id,
        run_id=activity.run_id,
        type=activity.type,
        content=activity.content,
        seq=seq,
    )
