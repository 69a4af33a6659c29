"""What follows from a connection to or from a WebSocket API: routes, authorizer, the way back to people."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Scalar, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.clashes import refuse_shared_routes
from cloudwright.design.catalog.api.stages import stage_key
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.references import regional_arn
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

CONNECT_ROUTE = "$connect"
STAGE_NAME = "live"
_LONGEST_CALL_MS = 29_000  # limit `integration_timeout_max` of WebSocket APIs

SocketRoute = Annotated[
    str, StringConstraints(pattern=r"^(\$connect|\$default|\$disconnect|[A-Za-z0-9_-]{1,64})$")
]


class SocketRouting(Frozen):
    """Which messages run the function."""

    route: SocketRoute | tuple[SocketRoute, ...] = Field(
        default="$default",
        description="`$connect`, `$disconnect`, `$default`, or a value of the field that names the route.",
    )
    public: bool = Field(
        default=False, description="Anybody may open a connection; nobody is asked who it is."
    )

    @property
    def routes(self) -> tuple[str, ...]:
        return (self.route,) if isinstance(self.route, str) else self.route


class Checking(Frozen):
    """Where callers put their token; pages in browsers cannot set headers of a WebSocket."""

    credentials_in: Literal["query", "header"] = Field(
        default="query",
        description="query: parameter `token` of the address; header: `Authorization`.",
    )


def management_url(api_id: str) -> Join:
    """Return the address at which code sends to open connections."""
    api, stage = Ref(references.websocket_api(api_id)), Ref(stage_key(api_id))
    return Join(("https://", api, ".execute-api.", Pseudo.REGION, ".amazonaws.com/", stage))


def _routes_of(connection: Connection) -> tuple[str, ...]:
    return parsed(connection, SocketRouting).routes


def socket_routes(architecture: Architecture, api_id: str) -> Iterator[tuple[str, Connection]]:
    """Yield every route with its connection, in the order of connection ids."""
    for connection in architecture.outgoing(api_id):
        if connection.verb is Verb.INVOKES:
            yield from ((route, connection) for route in _routes_of(connection))


def _invokes(context: LoweringContext, connection: Connection) -> Effects:
    routing = parsed(connection, SocketRouting)
    refuse_shared_routes(context.architecture, connection, routes=_routes_of)
    api, function = connection.source, connection.target
    integration = ResourceKey(api, f"integration-{function}")
    return Effects(
        resources=(
            Resource(
                key=integration,
                type="AWS::ApiGatewayV2::Integration",
                properties={
                    "ApiId": Ref(references.websocket_api(api)),
                    "IntegrationType": "AWS_PROXY",
                    "IntegrationMethod": "POST",
                    "IntegrationUri": _invocation(function),
                    "TimeoutInMillis": _LONGEST_CALL_MS,
                },
                area="api",
            ),
            _permission(api, function, what="/*"),
        ),
        settings=tuple(
            Setting(api, slots.ROUTES, {"RouteKey": route, "Integration": Ref(integration)})
            for route in routing.routes
        ),
    )


def _authenticates(context: LoweringContext, connection: Connection) -> Effects:
    """API Gateway asks the function before a connection is opened; what it answers is kept with it."""
    api, function = connection.source, connection.target
    if CONNECT_ROUTE not in [route for route, _ in socket_routes(context.architecture, api)]:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="route-to-authorize",
            got=connection.id,
            hint=f"callers are checked on {CONNECT_ROUTE}: let '{api}' invoke a function by that route",
        )
        raise EditRejected("There is no route to check callers on.", problems=[problem])
    _one_authorizer(context.architecture, connection)
    place = parsed(connection, Checking).credentials_in
    source = "querystring.token" if place == "query" else "header.Authorization"
    authorizer = Resource(
        key=ResourceKey(api, "authorizer"),
        type="AWS::ApiGatewayV2::Authorizer",
        properties={
            "ApiId": Ref(references.websocket_api(api)),
            "Name": function,
            "AuthorizerType": "REQUEST",
            "AuthorizerUri": _invocation(function),
            "IdentitySource": [f"route.request.{source}"],
        },
        comments={"IdentitySource": "Without it a call is refused before the function runs."},
        area="api",
    )
    return Effects(
        resources=(authorizer, _permission(api, function, what="/authorizers/*")),
        settings=(Setting(api, slots.AUTHORIZER, Ref(authorizer.key)),),
    )


def _published(_: LoweringContext, connection: Connection) -> Effects:
    """Code sends to one open connection, looks at it, or closes it."""
    api = Ref(references.websocket_api(connection.target))
    statement = Statement(
        sid=statement_id("send", "to", connection.target),
        actions=("execute-api:ManageConnections",),
        resources=(regional_arn("execute-api", api, f"/{STAGE_NAME}/*/@connections/*"),),
    )
    return Effects(
        statements=(statement,),
        environment={variable(connection.target, "ENDPOINT_URL"): management_url(connection.target)},
    )


def _requested(_context: LoweringContext, _connection: Connection) -> Effects:
    return Effects()


def _one_authorizer(architecture: Architecture, connection: Connection) -> None:
    """Raise EditRejected when another function checks the callers already."""
    checking = [c.id for c in architecture.outgoing(connection.source) if c.verb is Verb.AUTHENTICATES]
    if len(checking) > 1:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="only-one",
            got=connection.id,
            allowed=[other for other in checking if other != connection.id],
            hint=f"one function checks the callers of '{connection.source}': remove one of the two",
        )
        raise EditRejected("A route has one authorizer.", problems=[problem])


def _invocation(function_id: str) -> Scalar:
    run = references.arn_of(references.function(function_id))
    before = (":lambda:path/2015-03-31/functions/", run, "/invocations")
    return Join(("arn:", Pseudo.PARTITION, ":apigateway:", Pseudo.REGION, *before))


def _permission(api_id: str, function_id: str, *, what: str) -> Resource:
    ending = "authorizer" if "authorizers" in what else "permission"
    return Resource(
        key=ResourceKey(api_id, f"{ending}-{function_id}"),
        type="AWS::Lambda::Permission",
        properties={
            "Action": "lambda:InvokeFunction",
            "FunctionName": Ref(references.function(function_id)),
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": regional_arn("execute-api", Ref(references.websocket_api(api_id)), what),
        },
        comments={"SourceArn": "This API, no other API."},
        area="api",
    )


VERBS = (
    VerbRule(
        verb=Verb.INVOKES,
        others=("lambda_function",),
        connect=_invokes,
        declared_by_source=True,
        explanation="Messages of `route` run the function; the API may invoke that function only.",
    ),
    VerbRule(
        verb=Verb.AUTHENTICATES,
        others=("lambda_function",),
        connect=_authenticates,
        declared_by_source=True,
        explanation="The function decides who may open a connection.",
    ),
    VerbRule(
        verb=Verb.PUBLISHES,
        others=RUNS_CODE,
        connect=_published,
        explanation="Code sends to open connections; the endpoint comes as an environment variable.",
    ),
    VerbRule(
        verb=Verb.REQUESTS,
        others=("external_actor",),
        connect=_requested,
        explanation="People or systems open a connection and send messages.",
    ),
)
