"""From rows and folded events to what the REST contract shows."""

from collections.abc import Sequence
from datetime import datetime

from cloudwright.agents.turn import Mode
from cloudwright.conversations.models import ActivityRow, ConversationRow, MessageRow, RunRow
from cloudwright.conversations.schemas import (
    Activity,
    Conversation,
    Message,
    MessageError,
    MessageStatus,
    MessageUsage,
    OpenInterrupt,
    OpenRun,
    Origin,
    RunState,
    RunStatus,
)
from cloudwright.conversations.transcript import Transcript


def shown_conversation(row: ConversationRow) -> Conversation:
    return Conversation(
        id=row.id,
        project_id=row.project_id,
        title=row.title,
        mode=Mode(row.mode),
        created_at=row.created_at,
        updated_at=row.updated_at,
        origin=shown_origin(row),
    )


def shown_origin(row: ConversationRow) -> Origin | None:
    return None if row.origin is None else Origin.model_validate(row.origin)


def shown_message(row: MessageRow) -> Message:
    return Message(
        id=row.id,
        role="user" if row.role == "user" else "assistant",
        text=row.text,
        created_at=row.created_at,
        run_id=row.run_id,
        mode=Mode(row.mode),
        status=MessageStatus(row.status),
        usage=None if row.usage is None else MessageUsage.model_validate(row.usage),
        activities=tuple(row.activities),
        error=None if row.error is None else MessageError.model_validate(row.error),
    )


def shown_activity(row: ActivityRow) -> Activity:
    return Activity(id=row.id, run_id=row.run_id, type=row.type, content=row.content, seq=row.seq)


def streaming_messages(run: RunRow, folded: Transcript) -> Sequence[Message]:
    """Return what an open run has said so far; only its last message still grows."""
    last = len(folded.messages) - 1
    return [
        Message(
            id=said.id,
            role="assistant",
            text=said.text,
            created_at=run.started_at,
            run_id=run.id,
            mode=Mode(run.mode),
            status=MessageStatus.STREAMING if index == last else MessageStatus.COMPLETE,
            activities=tuple(said.activities),
        )
        for index, said in enumerate(folded.messages)
    ]


def with_news(known: Sequence[Activity], run: RunRow, folded: Transcript) -> list[Activity]:
    """Return the activities with what an open run has shown; one shown again keeps its place."""
    places = {each.id for each in known}
    folded.without(places)
    newest = {each.id: each.content for each in folded.activities.values()}
    replaced = [
        each.model_copy(update={"content": newest[each.id]}) if each.id in newest else each for each in known
    ]
    return replaced + [
        Activity(id=each.id, run_id=run.id, type=each.type, content=each.content, seq=each.seq)
        for each in folded.activities.values()
        if each.id not in places
    ]


def open_run(run: RunRow) -> OpenRun:
    return OpenRun(id=run.id, mode=Mode(run.mode), started_at=run.started_at, status=RunStatus(run.status))


def open_interrupt(run: RunRow | None) -> OpenInterrupt | None:
    """Return the question that the newest run ended with."""
    if run is None or run.status != RunStatus.WAITING or not isinstance(run.interrupt, dict):
        return None
    return OpenInterrupt(
        id=str(run.interrupt["id"]),
        run_id=run.id,
        reason=str(run.interrupt["reason"]),
        message=str(run.interrupt["message"]),
    )


def run_state(run: RunRow) -> RunState:
    return RunState(
        id=run.id,
        conversation_id=run.conversation_id,
        mode=Mode(run.mode),
        status=RunStatus(run.status),
        cancel_requested=run.cancel_requested,
        started_at=run.started_at,
        ended_at=run.ended_at,
    )


def cursor(moment: datetime, row_id: str) -> str:
    return f"{moment.isoformat()}~{row_id}"


def parsed_cursor(text: str | None) -> tuple[datetime, str] | None:
    """Return where a page ended; a cursor that is none starts from the top."""
    moment, separator, row_id = (text or "").partition("~")
    if not separator:
        return None
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return None if parsed.tzinfo is None else (parsed, row_id)
