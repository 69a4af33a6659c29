"""What another text would have decided about the same requests."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cloudwright.gateway.policy.rules import PolicySet
from cloudwright.gateway.policy.schemas import Recent
from cloudwright.gateway.policy.values import Decision


@dataclass(frozen=True, slots=True)
class Difference:
    """A request that is decided in another way; obligations count as part of a decision."""

    recent: Recent
    before: Decision
    after: Decision


@dataclass(frozen=True, slots=True)
class Comparison:
    """`fired` says how often each rule of the new text determined a decision; 0 for one that never did."""

    looked_at: int
    allowed_before: int
    allowed_after: int
    differences: tuple[Difference, ...]
    fired: Mapping[str, int]


class Comparing:
    """Adds up requests one by one, so that whoever calls may do something else in between."""

    def __init__(self, before: PolicySet, after: PolicySet) -> None:
        self._before = before
        self._after = after
        self._allowed = [0, 0]
        self._differences: list[Difference] = []
        self._fired = Counter({rule.name: 0 for rule in after.rules})
        self._looked_at = 0

    def add(self, recent: Recent) -> None:
        before, after = self._before.decide(recent.asked), self._after.decide(recent.asked)
        self._looked_at += 1
        self._allowed[0] += before.allowed
        self._allowed[1] += after.allowed
        self._fired.update(after.rules)
        if (before.allowed, before.obligations) != (after.allowed, after.obligations):
            self._differences.append(Difference(recent, before, after))

    def result(self) -> Comparison:
        return Comparison(
            looked_at=self._looked_at,
            allowed_before=self._allowed[0],
            allowed_after=self._allowed[1],
            differences=tuple(self._differences),
            fired=dict(self._fired),
        )


def compared(before: PolicySet, after: PolicySet, *, requests: Sequence[Recent]) -> Comparison:
    """Return what a text would have decided about requests that another one decided."""
    comparing = Comparing(before, after)
    for recent in requests:
        comparing.add(recent)
    return comparing.result()
