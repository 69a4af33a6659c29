"""What is drawn for an architecture: figures (one component, or several stacked) and links between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from cloudwright.design.catalog.kind import Category
from cloudwright.design.model.architecture import Architecture, Component, Connection
from cloudwright.design.model.verbs import Flow, Verb


class Look(Protocol):
    """What a drawing needs to know of a catalogue kind."""

    @property
    def id(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def category(self) -> Category: ...
    @property
    def icon(self) -> str: ...
    @property
    def plumbing(self) -> bool: ...
    @property
    def frame(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """One node to be: `members` are component ids, `place` the boundary box it stands in.

    What `frames` is drawn as that box itself.
    """

    id: str
    kind: str
    title: str
    service: str
    icon: str
    category: Category
    members: tuple[str, ...]
    place: str | None = None
    existing: bool = False
    frames: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One edge to be, in drawing direction (messages flow from a queue to its consumer).

    Connections between the same two figures share one link. `via` names a hidden component in between.
    """

    source: str
    target: str
    connections: tuple[Connection, ...]
    via: str = ""

    @property
    def id(self) -> str:
        return self.connections[0].id

    @property
    def verbs(self) -> tuple[Verb, ...]:
        return tuple(dict.fromkeys(connection.verb for connection in self.connections))

    @property
    def flows(self) -> bool:
        """Whether calls or messages travel along it, as opposed to a mere relation."""
        return any(verb.flow is not Flow.NONE for verb in self.verbs)

    @property
    def uses(self) -> bool:
        return all(verb.flow is Flow.USE for verb in self.verbs)


_NOT_DRAWN = frozenset({Verb.WATCHES})  # an alarm set watches nearly everything: said in words on its node


def figure(component: Component, kinds: Mapping[str, Look]) -> Figure:
    """Return the figure of one component, not yet placed."""
    kind = kinds[component.kind]
    return Figure(
        id=component.id,
        kind=kind.id,
        title=component.title,
        service=kind.service,
        icon=kind.icon,
        category=kind.category,
        members=(component.id,),
        existing=component.existing,
    )


def links(architecture: Architecture) -> tuple[Link, ...]:
    """Return every drawn connection of the design as a link of its own, in id order."""
    drawn = sorted((c for c in architecture.connections if c.verb not in _NOT_DRAWN), key=lambda c: c.id)
    return tuple(Link(*_ends(connection), connections=(connection,)) for connection in drawn)


def merged(all_links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return one link per ordered pair of figures; links from a figure to itself fall away."""
    pairs: dict[tuple[str, str], Link] = {}
    for link in all_links:
        pair = (link.source, link.target)
        if link.source == link.target:
            continue
        before = pairs.get(pair)
        pairs[pair] = replace(before, connections=before.connections + link.connections) if before else link
    return tuple(pairs.values())


def _ends(connection: Connection) -> tuple[str, str]:
    if connection.verb.flow is Flow.BACKWARD:
        return connection.target, connection.source
    return connection.source, connection.target
