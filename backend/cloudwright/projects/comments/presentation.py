"""From stored comments to what is shown: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cloudwright.projects.comments.schemas import Comment, CommentAnchor, CommentAuthor, CommentThread
from cloudwright.projects.models import CommentRow, CommentThreadRow

_GONE = "Somebody who left"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: what they have read, and what everybody is called."""

    person_id: str
    names: Mapping[str, str]
    read: Mapping[str, datetime]

    def called(self, person_id: str) -> str:
        return self.names.get(person_id, _GONE)


def shown_thread(
    row: CommentThreadRow, anchor: CommentAnchor, *, said: Sequence[CommentRow], viewer: Viewer
) -> CommentThread:
    """Return a thread as one member sees it."""
    comments = tuple(_comment(each, viewer) for each in said)
    return CommentThread(
        id=row.id,
        project_id=row.project_id,
        option_id=row.option_id,
        revision_number=row.revision_number,
        anchor=anchor,
        comments=comments,
        resolved=row.resolved_at is not None,
        resolved_by=viewer.called(row.resolved_by) if row.resolved_by else None,
        created_at=row.created_at,
        updated_at=row.updated_at,
        unread=sum(each.unread for each in comments),
    )


def by_urgency(threads: Sequence[CommentThread]) -> tuple[CommentThread, ...]:
    """Return open threads first, each kind as it came."""
    return tuple(sorted(threads, key=lambda each: each.resolved))


def _comment(row: CommentRow, viewer: Viewer) -> Comment:
    read_at = viewer.read.get(row.thread_id)
    yours = row.author_id == viewer.person_id
    deleted = row.deleted_at is not None
    return Comment(
        id=row.id,
        author=CommentAuthor(id=row.author_id, name=viewer.called(row.author_id)),
        text="" if deleted else row.text,
        created_at=row.created_at,
        edited=row.edited_at is not None and not deleted,
        deleted=deleted,
        yours=yours,
        unread=not yours and not deleted and (read_at is None or row.created_at > read_at),
    )
