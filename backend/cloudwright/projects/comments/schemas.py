"""What comments take and give out."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from cloudwright.design.model.frozen import Frozen

Text = Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]
PersonId = Annotated[str, StringConstraints(max_length=40)]
Mentions = Annotated[tuple[PersonId, ...], Field(max_length=20)]


class AnchorKind(StrEnum):
    COMPONENT = "component"
    CONNECTION = "connection"
    DESIGN = "design"


class AnchorTo(Frozen):
    """What a comment is about: a component or a connection by its id, or the whole design without one."""

    kind: AnchorKind
    id: Annotated[str, StringConstraints(max_length=200)] = ""


class NewThread(Frozen):
    """`revision_id` is the revision that the writer looked at."""

    revision_id: Annotated[str, StringConstraints(max_length=60)]
    anchor: AnchorTo
    text: Text
    mentions: Mentions = ()


class NewComment(Frozen):
    text: Text
    mentions: Mentions = ()


class CommentChange(Frozen):
    text: Text
    mentions: Mentions = ()


class ThreadChange(Frozen):
    resolved: bool


class CommentAuthor(Frozen):
    """`name` is what the person is called now."""

    id: str
    name: str


class Comment(Frozen):
    """`text` is empty where the comment was deleted after others had answered it."""

    id: str
    author: CommentAuthor
    text: str
    created_at: datetime
    edited: bool
    deleted: bool
    yours: bool
    unread: bool


class CommentAnchor(Frozen):
    """Where a thread stands: `title` is the element's of today, or the last one that it had.

    `removed_in` is the number of the revision that took the element out of the design.
    """

    kind: AnchorKind
    id: str
    title: str
    removed_in: int | None


class CommentThread(Frozen):
    id: str
    project_id: str
    option_id: str
    revision_number: int
    anchor: CommentAnchor
    comments: tuple[Comment, ...]
    resolved: bool
    resolved_by: str | None
    created_at: datetime
    updated_at: datetime
    unread: int


class Mentionable(Frozen):
    """A member who can be mentioned."""

    id: str
    name: str


class CommentThreads(Frozen):
    """The threads of an option, those of today first, and who can be mentioned in them."""

    items: tuple[CommentThread, ...]
    people: tuple[Mentionable, ...]
    may_write: bool
    may_moderate: bool
