"""What connections to and from an event bus of one's own bring about."""

from cloudwright.design.blueprint.values import Ref, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.messaging.rule_connections import event_source
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.verbs import Verb


def bus_of(architecture: Architecture, rule_id: str) -> str | None:
    """Return the id of the bus that the rule listens on; None for the account's default bus."""
    listening = (c.target for c in architecture.outgoing(rule_id) if c.verb is Verb.CONSUMES)
    return next(listening, None)


def _published(context: LoweringContext, connection: Connection) -> Effects:
    bus = references.event_bus(connection.target)
    source = event_source(context)
    statement = Statement(
        sid=statement_id("publish", "to", connection.target),
        actions=("events:PutEvents",),
        resources=(references.arn_of(bus),),
        conditions={"StringEquals": {"events:source": source}},
    )
    return Effects(
        statements=(statement,),
        environment={
            variable(connection.target, "BUS_NAME"): Ref(bus),
            variable(connection.target, "EVENT_SOURCE"): source,
        },
    )


def _listened_to(_: LoweringContext, connection: Connection) -> Effects:
    bus = Ref(references.event_bus(connection.target))
    return Effects(settings=(Setting(connection.source, slots.EVENT_BUS, bus),))


VERBS = (
    VerbRule(
        Verb.PUBLISHES,
        RUNS_CODE,
        _published,
        explanation="Code publishes events; the bus's name and the event source come as variables.",
    ),
    VerbRule(
        Verb.CONSUMES,
        ("eventbridge_rule",),
        _listened_to,
        explanation="The rule takes events of this bus instead of the account's default bus.",
    ),
)
