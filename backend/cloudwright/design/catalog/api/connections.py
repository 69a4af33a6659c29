"""What follows from a connection to or from an HTTP API: routes, permissions, origins."""

from typing import Annotated

from pydantic import Field, StringConstraints

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.clashes import refuse_shared_routes
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.distribution.origins import Path, api_behavior, api_origin
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.references import regional_arn
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

LONGEST_CALL_MS = 30_000  # fixed by API Gateway: limit `integration_timeout_max` of HTTP APIs

RouteKey = Annotated[
    str,
    StringConstraints(pattern=r"^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /[^\s]*)$"),
]


class Routing(Frozen):
    """Which calls run the function: one route key, or several."""

    route: RouteKey | tuple[RouteKey, ...] = Field(
        default="$default", description="A method and a path: `ANY /api/{proxy+}`, `POST /uploads`."
    )
    public: bool = Field(default=False, description="No sign-in, although a user pool checks other routes.")

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.route,) if isinstance(self.route, str) else self.route


def _keys_of(connection: Connection) -> tuple[str, ...]:
    return parsed(connection, Routing).keys


def _invokes(context: LoweringContext, connection: Connection) -> Effects:
    routing = parsed(connection, Routing)
    refuse_shared_routes(context.architecture, connection, routes=_keys_of)
    api, function, public = connection.source, connection.target, routing.public
    integration = ResourceKey(api, f"integration-{function}")
    return Effects(
        resources=(
            Resource(
                key=integration,
                type="AWS::ApiGatewayV2::Integration",
                properties={
                    "ApiId": Ref(references.http_api(api)),
                    "IntegrationType": "AWS_PROXY",
                    "IntegrationMethod": "POST",
                    "IntegrationUri": references.arn_of(references.function(function)),
                    "PayloadFormatVersion": "2.0",
                    "TimeoutInMillis": LONGEST_CALL_MS,
                },
                area="api",
            ),
            Resource(
                key=ResourceKey(api, f"permission-{function}"),
                type="AWS::Lambda::Permission",
                properties={
                    "Action": "lambda:InvokeFunction",
                    "FunctionName": Ref(references.function(function)),
                    "Principal": "apigateway.amazonaws.com",
                    "SourceArn": regional_arn("execute-api", Ref(references.http_api(api)), "/*/*"),
                },
                comments={"SourceArn": "Any stage and route of this API, no other API."},
                area="api",
            ),
        ),
        settings=tuple(
            Setting(api, slots.ROUTES, {"RouteKey": key, "Integration": Ref(integration), "Public": public})
            for key in routing.keys
        ),
    )


def _routed(_context: LoweringContext, connection: Connection) -> Effects:
    distribution, api = connection.source, connection.target
    path = parsed(connection, Path)
    return Effects(
        settings=(
            Setting(distribution, slots.ORIGINS, api_origin(api)),
            *(
                Setting(distribution, slots.BEHAVIORS, api_behavior(pattern, api_id=api))
                for pattern in path.patterns
            ),
        )
    )


def _requested(context: LoweringContext, connection: Connection) -> Effects:
    """Let browsers of other origins call the API, unless a distribution gives it the site's own origin."""
    incoming = context.architecture.incoming(connection.target)
    if any(c.verb is Verb.ROUTES for c in incoming):
        return Effects()
    return Effects(settings=(Setting(connection.target, slots.ALLOWED_ORIGINS, connection.source),))


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
        explanation="The distribution forwards `path` to the API, uncached, without its own host name.",
    ),
    VerbRule(
        verb=Verb.REQUESTS,
        others=("external_actor",),
        connect=_requested,
        explanation="People or systems call the API directly.",
    ),
)
