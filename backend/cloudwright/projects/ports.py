"""What `projects` needs from the outside."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from cloudwright.design.facts.facts import Facts
from cloudwright.kit.clock import Clock

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The dated facts and today's date: what every computation of a design takes as arguments."""

    facts: Facts
    clock: Clock

    @property
    def as_of(self) -> date:
        return self.clock().date()


class Computing(Protocol):
    """Where whole designs are computed: beside the event loop, and never while a transaction is open."""

    async def run(self, work: Callable[[], T]) -> T:
        """Return what `work` returns; what it raises is raised here."""
        ...


class Room(Protocol):
    """How many projects there may be; the example is a gift and takes none of it."""

    async def take(self, person_id: str) -> None:
        """Count one more project of a person in the caller's transaction.

        Raises:
            QuotaReached: a hard limit leaves no room.
        """
        ...

    async def give_back(self, *, person_id: str, example: bool) -> None:
        """Count one less, and what its bundles took."""
        ...


class OpenRuns(Protocol):
    """Which projects are being worked on right now."""

    async def by_project(self, project_ids: Collection[str]) -> Mapping[str, str]:
        """Return the id of the open run of each project that has one."""
        ...
