"""Where a thread stands in a design that went on: pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from cloudwright.design.model.architecture import Architecture
from cloudwright.projects.comments.schemas import AnchorKind, CommentAnchor


@dataclass(frozen=True, slots=True)
class Kept:
    """An anchor as it is stored, with what the element was called then."""

    kind: AnchorKind
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A revision of the option by its number."""

    number: int
    architecture: Architecture


def titles_in(architecture: Architecture) -> dict[tuple[AnchorKind, str], str]:
    """Return what everything is called that a comment can be about."""
    called = {c.id: c.title for c in architecture.components}
    components = {(AnchorKind.COMPONENT, c.id): c.title for c in architecture.components}
    connections = {
        (AnchorKind.CONNECTION, c.id): (
            f"{called.get(c.source, c.source)} {c.verb.value.replace('_', ' ')} "
            f"{called.get(c.target, c.target)}"
        )
        for c in architecture.connections
    }
    return {**components, **connections, (AnchorKind.DESIGN, ""): architecture.title}


def standing(kept: Kept, newest: Architecture, *, earlier: Iterable[Moment] = ()) -> CommentAnchor:
    """Return where a thread stands; `earlier` are the revisions from the newest one backwards.

    They are looked at only when the element is gone: the one after the last that had it removed it.
    """
    title = titles_in(newest).get((kept.kind, kept.id))
    if title is not None:
        return CommentAnchor(kind=kept.kind, id=kept.id, title=title, removed_in=None)
    gone_in: int | None = None
    for moment in earlier:
        known = titles_in(moment.architecture).get((kept.kind, kept.id))
        if known is not None:
            return CommentAnchor(kind=kept.kind, id=kept.id, title=known, removed_in=gone_in)
        gone_in = moment.number
    return CommentAnchor(kind=kept.kind, id=kept.id, title=kept.title, removed_in=gone_in)
