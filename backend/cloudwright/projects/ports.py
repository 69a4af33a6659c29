"""What `projects` needs from the outside."""

from dataclasses import dataclass
from datetime import date

from cloudwright.design.facts.facts import Facts
from cloudwright.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The dated facts and today's date: what every computation of a design takes as arguments."""

    facts: Facts
    clock: Clock

    @property
    def as_of(self) -> date:
        return self.clock().date()
