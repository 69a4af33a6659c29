"""Writes comments, and tells those who are mentioned."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.projects.comments.anchors import titles_in
from cloudwright.projects.comments.errors import AnchorNotFound, CommentNotFound, NotYours, ThreadNotFound
from cloudwright.projects.comments.repository import CommentedDesigns, CommentsTable
from cloudwright.projects.comments.schemas import CommentChange, NewComment, NewThread
from cloudwright.projects.comments.service.mentions import Mentioned, Mentions
from cloudwright.projects.errors import RevisionNotFound
from cloudwright.projects.models import CommentRow, CommentThreadRow
from cloudwright.tenancy.principal import Principal

_LONGEST_TITLE = 200


class Writing:
    """Works for the organisation of the caller, in their transaction."""

    def __init__(
        self, db: AsyncSession, *, mentions: Mentions, audit: AuditTrail, clock: Clock = utc_now
    ) -> None:
        self._table = CommentsTable(db)
        self._designs = CommentedDesigns(db)
        self._mentions = mentions
        self._audit = audit
        self._clock = clock

    async def begin(self, principal: Principal, new: NewThread) -> str:
        """Begin a thread and return its id; raises RevisionNotFound, AnchorNotFound."""
        seen = await self._designs.seen(new.revision_id)
        found = None if seen is None else await self._designs.newest(seen[0])
        if seen is None or found is None:
            raise RevisionNotFound("There is no such revision.", details={"id": new.revision_id})
        title = titles_in(seen[1].architecture).get((new.anchor.kind, new.anchor.id))
        if title is None:
            raise AnchorNotFound(
                "This revision has no such element. Nothing was written.",
                details={"kind": new.anchor.kind.value, "id": new.anchor.id},
            )
        now = self._clock()
        row = CommentThreadRow(
            id=new_id("cth"),
            project_id=found[0],
            option_id=seen[0],
            revision_number=seen[1].number,
            anchor_kind=new.anchor.kind.value,
            anchor_id=new.anchor.id,
            anchor_title=title[:_LONGEST_TITLE],
            created_by=principal.user_id,
            created_at=now,
            updated_at=now,
            resolved_at=None,
            resolved_by=None,
        )
        await self._table.add_thread(row)
        await self._say(principal, row, NewComment(text=new.text, mentions=new.mentions))
        return row.id

    async def reply(self, principal: Principal, thread_id: str, new: NewComment) -> None:
        """Say something in a thread, which opens it again; raises ThreadNotFound."""
        row = await self._thread(thread_id)
        await self._say(principal, row, new)
        await self._table.touch(thread_id, at=self._clock())

    async def settle(self, principal: Principal, thread_id: str) -> None:
        """Mark a thread as resolved; raises ThreadNotFound."""
        row = await self._thread(thread_id)
        if row.resolved_at is None:
            await self._table.settle(thread_id, at=self._clock(), by=principal.user_id)

    async def reopen(self, thread_id: str) -> None:
        """Open a resolved thread again; raises ThreadNotFound."""
        await self._thread(thread_id)
        await self._table.settle(thread_id, at=None, by=None)

    async def reword(self, principal: Principal, comment_id: str, change: CommentChange) -> str:
        """Change one's own words and return the thread; raises CommentNotFound, NotYours."""
        row = await self._comment(comment_id)
        if row.author_id != principal.user_id:
            raise NotYours("Only who wrote this can change it. You can answer it.")
        thread = await self._thread(row.thread_id)
        known = await self._mentions.members(change.mentions)
        before = frozenset(row.mentions)
        row.text, row.mentions, row.edited_at = change.text, sorted(known), self._clock()
        await self._table.flush()
        await self._mentions.tell(Mentioned(thread, row, by=principal.user_id), people=known - before)
        return row.thread_id

    async def author(self, comment_id: str) -> str:
        """Return who wrote a comment; raises CommentNotFound."""
        return (await self._comment(comment_id)).author_id

    async def remove(self, principal: Principal, comment_id: str) -> None:
        """Take a comment away; where others answered it its place stays. Raises CommentNotFound."""
        row = await self._comment(comment_id)
        said = await self._table.comments([row.thread_id])
        if row.author_id != principal.user_id:
            await self._audit.record("comment.removed", row.id, actor_id=principal.user_id)
        gone = {each.id for each in said if each.deleted_at is not None} | {row.id}
        if all(each.id in gone for each in said):
            await self._table.remove_thread(row.thread_id)
            return
        last = _trailing([each.id for each in said], gone)
        if row.id in last:
            await self._table.remove(last)
            return
        row.text, row.mentions, row.deleted_at = "", [], self._clock()
        await self._table.flush()

    async def _say(self, principal: Principal, thread: CommentThreadRow, new: NewComment) -> None:
        known = await self._mentions.members(new.mentions)
        row = CommentRow(
            id=new_id("cmt"),
            thread_id=thread.id,
            author_id=principal.user_id,
            text=new.text,
            mentions=sorted(known),
            created_at=self._clock(),
            edited_at=None,
            deleted_at=None,
        )
        await self._table.add(row)
        await self._mentions.tell(Mentioned(thread, row, by=principal.user_id), people=known)

    async def _thread(self, thread_id: str) -> CommentThreadRow:
        row = await self._table.thread(thread_id)
        if row is None:
            raise ThreadNotFound("This discussion is not there any more.", details={"id": thread_id})
        return row

    async def _comment(self, comment_id: str) -> CommentRow:
        row = await self._table.comment(comment_id)
        if row is None or row.deleted_at is not None:
            raise CommentNotFound("This comment is not there any more.", details={"id": comment_id})
        return row


def _trailing(ids: list[str], gone: Collection[str]) -> list[str]:
    """Return those at the end that are gone, the newest first."""
    found: list[str] = []
    for each in reversed(ids):
        if each not in gone:
            break
        found.append(each)
    return found
