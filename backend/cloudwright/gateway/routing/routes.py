"""What an organisation calls a model, and the targets that may answer for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cloudwright.gateway.wire.ask import Wire

CONVERSATIONS = frozenset({Wire.CHAT, Wire.RESPONSES, Wire.MESSAGES})


@dataclass(frozen=True, slots=True, order=True)
class TargetRef:
    """Names one model of one of the organisation's providers."""

    provider: str
    model: str

    def __str__(self) -> str:
        return f"{self.provider}/{self.model}"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long one call may take to connect, to its first byte, between bytes; `whole` is for all calls."""

    connect_seconds: float = 5.0
    first_byte_seconds: float = 60.0
    between_seconds: float = 60.0
    whole_seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class Place:
    """A target in a route. Of every hundred calls it gets its share of the weights; none with weight 0."""

    target: TargetRef
    weight: int = 100
    region: str = ""
    wires: frozenset[Wire] = CONVERSATIONS
    images: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """`fallbacks` are asked in their order after the targets; `attempts` counts all calls of one ask."""

    alias: str
    targets: Sequence[Place]
    fallbacks: Sequence[Place] = ()
    timeouts: Timeouts = field(default_factory=Timeouts)
    attempts: int = 3


def straight(alias: str, target: TargetRef, *, wires: frozenset[Wire] = frozenset(Wire)) -> Route:
    """Return the route of a model that nobody has made one for."""
    return Route(alias, (Place(target, wires=wires),))


def mistakes(route: Route) -> Sequence[str]:
    """Return what has to be put right before a route can be kept, a sentence each."""
    places = (*route.targets, *route.fallbacks)
    refs = [place.target for place in places]
    found = (
        (not route.alias.strip(), "Give the route a name."),
        (not route.targets, "Name at least one target."),
        (any(place.weight < 0 for place in places), "Let weights be 0 or more."),
        (
            bool(route.targets) and not any(place.weight > 0 for place in route.targets),
            "Give at least one target a weight above 0.",
        ),
        (len(set(refs)) < len(refs), "Name each target once."),
        (not 1 <= route.attempts <= 10, "Let attempts be 1 to 10."),
        (
            min(
                route.timeouts.connect_seconds,
                route.timeouts.first_byte_seconds,
                route.timeouts.between_seconds,
                route.timeouts.whole_seconds,
            )
            <= 0,
            "Let every timeout be more than 0 seconds.",
        ),
    )
    return [sentence for wrong, sentence in found if wrong]
