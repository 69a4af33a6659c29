"""Every connection that the vocabulary knows, as pairs of kinds, and how often designs have them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cloudwright.design.catalog import registry
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, order=True)
class Pair:
    """`source verb target`, the ends being ids of kinds."""

    source: str
    verb: Verb
    target: str

    @property
    def ends(self) -> tuple[str, str]:
        return self.source, self.target

    def __str__(self) -> str:
        return f"{self.source} {self.verb} {self.target}"


@cache
def every_pair() -> tuple[Pair, ...]:
    """Return what the catalogue allows, in order."""
    return tuple(
        sorted(
            Pair(source.id, verb, target.id)
            for source in registry.kinds().values()
            for target in registry.kinds().values()
            for verb in registry.allowed(source, target)
            if verb is not Verb.WATCHES or target.alarms is not None
        )
    )


@cache
def kinds_without_pairs() -> tuple[str, ...]:
    """Return the kinds that no connection leads to or from."""
    connected = {kind for pair in every_pair() for kind in pair.ends}
    return tuple(sorted(registry.kinds().keys() - connected))


def in_groups(pairs: Sequence[Pair], *, most: int) -> Iterator[tuple[Pair, ...]]:
    """Yield groups of at most so many pairs that lie far apart, and so are about different kinds."""
    count = -(-len(pairs) // most)
    yield from (tuple(pairs[start::count]) for start in range(count))


def fewest_pairs() -> tuple[Pair, ...]:
    """Return so few pairs that every kind that any connection leads to or from is still met."""
    wanted = {kind for pair in every_pair() for kind in pair.ends}
    chosen: list[Pair] = []
    while wanted:
        best = max(every_pair(), key=lambda pair: len(set(pair.ends) & wanted))
        chosen.append(best)
        wanted -= set(best.ends)
    return tuple(chosen)


def pairs_of(architecture: Architecture) -> Iterator[Pair]:
    """Yield the pair of each connection of the design."""
    for connection in architecture.connections:
        source, target = architecture.component(connection.source), architecture.component(connection.target)
        yield Pair(source.kind, connection.verb, target.kind)


def histogram(met: Mapping[str, int]) -> Sequence[str]:
    """Return a line for each kind: how often it is met with each verb, at either end.

    `met` counts pairs by their text, kinds by their id, and those that exist already by `existing` and it.
    """
    by_kind: dict[str, Counter[str]] = {kind: Counter() for kind in registry.kinds()}
    for pair in every_pair():
        for kind in set(pair.ends):
            by_kind[kind][pair.verb.value] += met.get(str(pair), 0)
    width = max(map(len, by_kind))
    return [
        f"{kind:{width}}  {met.get(kind, 0):6}  "
        + (f"existing {met[f'existing {kind}']}  " if f"existing {kind}" in met else "")
        + ("  ".join(f"{verb} {count}" for verb, count in sorted(verbs.items())) or "(no connections)")
        for kind, verbs in by_kind.items()
    ]
