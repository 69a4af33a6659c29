"""The standard alarms of a proxy."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.alarms import NAMESPACE
from cloudwright.design.catalog.databases.behind import behind
from cloudwright.design.catalog.databases.proxy_properties import ProxyProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext


def proxy_alarms(context: LoweringContext, element: Element[ProxyProperties]) -> Sequence[AlarmSpec]:
    """Return a database out of reach, and many clients; nothing without a database behind it."""
    if behind(context.architecture, context.elements, element.id) is None:
        return ()
    title = element.component.title
    most = element.properties.client_connections_alarm
    dimensions: Mapping[str, Value] = {"ProxyName": Ref(references.database(element.id))}
    return (
        AlarmSpec(
            part="unavailable",
            title=f"{title}: database out of reach",
            namespace=NAMESPACE,
            metric="AvailabilityPercentage",
            dimensions={**dimensions, "TargetGroup": "default", "TargetRole": "READ_WRITE"},
            statistic="Minimum",
            threshold=100,
            comparison="LessThanThreshold",
            evaluation_periods=2,
            meaning="For 10 minutes the proxy could not always reach the database that takes writes.",
            first_look="`aws rds describe-db-proxy-targets`: it says why, often the secret.",
        ),
        AlarmSpec(
            part="clients",
            title=f"{title}: many clients",
            namespace=NAMESPACE,
            metric="ClientConnections",
            dimensions=dimensions,
            statistic="Maximum",
            threshold=most,
            comparison="GreaterThanThreshold",
            evaluation_periods=3,
            meaning=f"Over {most} clients are connected: they may soon wait for a free connection.",
            first_look="DatabaseConnectionsBorrowLatency; then the log: who pins a connection.",
        ),
    )
