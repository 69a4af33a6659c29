"""In which order the targets of a route are asked."""

from collections.abc import Callable, Sequence
from typing import Protocol

from cloudwright.gateway.routing.routes import Place, Route, TargetRef
from cloudwright.gateway.wire.ask import Ask

Draw = Callable[[], float]
"""Returns a number from 0 up to, but not including, 1."""


class Health(Protocol):
    def may_be_asked(self, target: TargetRef) -> bool:
        """Say whether a call, or the one probe of a resting target, may go there now."""
        ...


def plan(
    route: Route, ask: Ask, health: Health, *, draw: Draw, regions: frozenset[str] | None = None
) -> Sequence[TargetRef]:
    """Return the targets to ask, each once: those with a weight as it is drawn, then the fallbacks.

    Left out are targets that rest, that cannot serve this ask, or that stand outside `regions`. Nothing is
    left when the last one rests: see `breaker.Breakers.next_chance_seconds`.
    """

    def serves(place: Place) -> bool:
        return (
            ask.wire in place.wires
            and (place.images or not ask.images)
            and (regions is None or place.region in regions)
            and health.may_be_asked(place.target)
        )

    drawn = shuffled([place for place in route.targets if place.weight > 0 and serves(place)], draw)
    ordered = [place.target for place in (*drawn, *filter(serves, route.fallbacks))]
    return tuple(dict.fromkeys(ordered))


def shuffled(places: Sequence[Place], draw: Draw) -> Sequence[Place]:
    """Return the places in a drawn order; each next one has the share of its weight among those left."""
    left, order = list(places), []
    while len(left) > 1:
        mark = draw() * sum(place.weight for place in left)
        chosen = 0
        while chosen < len(left) - 1 and mark >= left[chosen].weight:
            mark -= left[chosen].weight
            chosen += 1
        order.append(left.pop(chosen))
    return (*order, *left)
