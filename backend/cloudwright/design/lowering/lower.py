"""From an architecture to the AWS resources of one environment."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from cloudwright.design.blueprint.graph import Blueprint, Output, Resource, Stack
from cloudwright.design.catalog import budget_alerts, registry
from cloudwright.design.catalog.kind import Category, Element, Lowered, LoweringContext, Properties
from cloudwright.design.lowering.boundaries import bounded
from cloudwright.design.lowering.existing import with_existing_as_parameters
from cloudwright.design.lowering.gather import Gathering, gather
from cloudwright.design.lowering.ordering import (
    clashes,
    in_reading_order,
    unique_parameters,
    unique_resources,
)
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.budget import Budget
from cloudwright.design.model.errors import DesignError

GLOBAL_REGION = "us-east-1"
_READING_ORDER = (
    Category.EXTERNAL,
    Category.SECURITY,
    Category.STORAGE,
    Category.DATABASE,
    Category.INTEGRATION,
    Category.COMPUTE,
    Category.NETWORK,
    Category.MANAGEMENT,
)


class DefaultVersions(Protocol):
    """The part of the dated facts that lowering reads."""

    def default_runtimes(self) -> Mapping[str, str]: ...


def lower(
    architecture: Architecture,
    environment: Environment,
    facts: DefaultVersions,
    *,
    budget: Budget | None = None,
) -> Blueprint:
    """Complete the design: roles, policies, logs, alarms, permissions, everything an environment needs.

    `budget` is the month's limit that the brief states, if it does: its alert is part of production.
    Raises EditRejected for an unknown kind or a bad property, DesignError for a connection that means
    nothing or two parts with one name. The same design gives the same blueprint, whatever the order its
    elements are written in.
    """
    context = _context(architecture, environment, facts=facts, budget=budget)
    gathering = gather(context)
    order = in_reading_order(context, _READING_ORDER)
    alert = budget_alerts.alert(context)
    lowered = [_lowered(context, element, gathering=gathering, alert=alert) for element in order]
    blueprint = Blueprint(
        name=architecture.name,
        title=architecture.title,
        environment=environment,
        region=architecture.region,
        resources=_resources([element.id for element in order], lowered, gathering=gathering),
        parameters=unique_parameters([p for part in lowered for p in part.parameters]),
        outputs=tuple(o for part in lowered for o in part.outputs),
        code=tuple(c for part in lowered for c in part.code),
        prefix=context.prefix,
        tags=architecture.standards.tags,
        purposes={c.id: f"{c.title}: {c.purpose}" if c.purpose else c.title for c in architecture.components},
    )
    whole = with_existing_as_parameters(blueprint, architecture)
    return _in_its_region(bounded(whole, architecture.standards.permissions_boundary))


def _context(
    architecture: Architecture, environment: Environment, *, facts: DefaultVersions, budget: Budget | None
) -> LoweringContext:
    canonical = architecture.canonical()
    return LoweringContext(
        architecture=canonical,
        environment=environment,
        elements=registry.elements(canonical, environment),
        kinds=registry.kinds(),
        runtimes=facts.default_runtimes(),
        budget=budget,
    )


def _lowered(
    context: LoweringContext,
    element: Element[Properties],
    *,
    gathering: Gathering,
    alert: tuple[str, Lowered] | None,
) -> Lowered:
    """Return the element's own resources, then the budget's alert where it is this element's."""
    kind = context.kinds[element.component.kind]
    own = kind.lower(context, element, gathering.of(element.id))
    if alert is None or alert[0] != element.id:
        return own
    return replace(
        own,
        resources=(*own.resources, *alert[1].resources),
        parameters=(*own.parameters, *alert[1].parameters),
    )


def _resources(order: list[str], lowered: list[Lowered], *, gathering: Gathering) -> tuple[Resource, ...]:
    """Each element's own resources, then those that its connections made for it."""
    resources: list[Resource] = []
    for element_id, part in zip(order, lowered, strict=True):
        resources += part.resources
        resources += gathering.standing_alone.get(element_id, ())
    unique = unique_resources(resources)
    if problems := clashes(unique):
        raise DesignError("Two parts of the design would have one name", problems=problems)
    return unique


def _in_its_region(blueprint: Blueprint) -> Blueprint:
    """In us-east-1 one stack holds everything: what CloudFront needs there is at home already."""
    if blueprint.region != GLOBAL_REGION:
        return blueprint
    return replace(
        blueprint,
        resources=tuple(replace(r, stack=Stack.MAIN) for r in blueprint.resources),
        outputs=tuple(_in_main(o) for o in blueprint.outputs),
    )


def _in_main(output: Output) -> Output:
    return replace(output, stack=Stack.MAIN)
