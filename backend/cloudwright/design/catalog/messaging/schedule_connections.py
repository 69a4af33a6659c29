"""What a schedule of EventBridge Scheduler starts, and what its role needs for that."""

from cloudwright.design.blueprint.values import Ref, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.messaging.queue_connections import send_statement
from cloudwright.design.catalog.naming import statement_id
from cloudwright.design.catalog.workflows.starting import start_statement
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb


def _runs_function(_: LoweringContext, connection: Connection) -> Effects:
    function = references.arn_of(references.function(connection.target))
    statement = Statement(
        sid=statement_id("run", connection.target), actions=("lambda:InvokeFunction",), resources=(function,)
    )
    return Effects(statements=(statement,), settings=_target(connection, function))


def _starts_workflow(_: LoweringContext, connection: Connection) -> Effects:
    workflow = Ref(references.workflow(connection.target))
    return Effects(statements=(start_statement(connection.target),), settings=_target(connection, workflow))


def _fills_queue(_: LoweringContext, connection: Connection) -> Effects:
    queue = references.arn_of(references.queue(connection.target))
    return Effects(statements=(send_statement(connection.target),), settings=_target(connection, queue))


def _target(connection: Connection, arn: Ref) -> tuple[Setting, ...]:
    return (Setting(connection.source, slots.TARGETS, arn),)


VERBS = (
    VerbRule(
        Verb.INVOKES,
        ("lambda_function",),
        _runs_function,
        declared_by_source=True,
        explanation="The schedule runs the function with its own role.",
    ),
    VerbRule(
        Verb.INVOKES,
        ("step_functions_workflow",),
        _starts_workflow,
        declared_by_source=True,
        explanation="The schedule starts a run of the workflow with its own role.",
    ),
    VerbRule(
        Verb.PUBLISHES,
        ("sqs_queue",),
        _fills_queue,
        declared_by_source=True,
        explanation="The schedule sends a message to the queue each time.",
    ),
)
