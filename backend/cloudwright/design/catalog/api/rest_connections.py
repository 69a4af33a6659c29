"""What follows from a connection to or from a REST API."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.rest_routes import routed, routing_of
from cloudwright.design.catalog.api.stages import stage_key
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.distribution.origins import Path, api_behavior, stage_origin
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.references import regional_arn
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

STAGE_NAME = "live"


def stage_arn(api_id: str) -> Join:
    """Return the ARN by which a web ACL knows the stage."""
    api, stage = Ref(references.rest_api(api_id)), Ref(stage_key(api_id))
    return Join(
        ("arn:", Pseudo.PARTITION, ":apigateway:", Pseudo.REGION, "::/restapis/", api, "/stages/", stage)
    )


def _invokes(context: LoweringContext, connection: Connection) -> Effects:
    routing = routing_of(context.architecture, connection)
    api, function = connection.source, connection.target
    run = references.arn_of(references.function(function))
    permission = Resource(
        key=ResourceKey(api, f"permission-{function}"),
        type="AWS::Lambda::Permission",
        properties={
            "Action": "lambda:InvokeFunction",
            "FunctionName": Ref(references.function(function)),
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": regional_arn("execute-api", Ref(references.rest_api(api)), "/*/*"),
        },
        comments={"SourceArn": "Any stage and route of this API, no other API."},
        area="api",
    )
    return Effects(
        resources=(permission,),
        settings=tuple(
            Setting(
                api,
                slots.ROUTES,
                {
                    "Route": route,
                    "Function": run,
                    "FunctionId": function,
                    "Public": routing.public,
                    "Query": list(routing.required_query),
                    "Fields": list(routing.required_fields),
                },
            )
            for route in routing.routes
        ),
    )


def _routed(context: LoweringContext, connection: Connection) -> Effects:
    distribution, api = connection.source, connection.target
    path = parsed(connection, Path)
    if not routed(context.architecture, api):
        return Effects()
    return Effects(
        settings=(
            Setting(distribution, slots.ORIGINS, stage_origin(api, stage=f"/{STAGE_NAME}")),
            *(
                Setting(distribution, slots.BEHAVIORS, api_behavior(pattern, api_id=api))
                for pattern in path.patterns
            ),
        )
    )


def _requested(_context: LoweringContext, _connection: Connection) -> Effects:
    return Effects()


VERBS = (
    VerbRule(
        verb=Verb.INVOKES,
        others=("lambda_function",),
        connect=_invokes,
        declared_by_source=True,
        explanation="Calls of `route` run the function; the API may invoke that function only.",
    ),
    VerbRule(
        verb=Verb.ROUTES,
        others=("cloudfront_distribution",),
        connect=_routed,
        explanation="The distribution forwards `path` to the stage, uncached, without its own host name.",
    ),
    VerbRule(
        verb=Verb.REQUESTS,
        others=("external_actor",),
        connect=_requested,
        explanation="People or systems call the API directly.",
    ),
)
