"""Routes that two connections of an API claim, which API Gateway would refuse."""

from collections.abc import Callable, Iterator, Sequence

from cloudwright.design.catalog.api.routes import route_part
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb


def refuse_shared_routes(
    architecture: Architecture, connection: Connection, *, routes: Callable[[Connection], Sequence[str]]
) -> None:
    """Raise EditRejected when a route of the connection is another one's too, or stands there twice."""
    problems = [*_shared(architecture, connection, routes=routes)]
    if problems:
        raise EditRejected(f"The routes of {connection.source} clash.", problems=problems)


def _shared(
    architecture: Architecture, connection: Connection, *, routes: Callable[[Connection], Sequence[str]]
) -> Iterator[Problem]:
    claims = [
        (route_part(route), claiming.id)
        for claiming in architecture.outgoing(connection.source)
        if claiming.verb is Verb.INVOKES
        for route in routes(claiming)
    ]
    for route in dict.fromkeys(routes(connection)):
        holders = [holder for part, holder in claims if part == route_part(route)]
        if len(holders) > 1:
            yield Problem(
                path=f"connections.{connection.id}.properties.route",
                rule="routes-stay-apart",
                got=route,
                allowed=[holder for holder in holders if holder != connection.id],
                hint="a route runs one function: choose another route, or remove one of the two connections",
            )
