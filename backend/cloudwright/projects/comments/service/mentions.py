"""Tells members who are mentioned, at most once an hour about one thread."""

from collections.abc import Collection
from dataclasses import dataclass

from cloudwright.notifications.schemas import CommentMention, Message
from cloudwright.notifications.service import Outbox
from cloudwright.organizations.service.directory import Directory
from cloudwright.projects.models import CommentRow, CommentThreadRow
from cloudwright.rbac.permissions import Permission
from cloudwright.users.service import People

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What was said where, and by whom."""

    thread: CommentThreadRow
    comment: CommentRow
    by: str


class Mentions:
    """The messages leave with the transaction of whoever writes."""

    def __init__(self, directory: Directory, people: People, *, outbox: Outbox, origin: str) -> None:
        self._directory = directory
        self._people = people
        self._outbox = outbox
        self._origin = origin

    async def members(self, wanted: Collection[str]) -> frozenset[str]:
        """Return those of these people who are members and can see designs; others are not told."""
        if not wanted:
            return frozenset()
        readers = await self._directory.who_may(Permission.DESIGNS_READ)
        return frozenset(each.id for each in readers if each.id in wanted)

    async def tell(self, mentioned: Mentioned, *, people: Collection[str]) -> None:
        """Send a message to each of these members but the writer."""
        told = [*sorted({*people} - {mentioned.by})]
        if not told:
            return
        known = await self._people.many([*told, mentioned.by])
        thread, comment = mentioned.thread, mentioned.comment
        at = comment.edited_at or comment.created_at
        for person in (known[each] for each in told if each in known):
            content = CommentMention(
                person=_line(person.name),
                author=_line(known[mentioned.by].name if mentioned.by in known else "Somebody"),
                element=_line(thread.anchor_title),
                words=_line(comment.text),
                link=self._address(thread),
            )
            once = f"comment:{thread.id}:{at:%Y-%m-%dT%H}"
            await self._outbox.add(Message(to=person.email, content=content, once=once))

    def _address(self, thread: CommentThreadRow) -> str:
        return (
            f"{self._origin}/projects/{thread.project_id}"
            f"?tab=diagram&option={thread.option_id}&thread={thread.id}"
        )


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
