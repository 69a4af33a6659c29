"""What the platform's pages need from outside: somebody who asks a dependency how it is."""

from dataclasses import dataclass
from typing import Protocol

from cloudwright.admin.schemas import DependencyState


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look found; `milliseconds` only where the dependency was asked and how long is known."""

    state: DependencyState
    detail: str
    milliseconds: int | None = None


class Probe(Protocol):
    """Asks one dependency, or a group of them whose names are known only then."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    async def look(self) -> Reading:
        """Return how it is; whatever it raises counts as down."""
        ...


class Probes(Protocol):
    """Every dependency as it is declared at this moment."""

    def all(self) -> tuple[Probe, ...]: ...
