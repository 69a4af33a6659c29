"""What starts a workflow, what its steps need, and what a key of one's own means to it."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Pseudo, Ref, ResourceKey, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.connections import LONGEST_CALL_MS, Routing
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.kind import Effects, Element, LoweringContext, Properties, Setting, VerbRule
from cloudwright.design.catalog.naming import physical_name, statement_id, variable
from cloudwright.design.catalog.policies import service_role
from cloudwright.design.catalog.workflows.properties import WorkflowProperties
from cloudwright.design.catalog.workflows.starting import start_statement
from cloudwright.design.catalog.workflows.steps import check_compensation
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

WORKFLOW_NAME_CHARACTERS = 80


def _runs_function(context: LoweringContext, connection: Connection) -> Effects:
    check_compensation(context.architecture, connection)
    statement = Statement(
        sid=statement_id("run", connection.target),
        actions=("lambda:InvokeFunction",),
        resources=(references.arn_of(references.function(connection.target)),),
    )
    return Effects(statements=(statement,))


def _started_by_function(_: LoweringContext, connection: Connection) -> Effects:
    workflow = Ref(references.workflow(connection.target))
    return Effects(
        statements=(start_statement(connection.target),),
        environment={variable(connection.target, "WORKFLOW_ARN"): workflow},
    )


def _started_by_api(context: LoweringContext, connection: Connection) -> Effects:
    """A standard workflow answers with the id of its run, an express one with its result.

    API Gateway names no source when it takes a role, so that the role's trust has no condition on it.
    """
    routing = parsed(connection, Routing)
    api, workflow = connection.source, connection.target
    call = "StartSyncExecution" if _is_express(context.elements[workflow]) else "StartExecution"
    integration = ResourceKey(api, f"integration-{workflow}")
    role = service_role(
        ResourceKey(api, f"role-{workflow}"),
        (start_statement(workflow, action=f"states:{call}"),),
        service="apigateway.amazonaws.com",
        area="api",
        description=f"Lets {api} start {workflow}",
    )
    return Effects(
        resources=(role, _integration(connection, integration, call=call, role=role.key)),
        settings=tuple(
            Setting(
                api,
                slots.ROUTES,
                {"RouteKey": key, "Integration": Ref(integration), "Public": routing.public},
            )
            for key in routing.keys
        ),
    )


def _integration(connection: Connection, key: ResourceKey, *, call: str, role: ResourceKey) -> Resource:
    return Resource(
        key=key,
        type="AWS::ApiGatewayV2::Integration",
        properties={
            "ApiId": Ref(references.http_api(connection.source)),
            "IntegrationType": "AWS_PROXY",
            "IntegrationSubtype": f"StepFunctions-{call}",
            "CredentialsArn": references.arn_of(role),
            "PayloadFormatVersion": "1.0",
            "TimeoutInMillis": LONGEST_CALL_MS,
            "RequestParameters": {
                "StateMachineArn": Ref(references.workflow(connection.target)),
                "Input": "$request.body",
            },
        },
        area="api",
    )


def _is_express(element: Element[Properties]) -> bool:
    return isinstance(element.properties, WorkflowProperties) and element.properties.type == "express"


def _encrypted(context: LoweringContext, connection: Connection) -> Effects:
    """The key encrypts the definition, the history of runs, and log lines on their way to the log group."""
    key = references.arn_of(references.kms_key(connection.source))
    name = physical_name(context, connection.target, limit=WORKFLOW_NAME_CHARACTERS)
    workflow = references.regional_arn("states", f"stateMachine:{name}")
    own_data = Statement(
        sid=statement_id("use", connection.source),
        actions=("kms:Decrypt", "kms:GenerateDataKey"),
        resources=(key,),
        conditions={"StringEquals": {"kms:EncryptionContext:aws:states:stateMachineArn": workflow}},
    )
    logs = Statement(
        sid=statement_id("use", connection.source, "for", "logs"),
        actions=("kms:GenerateDataKey",),
        resources=(key,),
        conditions={
            "StringEquals": {"kms:EncryptionContext:SourceArn": references.regional_arn("logs", "*")}
        },
    )
    delivery = Statement(
        sid=statement_id("allow", "logs", "of", connection.target),
        principal={"Service": "delivery.logs.amazonaws.com"},
        actions=("kms:Decrypt",),
        resources=("*",),
        conditions={"StringEquals": {"aws:SourceAccount": Pseudo.ACCOUNT_ID}},
    )
    return Effects(
        settings=(
            Setting(connection.target, slots.KMS_KEY, key),
            Setting(connection.target, slots.ROLE, own_data),
            Setting(connection.target, slots.ROLE, logs),
            Setting(connection.source, slots.KEY_POLICY, delivery),
        )
    )


VERBS = (
    VerbRule(
        Verb.INVOKES,
        ("lambda_function",),
        _runs_function,
        declared_by_source=True,
        explanation="A step of the workflow: `order`, retries, and `compensates` for a step that undoes.",
    ),
    VerbRule(
        Verb.INVOKES,
        RUNS_CODE,
        _started_by_function,
        explanation="Code starts a run; the workflow's ARN comes as an environment variable.",
    ),
    VerbRule(
        Verb.INVOKES,
        ("http_api",),
        _started_by_api,
        explanation="Calls of `route` start a run with the body as its input, without code between.",
    ),
    VerbRule(
        Verb.ENCRYPTS,
        ("kms_key",),
        _encrypted,
        explanation="Definition and history of the runs are encrypted with the key.",
    ),
)
