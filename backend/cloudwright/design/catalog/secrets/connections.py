"""What connections to and from a secret bring about."""

from collections.abc import Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Pseudo, Ref, ResourceKey, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.functions.connections import permission
from cloudwright.design.catalog.keys import via_service
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_SERVICE = "secretsmanager.amazonaws.com"


def _reads(_: LoweringContext, connection: Connection) -> Effects:
    return _used(connection, actions=("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"))


def _writes(_: LoweringContext, connection: Connection) -> Effects:
    return _used(connection, actions=("secretsmanager:PutSecretValue",))


def _used(connection: Connection, *, actions: tuple[str, ...]) -> Effects:
    secret = Ref(references.secret(connection.target))
    statement = Statement(
        sid=statement_id(connection.verb, connection.target), actions=actions, resources=(secret,)
    )
    return Effects(statements=(statement,), environment={variable(connection.target, "SECRET_ARN"): secret})


def _rotated(context: LoweringContext, connection: Connection) -> Effects:
    """Secrets Manager runs the function, which makes a new value and tries it before it is used."""
    secret, function = connection.source, connection.target
    allowed = permission(
        function,
        secret,
        service=_SERVICE,
        source_arn=Ref(references.secret(secret)),
        source_account=Pseudo.ACCOUNT_ID,
    )
    days = context.elements[secret].properties.model_dump().get("rotation_days", 30)
    schedule = Resource(
        key=ResourceKey(secret, "rotation"),
        type="AWS::SecretsManager::RotationSchedule",
        properties={
            "SecretId": Ref(references.secret(secret)),
            "RotationLambdaARN": references.arn_of(references.function(function)),
            "RotationRules": {"AutomaticallyAfterDays": days},
            "RotateImmediatelyOnUpdate": False,
        },
        depends_on=(allowed.key,),
        comments={"RotateImmediatelyOnUpdate": "The placeholder function cannot rotate yet."},
        area="secrets",
    )
    return Effects(
        resources=(allowed, schedule),
        settings=tuple(
            Setting(function, slots.ROLE, s)
            for s in (*_rotation_statements(secret), *_key_statements(context, secret))
        ),
    )


def _rotation_statements(secret_id: str) -> Sequence[Statement]:
    rotate = Statement(
        sid=statement_id("rotate", secret_id),
        actions=(
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
        ),
        resources=(Ref(references.secret(secret_id)),),
    )
    # Random passwords belong to nobody: AWS knows no resource for this action.
    random = Statement(sid="MakePasswords", actions=("secretsmanager:GetRandomPassword",), resources=("*",))
    return rotate, random


def _key_statements(context: LoweringContext, secret_id: str) -> Sequence[Statement]:
    """Return the use of the secret's own key, when it has one."""
    keys = [c.source for c in context.architecture.incoming(secret_id) if c.verb is Verb.ENCRYPTS]
    return tuple(
        Statement(
            sid=statement_id("use", key, "to", "rotate", secret_id),
            actions=("kms:Decrypt", "kms:GenerateDataKey"),
            resources=(references.arn_of(references.kms_key(key)),),
            conditions={"StringEquals": {"kms:ViaService": via_service("secretsmanager")}},
        )
        for key in keys
    )


VERBS = (
    VerbRule(
        Verb.READS,
        ("lambda_function", "auto_scaling_group"),
        _reads,
        explanation="Code gets the value when it runs; its environment holds the ARN only.",
    ),
    VerbRule(
        Verb.WRITES,
        RUNS_CODE,
        _writes,
        explanation="Code stores a new value, which becomes the current one.",
    ),
    VerbRule(
        Verb.INVOKES,
        ("lambda_function",),
        _rotated,
        declared_by_source=True,
        explanation="Secrets Manager runs the function every `rotation_days` to change the value.",
    ),
)
