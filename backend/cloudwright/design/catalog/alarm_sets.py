"""Which alarms a set raises: those of the kinds that it watches."""

from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext, PricingContext, Properties
from cloudwright.design.model.verbs import Verb

GLOBAL_REGION = "us-east-1"


def specs(context: LoweringContext, set_id: str) -> tuple[tuple[Element[Properties], AlarmSpec], ...]:
    """Return the alarms of the set, each with the watched element, in the order of the elements' ids."""
    found: list[tuple[Element[Properties], AlarmSpec]] = []
    watched = sorted(c.target for c in context.architecture.outgoing(set_id) if c.verb is Verb.WATCHES)
    for target_id in watched:
        target = context.elements[target_id]
        make = context.kinds[target.component.kind].alarms
        if make is not None:
            found += [(target, spec) for spec in make(context, target)]
    return tuple(found)


def alarms_abroad(context: LoweringContext, set_id: str) -> bool:
    """Say whether the set raises alarms in us-east-1 while the design is at home elsewhere."""
    return context.architecture.region != GLOBAL_REGION and any(
        spec.stack is not Stack.MAIN for _, spec in specs(context, set_id)
    )


def topic_abroad(context: LoweringContext, topic_id: str) -> bool:
    """Say whether alarms in us-east-1 notify the topic, so that it needs a twin there."""
    return any(
        c.verb is Verb.ALERTS and alarms_abroad(context, c.source)
        for c in context.architecture.incoming(topic_id)
    )


def as_lowering(context: PricingContext) -> LoweringContext:
    """Return what alarms depend on, seen from a price."""
    return LoweringContext(
        architecture=context.architecture,
        environment=context.environment,
        elements=context.elements,
        kinds=registry.kinds(),
        runtimes={},
    )
