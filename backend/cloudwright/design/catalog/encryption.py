"""What follows from a key of one's own: who may use it, and through which service."""

from cloudwright.design.blueprint.values import Statement
from cloudwright.design.catalog import budget_alerts, references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.keys import service_use, via_service
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import statement_id
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.verbs import Verb

_DATA_VERBS = frozenset({Verb.READS, Verb.WRITES, Verb.PUBLISHES, Verb.CONSUMES, Verb.DEAD_LETTERS})
_VIEWING = frozenset({Verb.REQUESTS, Verb.ROUTES, Verb.NOTIFIES})
_SERVICES = {
    "aurora_cluster": "secretsmanager",  # code decrypts the password; RDS uses the key by grants of its own
    "dynamodb_table": "dynamodb",
    "kinesis_stream": "kinesis",
    "rds_instance": "secretsmanager",
    "secrets_manager_secret": "secretsmanager",
    "sns_topic": "sns",
    "sqs_queue": "sqs",
}
_ROLE_ACTIONS = {
    "aurora_cluster": ("kms:Decrypt",),
    "dynamodb_table": (
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
    ),
    "rds_instance": ("kms:Decrypt",),
    "secrets_manager_secret": ("kms:Decrypt", "kms:GenerateDataKey"),
    "sqs_queue": ("kms:Decrypt", "kms:GenerateDataKey"),
    "sns_topic": ("kms:Decrypt", "kms:GenerateDataKey"),
    "kinesis_stream": ("kms:Decrypt", "kms:GenerateDataKey"),
}
# Kinds whose own role uses what is encrypted.
_WITH_ROLES = frozenset({"eventbridge_schedule", "firehose_stream", "step_functions_workflow", *RUNS_CODE})
# A task's secrets are read by the role that starts it, which gets the key with them.
_READ_AT_START = ("fargate_service", "secrets_manager_secret")
# AWS services that put messages into queues and topics by themselves, by the kind that makes them.
_PUBLISHERS = {
    "cloudwatch_alarms": "cloudwatch.amazonaws.com",
    "eventbridge_rule": "events.amazonaws.com",
    "s3_bucket": "s3.amazonaws.com",
    "sns_topic": "sns.amazonaws.com",
}


def uses(architecture: Architecture, key_id: str) -> tuple[Connection, ...]:
    """Return the connections that use what the key encrypts."""
    encrypted = {c.target for c in architecture.outgoing(key_id) if c.verb is Verb.ENCRYPTS}
    return tuple(
        c for c in architecture.connections if c.target in encrypted and c.verb in _DATA_VERBS | _VIEWING
    )


def _encrypts(context: LoweringContext, connection: Connection) -> Effects:
    key = references.arn_of(references.kms_key(connection.source))
    return Effects(
        settings=(
            Setting(connection.target, slots.KMS_KEY, key),
            *_roles(context, connection),
            *_publishers(context, connection),
        )
    )


def _roles(context: LoweringContext, connection: Connection) -> tuple[Setting, ...]:
    """The roles that use the encrypted element may use its key, through its service only."""
    kind = context.elements[connection.target].component.kind
    statement = Statement(
        sid=statement_id("use", connection.source, "for", connection.target),
        actions=_ROLE_ACTIONS[kind],
        resources=(references.arn_of(references.kms_key(connection.source)),),
        conditions={"StringEquals": {"kms:ViaService": via_service(_SERVICES[kind])}},
    )
    users = {
        c.source
        for c in context.architecture.incoming(connection.target)
        if c.verb in _DATA_VERBS
        and (user_kind := context.elements[c.source].component.kind) in _WITH_ROLES
        and not (c.verb is Verb.READS and (user_kind, kind) == _READ_AT_START)
    }
    return tuple(Setting(user, slots.ROLE, statement) for user in sorted(users))


def _publishers(context: LoweringContext, connection: Connection) -> tuple[Setting, ...]:
    """AWS services that publish to an encrypted queue or topic may use the key for this account."""
    kinds = _publishing_kinds(context.architecture, connection.target)
    services = sorted({_PUBLISHERS[kind] for kind in kinds if kind in _PUBLISHERS})
    if budget_alerts.tells(context, connection.target):
        services = sorted({*services, budget_alerts.SERVICE})
    return tuple(
        Setting(
            connection.source,
            slots.KEY_POLICY,
            service_use(service, sid=statement_id("allow", service.split(".")[0])),
        )
        for service in services
    )


def _publishing_kinds(architecture: Architecture, element_id: str) -> set[str]:
    """Return the kinds that send to the element, with the rules whose failed events a function sends on."""
    incoming = architecture.incoming(element_id)
    failing = [c.source for c in incoming if c.verb is Verb.DEAD_LETTERS]
    callers = [c for function in failing for c in architecture.incoming(function) if c.verb is Verb.INVOKES]
    return {architecture.component(c.source).kind for c in (*incoming, *callers)}


def _encrypts_variables(_: LoweringContext, connection: Connection) -> Effects:
    """Lambda decrypts the variables with the function's role when it starts."""
    key = references.arn_of(references.kms_key(connection.source))
    statement = Statement(
        sid=statement_id("use", connection.source),
        actions=("kms:Decrypt",),
        resources=(key,),
        conditions={"StringEquals": {"kms:ViaService": via_service("lambda")}},
    )
    return Effects(
        settings=(
            Setting(connection.target, slots.KMS_KEY, key),
            Setting(connection.target, slots.ROLE, statement),
        )
    )


def _encrypts_by_service(_: LoweringContext, connection: Connection) -> Effects:
    """The service uses the key by grants that it makes itself: no role of this design needs the key."""
    key = references.arn_of(references.kms_key(connection.source))
    return Effects(settings=(Setting(connection.target, slots.KMS_KEY, key),))


VERBS = (
    VerbRule(
        Verb.ENCRYPTS,
        ("backup_plan", "ecr_repository", "efs_file_system", "elasticache_cache"),
        _encrypts_by_service,
        declared_by_source=True,
        explanation="What is kept there is encrypted with the key, which the service uses by grants.",
    ),
    VerbRule(
        Verb.ENCRYPTS,
        (
            "aurora_cluster",
            "dynamodb_table",
            "kinesis_stream",
            "rds_instance",
            "secrets_manager_secret",
            "sqs_queue",
            "sns_topic",
        ),
        _encrypts,
        declared_by_source=True,
        explanation="Data at rest is encrypted with the key; those who use the data may use the key.",
    ),
    VerbRule(
        Verb.ENCRYPTS,
        ("lambda_function",),
        _encrypts_variables,
        declared_by_source=True,
        explanation="Environment variables of the function are encrypted with the key.",
    ),
)
