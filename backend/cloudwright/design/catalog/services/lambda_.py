"""AWS Lambda."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import CodeAsset, Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.files.mounts import mounts
from cloudwright.design.catalog.functions.alarms import alarms
from cloudwright.design.catalog.functions.connections import VERBS
from cloudwright.design.catalog.functions.failures import (
    failure_resources,
    failure_statement,
    failures_queue,
    keeps_failures,
)
from cloudwright.design.catalog.functions.network import INTERFACES, in_network
from cloudwright.design.catalog.functions.placeholder import placeholder
from cloudwright.design.catalog.functions.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.functions.properties import FunctionProperties, defaults
from cloudwright.design.catalog.kind import Category, Element, Gathered, Kind, Lowered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import network_of, subnets_of
from cloudwright.design.catalog.networking.security_groups import security_group_key
from cloudwright.design.catalog.policies import execution_role, role
from cloudwright.design.model.architecture import SubnetTier

FUNCTION_NAME_CHARACTERS = 64
_FREE_STORAGE_MB = 512
_HANDLER = "index.handler"


def _lower(context: LoweringContext, element: Element[FunctionProperties], gathered: Gathered) -> Lowered:
    source = placeholder(context, element.id)
    title = element.component.title
    key = references.function(element.id)
    own_role = execution_role(
        element.id,
        _statements(context, element.id, gathered=gathered),
        service="lambda.amazonaws.com",
        area="compute",
        description=f"What {element.id} may do",
    )
    function = Resource(
        key=key,
        type="AWS::Lambda::Function",
        properties=_function(context, element, gathered=gathered) | {"Code": {"ZipFile": source}},
        comments={
            "Architectures": "arm64 costs a fifth less than x86 for the same work.",
            "LoggingConfig": "The log group exists before the function, so that its retention holds.",
        },
        depends_on=tuple(target for mount in mounts(gathered) for target in mount.after),
        area="compute",
    )
    return Lowered(
        resources=(
            _log_group(context, element),
            own_role,
            *in_network(context, element.id),
            function,
            *failure_resources(context, element.id, gathered),
        ),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}FunctionName",
                description=f"Name of the function '{title}'",
                value=Ref(key),
                element_id=element.id,
            ),
        ),
        code=(CodeAsset(element.id, filename="index.py", source=source, handler=_HANDLER),),
    )


def _log_group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "logs")


def _log_group(context: LoweringContext, element: Element[FunctionProperties]) -> Resource:
    name = physical_name(context, element.id, limit=FUNCTION_NAME_CHARACTERS)
    return Resource(
        key=_log_group_key(element.id),
        type="AWS::Logs::LogGroup",
        properties={
            "LogGroupName": f"/aws/lambda/{name}",
            "RetentionInDays": element.properties.log_retention_days,
        },
        area="compute",
    )


def _function(
    context: LoweringContext, element: Element[FunctionProperties], *, gathered: Gathered
) -> dict[str, Value]:
    wanted = element.properties
    properties: dict[str, Value] = {
        "FunctionName": physical_name(context, element.id, limit=FUNCTION_NAME_CHARACTERS),
        "Description": element.component.purpose[:256] or element.component.title,
        "Runtime": context.runtimes["lambda.python"],
        "Handler": _HANDLER,
        "Architectures": ["arm64"],
        "Role": references.arn_of(role(element.id)),
        "MemorySize": wanted.memory_mb,
        "Timeout": wanted.timeout_seconds,
        "TracingConfig": {"Mode": "Active"},
        "LoggingConfig": {
            "LogFormat": "JSON",
            "LogGroup": Ref(_log_group_key(element.id)),
            "ApplicationLogLevel": wanted.log_level,
            "SystemLogLevel": "WARN",
        },
    }
    if gathered.environment:
        properties["Environment"] = {"Variables": gathered.environment}
    if wanted.reserved_concurrency is not None:
        properties["ReservedConcurrentExecutions"] = wanted.reserved_concurrency
    if wanted.ephemeral_storage_mb != _FREE_STORAGE_MB:
        properties["EphemeralStorage"] = {"Size": wanted.ephemeral_storage_mb}
    for kms_key in gathered.slot(slots.KMS_KEY):
        if isinstance(kms_key, Ref):
            properties["KmsKeyArn"] = kms_key
    return {**properties, **_placed(context, element.id, gathered=gathered)}


def _placed(context: LoweringContext, function_id: str, *, gathered: Gathered) -> Mapping[str, Value]:
    """Return what a function in a network has besides: subnets, its group, file systems."""
    properties: dict[str, Value] = {}
    mounted: list[Value] = [
        {"Arn": mount.access_point_arn, "LocalMountPath": mount.path} for mount in mounts(gathered)
    ]
    if mounted:
        properties["FileSystemConfigs"] = mounted
    if network_of(context.architecture, function_id) is not None:
        properties["VpcConfig"] = {
            "SubnetIds": subnets_of(context, function_id),
            "SecurityGroupIds": [Ref(security_group_key(function_id), "GroupId")],
        }
    return properties


def _statements(context: LoweringContext, element_id: str, *, gathered: Gathered) -> tuple[Statement, ...]:
    logs = Statement(
        sid="WriteLogs",
        actions=("logs:CreateLogStream", "logs:PutLogEvents"),
        resources=(
            Join(
                (
                    "arn:",
                    Pseudo.PARTITION,
                    ":logs:",
                    Pseudo.REGION,
                    ":",
                    Pseudo.ACCOUNT_ID,
                    ":log-group:",
                    Ref(_log_group_key(element_id)),
                    ":*",
                )
            ),
        ),
    )
    # X-Ray has no resources to name: these two actions take "*" only.
    traces = Statement(
        sid="WriteTraces",
        actions=("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
        resources=("*",),
    )
    failures = (
        (failure_statement(failures_queue(context.architecture, element_id)),)
        if keeps_failures(context.architecture, element_id)
        else ()
    )
    network = (INTERFACES,) if network_of(context.architecture, element_id) is not None else ()
    return (logs, traces, *network, *failures, *gathered.statements)


LAMBDA_FUNCTION = Kind(
    id="lambda_function",
    service="AWS Lambda",
    title="Lambda function",
    summary="Runs code for each event, without servers; pays for the time it runs.",
    category=Category.COMPUTE,
    icon="AWSLambda",
    documentation="https://docs.aws.amazon.com/lambda/latest/dg/welcome.html",
    properties=FunctionProperties,
    defaults=defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::Lambda::Function",
        "AWS::Lambda::Permission",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::IAM::Role",
        "AWS::Logs::LogGroup",
        "AWS::SQS::Queue",
    ),
    sla=("Lambda", "function invocations"),
    tiers=(SubnetTier.PRIVATE, SubnetTier.ISOLATED),
    reached_by=("lambda",),
    synonyms=(
        "lambda",
        "function",
        "serverless function",
        "backend",
        "api handler",
        "worker",
        "job",
        "compute",
    ),
)

KINDS = (LAMBDA_FUNCTION,)
