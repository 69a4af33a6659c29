"""The stage of an HTTP or WebSocket API: deployed by itself, throttled, and logging."""

from typing import Protocol

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.catalog.api.logs import access_log_key

LIMIT_COMMENT = "A limit of its own keeps the API from using up the account's."


class Limits(Protocol):
    """What the properties of an API say about its calls."""

    @property
    def throttle_rate_per_second(self) -> int: ...
    @property
    def throttle_burst(self) -> int: ...
    @property
    def detailed_metrics(self) -> bool: ...


def stage_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "stage")


def stage(element_id: str, api: Ref, *, name: str, log_format: str, limits: Limits) -> Resource:
    """Return the stage of the API, which writes a line of the format for each call."""
    return Resource(
        key=stage_key(element_id),
        type="AWS::ApiGatewayV2::Stage",
        properties={
            "ApiId": api,
            "StageName": name,
            "AutoDeploy": True,
            "AccessLogSettings": {
                "DestinationArn": Ref(access_log_key(element_id), "Arn"),
                "Format": log_format,
            },
            "DefaultRouteSettings": {
                "ThrottlingRateLimit": limits.throttle_rate_per_second,
                "ThrottlingBurstLimit": limits.throttle_burst,
                "DetailedMetricsEnabled": limits.detailed_metrics,
            },
        },
        comments={"DefaultRouteSettings": LIMIT_COMMENT},
        area="api",
    )
