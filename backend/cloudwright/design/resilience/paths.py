"""Which elements answer a request while the caller waits, and which work later."""

from collections.abc import Iterator
from dataclasses import dataclass

from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.verbs import Flow, Verb

_FOLLOWED = frozenset({Verb.REQUESTS, Verb.ROUTES, Verb.INVOKES})
_NEEDED = frozenset({Verb.READS, Verb.WRITES, Verb.AUTHENTICATES, Verb.PUBLISHES})
_IN_FRONT = frozenset({Verb.PROTECTS, Verb.ENCRYPTS, Verb.RESOLVES})
_AT_START = frozenset({"ecr_repository"})  # fetched when a task starts, not when it is asked


@dataclass(frozen=True, slots=True)
class Paths:
    """Element ids in the order of the design; `callers` are where requests come from."""

    callers: tuple[str, ...]
    waiting: tuple[str, ...]
    later: tuple[str, ...]


def paths(architecture: Architecture, callers: frozenset[str]) -> Paths:
    """Split the design at its asynchronous hand-overs.

    A caller waits for what is requested, routed to or invoked, for what those read, write, publish to or
    authenticate with and where that routes them, and for the name, the firewall and the key in front of
    them. A queue or topic that is published to is waited for; what consumes from it is not.
    """
    waiting = _reached(architecture, callers)
    working = _working(architecture, callers | waiting)
    return Paths(
        callers=_ordered(architecture, callers),
        waiting=_ordered(architecture, waiting),
        later=_ordered(architecture, working - waiting - callers),
    )


def _reached(architecture: Architecture, callers: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    frontier = list(callers)
    while frontier:
        for connection in architecture.outgoing(frontier.pop()):
            target = connection.target
            if target in found or connection.verb not in _FOLLOWED | _NEEDED:
                continue
            if architecture.component(target).kind in _AT_START:
                continue
            found.add(target)
            if connection.verb in _FOLLOWED:
                frontier.append(target)
            else:
                found.update(_behind(architecture, target))
    in_front = {c.source for c in architecture.connections if c.verb in _IN_FRONT and c.target in found}
    return frozenset(found | in_front)


def _behind(architecture: Architecture, component_id: str) -> Iterator[str]:
    """Yield where a neighbour passes on what it is asked, as a proxy does to its database."""
    yield from (c.target for c in architecture.outgoing(component_id) if c.verb is Verb.ROUTES)


def _working(architecture: Architecture, start: frozenset[str]) -> frozenset[str]:
    """Everything that calls reach in the end, schedules included."""
    starting = {c.source for c in architecture.connections if c.verb is Verb.INVOKES}
    found = set(start) | starting
    frontier = list(found)
    while frontier:
        for other in _next(architecture, frontier.pop()):
            if other not in found:
                found.add(other)
                frontier.append(other)
    return frozenset(found)


def _next(architecture: Architecture, component_id: str) -> Iterator[str]:
    forward: list[Connection] = [
        c for c in architecture.outgoing(component_id) if c.verb.flow in (Flow.FORWARD, Flow.USE)
    ]
    yield from (c.target for c in forward)
    yield from (c.source for c in architecture.incoming(component_id) if c.verb.flow is Flow.BACKWARD)


def _ordered(architecture: Architecture, ids: frozenset[str]) -> tuple[str, ...]:
    return tuple(c.id for c in architecture.components if c.id in ids)
