"""What could be given up in a design to make it cheaper: each an edit, and what is lost by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import Element, Properties
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.edits import Edit, RemoveComponent, UpdateComponent


@dataclass(frozen=True, slots=True)
class Economy:
    """`order` is how a person would say it, and is understood as exactly these edits."""

    element_id: str
    order: str
    edits: tuple[Edit, ...]
    loses: str


@dataclass(frozen=True, slots=True)
class _Smaller:
    """A setting that costs money, the value at which it costs least, and the order for it."""

    name: str
    value: JsonValue
    order: str
    loses: str


_SPARE: Mapping[str, str] = {
    "waf_web_acl": "nothing filters requests any more, and no address is held to a rate",
    "elasticache_cache": "every question goes to the database again",
    "kms_key": "AWS's own keys encrypt instead: still encrypted, but the key is not yours to withdraw",
    "cloudwatch_dashboard": "no page of graphs; the alarms stay",
    "cloudwatch_alarms": "nobody is told when something breaks",
    "backup_plan": "only each store's own backups are left",
    "rds_proxy": "connections are opened by the code itself, and a burst of them can exhaust the database",
}
_SMALLER: Mapping[str, tuple[_Smaller, ...]] = {
    "rds_instance": (
        _Smaller("multi_az", value=False, order="turn multi-AZ off for {}",
                 loses="a lost zone stops the database until it is restored from its backup"),
    ),
    "aurora_cluster": (
        _Smaller("readers", value=0, order="set the readers of {} to 0",
                 loses="a lost zone stops the database until a new instance is made"),
    ),
    "elasticache_cache": (
        _Smaller("replicas", value=0, order="set the replicas of {} to 0",
                 loses="a lost zone empties the cache"),
    ),
    "nat_gateway": (
        _Smaller("one_per_zone", value=False, order="turn one gateway per zone off for {}",
                 loses="if the zone of the one gateway is lost, no private subnet gets out"),
    ),
    "fargate_service": (
        _Smaller("minimum_tasks", value=1, order="set the minimum tasks of {} to 1",
                 loses="a lost task or zone means a pause until another has started"),
    ),
    "auto_scaling_group": (
        _Smaller("minimum_instances", value=1, order="set the minimum instances of {} to 1",
                 loses="a lost instance or zone means a pause until another has started"),
    ),
}  # fmt: skip


def economies(architecture: Architecture) -> tuple[Economy, ...]:
    """Return what could be given up in production, in the order of the design; raises EditRejected."""
    elements = registry.elements(architecture, Environment.PROD)
    return tuple(each for element in elements.values() for each in _of(element))


def _of(element: Element[Properties]) -> Iterator[Economy]:
    component = element.component
    if component.existing:
        return
    for smaller in _SMALLER.get(component.kind, ()):
        now = getattr(element.properties, smaller.name)
        if now not in (smaller.value, 0):
            yield Economy(
                element_id=component.id,
                order=smaller.order.format(component.title),
                edits=(UpdateComponent(id=component.id, properties={smaller.name: smaller.value}),),
                loses=smaller.loses,
            )
    loses = _SPARE.get(component.kind)
    if loses is not None:
        yield Economy(
            element_id=component.id,
            order=f"remove {component.title}",
            edits=(RemoveComponent(id=component.id),),
            loses=loses,
        )
