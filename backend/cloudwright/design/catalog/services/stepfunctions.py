"""AWS Step Functions: an ordered list of functions, with retries, and steps that undo after a failure."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.functions.properties import FunctionProperties
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
)
from cloudwright.design.catalog.naming import fitted, physical_name
from cloudwright.design.catalog.policies import OWN_ACCOUNT, role, service_role
from cloudwright.design.catalog.workflows.connections import VERBS, WORKFLOW_NAME_CHARACTERS
from cloudwright.design.catalog.workflows.definition import definition
from cloudwright.design.catalog.workflows.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.workflows.properties import WorkflowProperties, defaults
from cloudwright.design.catalog.workflows.steps import steps_of

_LOG_GROUP_CHARACTERS = 512
_KEY_REUSE_SECONDS = 300


def _lower(context: LoweringContext, element: Element[WorkflowProperties], gathered: Gathered) -> Lowered:
    own_role = service_role(
        role(element.id),
        (*gathered.statements, *_reporting()),
        service="states.amazonaws.com",
        area="workflows",
        description=f"What {element.id} may do",
        conditions=OWN_ACCOUNT,
    )
    machine = Resource(
        key=references.workflow(element.id),
        type="AWS::StepFunctions::StateMachine",
        properties=_machine(context, element, gathered=gathered),
        comments={
            "Definition": "A step that fails, and those before it, are undone in reverse order."
            if steps_of(context.architecture, element.id).undoing
            else "Retries are for what passes by itself; any other error ends the run as failed.",
        },
        area="workflows",
    )
    output = Output(
        name=f"{pascal_case(element.id)}WorkflowArn",
        description=f"ARN of the workflow '{element.component.title}'",
        value=Ref(machine.key),
        element_id=element.id,
    )
    return Lowered(resources=(_log_group(context, element), own_role, machine), outputs=(output,))


def _log_group(context: LoweringContext, element: Element[WorkflowProperties]) -> Resource:
    name = fitted(f"/aws/vendedlogs/states/{context.prefix}-{element.id}", _LOG_GROUP_CHARACTERS)
    return Resource(
        key=_log_group_key(element.id),
        type="AWS::Logs::LogGroup",
        properties={"LogGroupName": name, "RetentionInDays": element.properties.log_retention_days},
        comments={
            "LogGroupName": "Under /aws/vendedlogs, so that the account's log resource policy does not grow."
        },
        area="workflows",
    )


def _log_group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "logs")


def _machine(
    context: LoweringContext, element: Element[WorkflowProperties], *, gathered: Gathered
) -> Mapping[str, Value]:
    wanted = element.properties
    express = wanted.type == "express"
    properties: dict[str, Value] = {
        "StateMachineName": physical_name(context, element.id, limit=WORKFLOW_NAME_CHARACTERS),
        "StateMachineType": wanted.type.upper(),
        "RoleArn": references.arn_of(role(element.id)),
        "LoggingConfiguration": {
            # A standard workflow keeps the history of each run; of an express one there is only the log.
            "Level": "ALL" if express else "ERROR",
            "IncludeExecutionData": wanted.log_execution_data,
            "Destinations": [
                {"CloudWatchLogsLogGroup": {"LogGroupArn": references.arn_of(_log_group_key(element.id))}}
            ],
        },
        "TracingConfiguration": {"Enabled": True},
        "Definition": definition(
            steps_of(context.architecture, element.id),
            comment=element.component.purpose or element.component.title,
            timeout_seconds=wanted.timeout_seconds,
            timeouts=_timeouts(context),
        ),
    }
    for kms_key in gathered.slot(slots.KMS_KEY):
        if isinstance(kms_key, Ref):
            properties["EncryptionConfiguration"] = {
                "Type": "CUSTOMER_MANAGED_KMS_KEY",
                "KmsKeyId": kms_key,
                "KmsDataKeyReusePeriodSeconds": _KEY_REUSE_SECONDS,
            }
    return properties


def _timeouts(context: LoweringContext) -> Mapping[str, int]:
    return {
        element.id: element.properties.timeout_seconds
        for element in context.elements.values()
        if isinstance(element.properties, FunctionProperties)
    }


def _reporting() -> tuple[Statement, ...]:
    """Return what writing logs and traces needs; neither has resources that could be named.

    https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
    """
    logs = Statement(
        sid="DeliverLogs",
        actions=(
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
        ),
        resources=("*",),
    )
    traces = Statement(
        sid="WriteTraces",
        actions=(
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments",
        ),
        resources=("*",),
    )
    return logs, traces


def _alarms(_: LoweringContext, element: Element[WorkflowProperties]) -> Sequence[AlarmSpec]:
    seconds = element.properties.timeout_seconds
    return (
        _alarm(
            element,
            metric="ExecutionsFailed",
            part="failed",
            noun="run failed",
            meaning="A run ended as failed: a step had an error that retries did not mend.",
            first_look="The failed run in the Step Functions console: its last state and cause. If it is"
            " 'Compensation failed', something is half done and must be put right by hand.",
        ),
        _alarm(
            element,
            metric="ExecutionsTimedOut",
            part="timed-out",
            noun="run took too long",
            meaning=f"A run was stopped after {seconds} s; its steps were not undone.",
            first_look="The step in which it stood: a slow neighbour, or a timeout that is too short.",
        ),
        _alarm(
            element,
            metric="ExecutionThrottled",
            part="throttled",
            noun="throttled",
            meaning="State transitions or retries were delayed: the account's quota is used up.",
            first_look="StateTransition quota of the account; look for a loop or a burst of runs.",
        ),
    )


def _alarm(
    element: Element[WorkflowProperties], *, metric: str, part: str, noun: str, meaning: str, first_look: str
) -> AlarmSpec:
    return AlarmSpec(
        part=part,
        title=f"{element.component.title}: {noun}",
        namespace="AWS/States",
        metric=metric,
        dimensions={"StateMachineArn": Ref(references.workflow(element.id))},
        statistic="Sum",
        threshold=0,
        comparison="GreaterThanThreshold",
        meaning=meaning,
        first_look=first_look,
    )


STEP_FUNCTIONS_WORKFLOW = Kind(
    id="step_functions_workflow",
    service="AWS Step Functions",
    title="Step Functions workflow",
    summary="Runs functions in order, retries, and undoes finished steps when a later one fails.",
    category=Category.INTEGRATION,
    icon="AWSStepFunctions",
    documentation="https://docs.aws.amazon.com/step-functions/latest/dg/welcome.html",
    properties=WorkflowProperties,
    defaults=defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=("AWS::StepFunctions::StateMachine", "AWS::IAM::Role", "AWS::Logs::LogGroup"),
    sla=("Step Functions", "state machines"),
    synonyms=(
        "step functions",
        "step function",
        "workflow",
        "state machine",
        "saga",
        "orchestration",
        "order process",
    ),
)

KINDS = (STEP_FUNCTIONS_WORKFLOW,)
