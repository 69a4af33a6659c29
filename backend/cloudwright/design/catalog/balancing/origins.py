"""A load balancer behind a distribution: reached by its own name, with the viewer's host name."""

from cloudwright.design.blueprint.values import Value
from cloudwright.design.catalog import slots
from cloudwright.design.catalog.balancing.encryption import host, speaks_tls
from cloudwright.design.catalog.balancing.origin_secret import sent
from cloudwright.design.catalog.balancing.ways_in import fronted
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.distribution.origins import ALL_VIEWER, Path, api_behavior
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting
from cloudwright.design.model.architecture import Connection

_ANSWERS_WITHIN_SECONDS = 30


def behind_distribution(context: LoweringContext, connection: Connection) -> Effects:
    """Make the load balancer an origin: over HTTPS, unless it has no certificate in development.

    Where no name leads to it, CloudFront compares its certificate with the viewer's host name, passed on
    (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html).
    """
    distribution, balancer_id = connection.source, connection.target
    path = parsed(connection, Path)
    return Effects(
        settings=(
            Setting(distribution, slots.ORIGINS, _origin(context, balancer_id)),
            *(
                Setting(distribution, slots.BEHAVIORS, _behavior(pattern, balancer_id))
                for pattern in path.patterns
            ),
        )
    )


def _origin(context: LoweringContext, balancer_id: str) -> Value:
    policy = "https-only" if speaks_tls(context, balancer_id) else "http-only"
    word = {"OriginCustomHeaders": sent(balancer_id)} if fronted(context, balancer_id) else {}
    return {
        "Id": balancer_id,
        "DomainName": host(context, balancer_id),
        **word,
        "CustomOriginConfig": {
            "HTTPPort": 80,
            "HTTPSPort": 443,
            "OriginProtocolPolicy": policy,
            "OriginReadTimeout": _ANSWERS_WITHIN_SECONDS,
            "OriginSSLProtocols": ["TLSv1.2"],
        },
    }


def _behavior(pattern: str, balancer_id: str) -> Value:
    return api_behavior(
        pattern, api_id=balancer_id, request_policy=ALL_VIEWER, viewer_policy="redirect-to-https"
    )
