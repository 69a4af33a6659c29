"""What is left of a design when one Availability Zone is gone: the zone whose loss hurts most."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.caches.properties import CacheProperties
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.databases.instance_properties import InstanceProperties
from cloudwright.design.catalog.instances.properties import GroupProperties
from cloudwright.design.catalog.kind import Category, Element, Properties
from cloudwright.design.catalog.networking.networks import network_of, zone_count
from cloudwright.design.catalog.networking.properties import NatGatewayProperties
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.resilience.network import ways_out
from cloudwright.design.resilience.paths import paths

_ABOUT_FAILOVER = "a standby in another zone takes over, with a pause of about a minute"


class Fate(StrEnum):
    """What becomes of an element, from good to bad."""

    STAYS = "stays"
    SHRINKS = "shrinks"  # goes on with less, and is filled up again in the zones that are left
    FAILS_OVER = "fails-over"
    RESTARTS = "restarts"  # gone until it has been started again in another zone, without anybody's doing
    STOPS = "stops"  # gone until somebody has made a new one, or the zone is back


class Part(Frozen):
    """One element; `evidence` is a sentence with the setting or the arithmetic."""

    element_id: str
    title: str
    fate: Fate
    evidence: str


class ZoneLoss(Frozen):
    """`zones` is how many the networks of the design span, 0 without any network.

    `parts` are the elements that stand in zones; `across` are the ids of those whose service spans them.
    `interrupted` names the parts that callers wait for and that are gone for a while.
    """

    zones: int
    parts: tuple[Part, ...]
    across: tuple[str, ...]
    interrupted: tuple[str, ...]

    @property
    def answers(self) -> bool:
        """Whether callers go on being answered, a failover's pause left out."""
        return not self.interrupted


_Judge = Callable[[Element[Properties], int], tuple[Fate, str] | None]


def without_zone(architecture: Architecture) -> ZoneLoss:
    """Return what the loss of one zone does to the design in production; raises EditRejected."""
    elements = registry.elements(architecture, Environment.PROD)
    kinds = registry.kinds()
    parts = tuple(_parts(architecture, elements))
    standing = {part.element_id for part in parts}
    callers = frozenset(
        i for i, e in elements.items() if kinds[e.component.kind].category is Category.EXTERNAL
    )
    waiting = paths(architecture, callers).waiting
    needed = {*waiting, *ways_out(architecture, kinds, elements=elements, users=waiting)}
    gone = (Fate.STOPS, Fate.RESTARTS)
    return ZoneLoss(
        zones=max(
            (zone_count(architecture, elements, i) for i in standing if network_of(architecture, i)),
            default=0,
        ),
        parts=parts,
        across=tuple(i for i in elements if i not in standing and i not in callers),
        interrupted=tuple(p.element_id for p in parts if p.fate in gone and p.element_id in needed),
    )


def _parts(architecture: Architecture, elements: Mapping[str, Element[Properties]]) -> Iterator[Part]:
    kinds = registry.kinds()
    for element_id, element in elements.items():
        kind = kinds[element.component.kind]
        if not kind.tiers or network_of(architecture, element_id) is None:
            continue
        judge = _JUDGES.get(kind.id, _everywhere)
        zones = zone_count(architecture, elements, element_id)
        found = judge(element, zones) or _everywhere(element, zones)
        yield Part(element_id=element_id, title=element.component.title, fate=found[0], evidence=found[1])


def _everywhere(_element: Element[Properties], zones: int) -> tuple[Fate, str]:
    return Fate.STAYS, f"stands in {zones} zones, {zones - 1} of them left"


def _tasks(element: Element[Properties], zones: int) -> tuple[Fate, str] | None:
    found = element.properties
    if not isinstance(found, FargateProperties):
        return None
    return _spread("task", found.minimum_tasks, zones=zones)


def _instances(element: Element[Properties], zones: int) -> tuple[Fate, str] | None:
    found = element.properties
    if not isinstance(found, GroupProperties):
        return None
    return _spread("instance", found.minimum_instances, zones=zones)


def _spread(noun: str, count: int, *, zones: int) -> tuple[Fate, str]:
    """Return what is left of so many, spread evenly: the zone with most of them is lost."""
    lost = -(-count // zones)
    left = count - lost
    if not left:
        return (
            Fate.RESTARTS,
            f"its only {noun} may be in that zone; another is started in the zones that are left",
        )
    nouns = noun if left == 1 else f"{noun}s"
    return (
        Fate.SHRINKS,
        f"{count} {noun}s over {zones} zones: {left} {nouns} left, {lost} started again in the others",
    )


def _instance(element: Element[Properties], _zones: int) -> tuple[Fate, str] | None:
    found = element.properties
    if not isinstance(found, InstanceProperties):
        return None
    if found.multi_az:
        return Fate.FAILS_OVER, _ABOUT_FAILOVER
    return Fate.STOPS, "one instance in one zone and no standby: it is restored from its backup, by hand"


def _cluster(element: Element[Properties], _zones: int) -> tuple[Fate, str] | None:
    found = element.properties
    if not isinstance(found, ClusterProperties):
        return None
    if found.readers:
        return Fate.FAILS_OVER, "a reader in another zone becomes the writer, with a pause of under a minute"
    return Fate.STOPS, "its records are in three zones, but its only instance is gone until a new one is made"


def _cache(element: Element[Properties], _zones: int) -> tuple[Fate, str] | None:
    found = element.properties
    if not isinstance(found, CacheProperties):
        return None
    if found.capacity == "serverless":
        return Fate.STAYS, "keeps its data in several zones by itself"
    if found.replicas:
        return Fate.FAILS_OVER, "a replica in another zone takes over, within about a minute"
    return Fate.STOPS, "one node in one zone: what it holds is gone, and a new one starts empty"


def _gateway(element: Element[Properties], zones: int) -> tuple[Fate, str] | None:
    found = element.properties
    if not isinstance(found, NatGatewayProperties) or found.one_per_zone:
        return None
    return Fate.STOPS, f"one gateway for {zones} zones: if it is in that zone, no private subnet gets out"


_JUDGES: Mapping[str, _Judge] = {
    "fargate_service": _tasks,
    "auto_scaling_group": _instances,
    "rds_instance": _instance,
    "aurora_cluster": _cluster,
    "elasticache_cache": _cache,
    "nat_gateway": _gateway,
}
