"""Sentences that add containers or instances: with the load balancer before them, in a network of their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cloudwright.design.intake.changes.networks import grounds
from cloudwright.design.intake.changes.sketch import Proposed, Sketch, Unclear
from cloudwright.design.model.architecture import Component, Connection, SubnetTier
from cloudwright.design.model.edits import AddComponent, Connect, Edit
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, slots=True)
class HostAddition:
    words: re.Pattern[str]
    add: Callable[[Sketch], Proposed | Unclear]

    def make(self, text: str, sketch: Sketch) -> Proposed | Unclear:
        """Return the edits; unclear when a part has its name already."""
        del text
        return self.add(sketch)


def _containers(sketch: Sketch) -> Proposed | Unclear:
    service = _part(
        "service", "fargate_service", title="Container service", purpose="Runs the containers of the code."
    )
    return _hosted(sketch, service, balancer="application_load_balancer", note="Run containers on Fargate")


def _instances(sketch: Sketch) -> Proposed | Unclear:
    servers = _part("servers", "auto_scaling_group", title="Servers", purpose="Run the code on instances.")
    return _hosted(
        sketch, servers, balancer="application_load_balancer", note="Run instances in an Auto Scaling group"
    )


def _connections(sketch: Sketch) -> Proposed | Unclear:
    service = _part("service", "fargate_service", title="Container service", purpose="Takes the connections.")
    return _hosted(sketch, service, balancer="network_load_balancer", note="Take TCP connections")


def _hosted(sketch: Sketch, host: Component, *, balancer: str, note: str) -> Proposed | Unclear:
    """Return the edits: the network, the way out of it, the load balancer, and what runs behind it."""
    inside = grounds(sketch)
    entrance = _part(
        "entrance", balancer, title="Load balancer", purpose="Spreads calls over what is healthy."
    )
    parts = [
        _placed(entrance, inside.tiers[SubnetTier.PUBLIC]),
        _placed(host, inside.tiers[SubnetTier.PRIVATE]),
    ]
    taken = [part.id for part in parts if sketch.has(part.id)]
    if taken:
        return Unclear(reason=f"A part of this design has that name already: {taken[0]}.")
    callers = sketch.of_kind("external_actor")[:1]
    return Proposed(
        edits=(
            *inside.edits,
            *(AddComponent(component=part) for part in parts),
            _link(entrance.id, Verb.ROUTES, host.id),
            *(_link(caller.id, Verb.REQUESTS, entrance.id) for caller in callers),
        ),
        note=note,
    )


def _part(element_id: str, kind: str, *, title: str, purpose: str) -> Component:
    return Component(id=element_id, kind=kind, title=title, purpose=purpose)


def _placed(part: Component, boundary: str) -> Component:
    return part.model_copy(update={"boundary": boundary})


def _link(source: str, verb: Verb, target: str) -> Edit:
    return Connect(connection=Connection(source=source, verb=verb, target=target))


def _said(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


HOST_ADDITIONS = (
    HostAddition(_said(r"network load ?balancers?|nlb"), _connections),
    HostAddition(_said(r"ec2|instances?|virtual machines?|vms?|auto ?-?scaling groups?|asg"), _instances),
    HostAddition(
        _said(
            r"fargate|ecs|(?:docker )?containers?(?! (?:repositor|registr|image))|"
            r"(?:application )?load ?balancers?|alb"
        ),
        _containers,
    ),
)
