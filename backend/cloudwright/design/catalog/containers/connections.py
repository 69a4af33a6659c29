"""What connections from a service of containers bring about, beside what all code does."""

from cloudwright.design.blueprint.values import Ref, Scalar, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.images import pull_statements
from cloudwright.design.catalog.keys import via_service
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.messaging.workers import takes_messages
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb


def _image_from(_: LoweringContext, connection: Connection) -> Effects:
    """The role that starts tasks may pull; which image it pulls is said at deployment."""
    return Effects(
        settings=tuple(
            Setting(connection.source, slots.EXECUTION_ROLE, statement)
            for statement in pull_statements(connection.target)
        )
    )


def _secret(context: LoweringContext, connection: Connection) -> Effects:
    """The value is put into a variable when a task starts; the code needs no right of its own."""
    arn = Ref(references.secret(connection.target))
    read = Statement(
        sid=statement_id("read", connection.target),
        actions=("secretsmanager:GetSecretValue",),
        resources=(arn,),
    )
    name = variable(connection.target, "").rstrip("_")
    return _put_in(context, connection, read=read, name=name, source=arn)


def _parameter(context: LoweringContext, connection: Connection) -> Effects:
    name = Ref(references.parameter(connection.target))
    # The name begins with a slash.
    arn = references.regional_arn("ssm", "parameter", name)
    read = Statement(
        sid=statement_id("read", connection.target), actions=("ssm:GetParameters",), resources=(arn,)
    )
    variable_name = variable(connection.target, "").rstrip("_")
    return _put_in(context, connection, read=read, name=variable_name, source=arn)


def _put_in(
    context: LoweringContext, connection: Connection, *, read: Statement, name: str, source: Scalar
) -> Effects:
    service = connection.source
    encrypting = [
        c.source for c in context.architecture.incoming(connection.target) if c.verb is Verb.ENCRYPTS
    ]
    decrypt = [
        Statement(
            sid=statement_id("use", key, "for", connection.target),
            actions=("kms:Decrypt",),
            resources=(references.arn_of(references.kms_key(key)),),
            conditions={"StringEquals": {"kms:ViaService": via_service("secretsmanager")}},
        )
        for key in encrypting
    ]
    return Effects(
        settings=(
            *(Setting(service, slots.EXECUTION_ROLE, s) for s in (read, *decrypt)),
            Setting(service, slots.CONTAINER_SECRETS, {"Name": name, "ValueFrom": source}),
        )
    )


VERBS = (
    VerbRule(
        Verb.READS,
        ("ecr_repository",),
        _image_from,
        declared_by_source=True,
        explanation="Tasks start from an image of the repository: deploy, push, then deploy with its name.",
    ),
    VerbRule(
        Verb.READS,
        ("secrets_manager_secret",),
        _secret,
        declared_by_source=True,
        explanation="The value stands in a variable of the container, put there when a task starts.",
    ),
    VerbRule(
        Verb.READS,
        ("ssm_parameter",),
        _parameter,
        declared_by_source=True,
        explanation="The value stands in a variable of the container, put there when a task starts.",
    ),
    VerbRule(
        Verb.CONSUMES,
        ("sqs_queue",),
        takes_messages,
        declared_by_source=True,
        explanation="Code polls the queue; the number of tasks follows the messages that wait.",
    ),
)
