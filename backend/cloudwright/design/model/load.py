"""How many calls a month reach each element, carried along the connections from where they enter."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.verbs import Flow

_MAXIMUM_PASSES = 64


@dataclass(frozen=True, slots=True)
class Load:
    """Calls per month: what each component receives, and what goes along each connection (by its id)."""

    received: Mapping[str, Decimal]
    along: Mapping[str, Decimal]

    def of(self, component_id: str) -> Decimal:
        return self.received.get(component_id, Decimal(0))

    def on(self, connection: Connection) -> Decimal:
        return self.along.get(connection.id, Decimal(0))


def monthly_load(architecture: Architecture, entries: Mapping[str, Decimal]) -> Load:
    """Spread the calls that enter at `entries` (component id -> calls a month) through the architecture.

    A connection is followed once: a loop (a function that writes where it was triggered from) adds no
    second round, since `per_call` on its connections already says how often each is used.
    """
    received: dict[str, Decimal] = dict(entries)
    along: dict[str, Decimal] = {}
    frontier = sorted(entries)
    for _ in range(_MAXIMUM_PASSES):
        reached: set[str] = set()
        for component_id in frontier:
            for connection, other in _leaving(architecture, component_id):
                if connection.id in along:
                    continue
                calls = received[component_id] * connection.per_call
                along[connection.id] = calls
                received[other] = received.get(other, Decimal(0)) + calls
                if connection.verb.flow is not Flow.USE:
                    reached.add(other)
        if not reached:
            break
        frontier = sorted(reached)
    return Load(received=received, along=along)


def _leaving(architecture: Architecture, component_id: str) -> list[tuple[Connection, str]]:
    forward = [
        (c, c.target) for c in architecture.outgoing(component_id) if c.verb.flow in (Flow.FORWARD, Flow.USE)
    ]
    backward = [(c, c.source) for c in architecture.incoming(component_id) if c.verb.flow is Flow.BACKWARD]
    return sorted([*forward, *backward], key=lambda pair: pair[0].id)
