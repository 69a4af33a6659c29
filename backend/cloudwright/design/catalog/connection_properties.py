"""The typed properties of a connection, parsed where a verb takes effect."""

from typing import TypeVar

from pydantic import ValidationError

from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.frozen import Frozen

M = TypeVar("M", bound=Frozen)


def parsed(connection: Connection, shape: type[M]) -> M:
    """Return the connection's properties as `shape`; raises EditRejected with a problem per bad field."""
    try:
        return shape.model_validate(dict(connection.properties))
    except ValidationError as error:
        problems = [
            Problem(
                path=f"connections.{connection.id}.properties.{'.'.join(map(str, detail['loc']))}",
                rule=detail["type"],
                got=str(detail["input"]),
                allowed=sorted(shape.model_fields),
                hint=detail["msg"],
            )
            for detail in error.errors()
        ]
        raise EditRejected(
            f"The connection {connection.id} has properties that do not fit.", problems=problems
        ) from error
