"""Which calls of a REST API run which function: routes as connections state them, and what clashes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from pydantic import Field, StringConstraints

from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

_VARIABLE = re.compile(r"^\{([A-Za-z0-9_]+)\+?\}$")
_SEGMENT = r"([A-Za-z0-9._~:-]+|\{[A-Za-z0-9_]+\})"
_GREEDY = r"/\{[A-Za-z0-9_]+\+\}"

RestRoute = Annotated[
    str,
    StringConstraints(
        pattern=rf"^(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) (/|(/{_SEGMENT})+({_GREEDY})?|{_GREEDY})$"
    ),
]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]


class RestRouting(Frozen):
    """Which calls run the function, and what they must bring."""

    route: RestRoute | tuple[RestRoute, ...] = Field(
        default="ANY /{proxy+}", description="A method and a path: `GET /orders/{id}`, `ANY /{proxy+}`."
    )
    public: bool = Field(
        default=False, description="Neither sign-in nor API key, although other routes want them."
    )
    required_query: tuple[Name, ...] = Field(
        default=(), description="Query parameters without which a call is refused with status 400."
    )
    required_fields: tuple[Name, ...] = Field(
        default=(), description="Fields of the JSON body without which a call is refused with status 400."
    )

    @property
    def routes(self) -> tuple[str, ...]:
        return (self.route,) if isinstance(self.route, str) else self.route


@dataclass(frozen=True, slots=True)
class Path:
    """A path as the resources of a REST API have it: `/orders/{id}` is `orders`, `{id}`."""

    segments: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Path":
        return cls(tuple(segment for segment in text.split("/") if segment))

    @property
    def part(self) -> str:
        """The part of the element: `path-orders-by-id`."""
        return f"path-{self._words}" if self.segments else "path"

    def method_part(self, method: str) -> str:
        return f"method-{method.lower()}-{self._words or 'root'}"

    @property
    def parents(self) -> "tuple[Path, ...]":
        """The paths from the first segment down to this one."""
        return tuple(Path(self.segments[:count]) for count in range(1, len(self.segments) + 1))

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(match[1] for segment in self.segments if (match := _VARIABLE.match(segment)))

    @property
    def _words(self) -> str:
        words = (f"by-{m[1]}" if (m := _VARIABLE.match(s)) else s for s in self.segments)
        return re.sub(r"[^A-Za-z0-9]+", "-", "-".join(words)).strip("-").lower()


def routed(architecture: Architecture, api_id: str) -> bool:
    """Say whether the API has a route: one without any has no stage either."""
    return any(c.verb is Verb.INVOKES for c in architecture.outgoing(api_id))


def routing_of(architecture: Architecture, connection: Connection) -> RestRouting:
    """Return the routes of a connection; raises EditRejected when they clash with another connection's."""
    own = parsed(connection, RestRouting)
    claims = [*_claims(connection, own)]
    for other in architecture.outgoing(connection.source):
        if other.verb is Verb.INVOKES and other.id != connection.id:
            claims += _claims(other, parsed(other, RestRouting))
    problems = [*_clashes(connection, claims)]
    if problems:
        raise EditRejected(f"The routes of {connection.source} clash.", problems=problems)
    return own


@dataclass(frozen=True, slots=True)
class _Claim:
    connection_id: str
    method: str
    path: Path


def _claims(connection: Connection, routing: RestRouting) -> Iterator[_Claim]:
    for route in routing.routes:
        method, _, path = route.partition(" ")
        yield _Claim(connection.id, method, Path.of(path))


def _clashes(connection: Connection, claims: list[_Claim]) -> Iterator[Problem]:
    for one, other in combinations(claims, 2):
        if connection.id not in (one.connection_id, other.connection_id):
            continue
        why = _clash(one, other)
        if why:
            yield Problem(
                path=f"connections.{connection.id}.properties.route",
                rule="routes-stay-apart",
                got=f"{one.method} /{'/'.join(one.path.segments)}",
                hint=f"{why}: {other.connection_id} has {other.method} /{'/'.join(other.path.segments)}",
            )


def _clash(one: _Claim, other: _Claim) -> str:
    if one.path == other.path:
        return "the same call cannot run two functions" if one.method == other.method else ""
    for left in one.path.parents:
        for right in other.path.parents:
            if left == right:
                continue
            if left.part == right.part:
                return "the two paths would have one name"
            both = all(_VARIABLE.match(path.segments[-1]) for path in (left, right))
            if both and left.segments[:-1] == right.segments[:-1]:
                return "one place of a path has one variable only"
    return ""
