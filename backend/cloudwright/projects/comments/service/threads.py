"""Reads the threads of an option."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.service.directory import Directory
from cloudwright.projects.comments.anchors import Kept, Moment, standing, titles_in
from cloudwright.projects.comments.errors import ThreadNotFound
from cloudwright.projects.comments.presentation import Viewer, by_urgency, shown_thread
from cloudwright.projects.comments.repository import CommentedDesigns, CommentsTable
from cloudwright.projects.comments.schemas import (
    AnchorKind,
    CommentAnchor,
    CommentThread,
    CommentThreads,
    Mentionable,
)
from cloudwright.projects.errors import OptionNotFound
from cloudwright.projects.models import CommentThreadRow
from cloudwright.rbac.permissions import Permission
from cloudwright.rbac.roles import GRANTS, Reach
from cloudwright.tenancy.principal import Principal
from cloudwright.users.service import People


class Threads:
    """Works for the organisation of the caller."""

    def __init__(
        self, db: AsyncSession, *, people: People, directory: Directory, clock: Clock = utc_now
    ) -> None:
        self._table = CommentsTable(db)
        self._designs = CommentedDesigns(db)
        self._people = people
        self._directory = directory
        self._clock = clock

    async def of_option(self, option_id: str, principal: Principal) -> CommentThreads:
        """Return the threads of an option as the caller sees them; raises OptionNotFound."""
        found = await self._designs.newest(option_id)
        if found is None:
            raise OptionNotFound("There is no such option.", details={"id": option_id})
        rows = await self._table.threads(option_id)
        items = await self._shown(rows, newest=found[1], principal=principal)
        readers = await self._directory.who_may(Permission.DESIGNS_READ)
        granted = GRANTS.get(principal.role, {})
        return CommentThreads(
            items=by_urgency(items),
            people=tuple(Mentionable(id=each.id, name=each.name) for each in readers),
            may_write=Permission.COMMENTS_WRITE in granted,
            may_moderate=granted.get(Permission.COMMENTS_WRITE) is Reach.ANY,
        )

    async def get(self, thread_id: str, principal: Principal) -> CommentThread:
        """Return one thread as the caller sees it; raises ThreadNotFound."""
        row = await self._table.thread(thread_id)
        found = None if row is None else await self._designs.newest(row.option_id)
        if row is None or found is None:
            raise ThreadNotFound("This discussion is not there any more.", details={"id": thread_id})
        (shown,) = await self._shown([row], newest=found[1], principal=principal)
        return shown

    async def mark_read(self, thread_id: str, principal: Principal) -> None:
        """Note that the caller has read a thread up to now; raises ThreadNotFound."""
        if await self._table.thread(thread_id) is None:
            raise ThreadNotFound("This discussion is not there any more.", details={"id": thread_id})
        await self._table.mark_read(
            thread_id,
            organization_id=principal.organization_id,
            person_id=principal.user_id,
            at=self._clock(),
        )

    async def _shown(
        self, rows: Sequence[CommentThreadRow], *, newest: Moment, principal: Principal
    ) -> list[CommentThread]:
        ids = [row.id for row in rows]
        said = await self._table.comments(ids)
        wanted = {each.author_id for each in said} | {row.resolved_by for row in rows if row.resolved_by}
        people = await self._people.many(wanted)
        viewer = Viewer(
            principal.user_id,
            names={person.id: person.name for person in people.values()},
            read=await self._table.reads(principal.user_id, ids),
        )
        earlier = await self._earlier(rows, newest)
        return [
            shown_thread(
                row,
                _anchor(row, newest, earlier=earlier),
                said=[each for each in said if each.thread_id == row.id],
                viewer=viewer,
            )
            for row in rows
        ]

    async def _earlier(self, rows: Sequence[CommentThreadRow], newest: Moment) -> Sequence[Moment]:
        """Return the past of the option, which is read only when something is gone."""
        known = titles_in(newest.architecture)
        gone = [row for row in rows if (AnchorKind(row.anchor_kind), row.anchor_id) not in known]
        return await self._designs.backwards(gone[0].option_id) if gone else ()


def _anchor(row: CommentThreadRow, newest: Moment, *, earlier: Sequence[Moment]) -> CommentAnchor:
    kept = Kept(AnchorKind(row.anchor_kind), row.anchor_id, row.anchor_title)
    return standing(kept, newest.architecture, earlier=earlier)
