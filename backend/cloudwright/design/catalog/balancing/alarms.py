"""The standard alarms of load balancers."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog.balancing import keys
from cloudwright.design.catalog.balancing.properties import (
    ApplicationBalancerProperties,
    NetworkBalancerProperties,
)
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext
from cloudwright.design.model.verbs import Verb

_MS_PER_SECOND = 1000


def application_alarms(
    context: LoweringContext, element: Element[ApplicationBalancerProperties]
) -> Sequence[AlarmSpec]:
    """Return errors of targets and of the balancer, answer times, unhealthy targets, refused connections."""
    return (
        _errors(element),
        _own_errors(element),
        _latency(element),
        _rejected(element),
        *_unhealthy(context, element.id, title=element.component.title, namespace="AWS/ApplicationELB"),
    )


def network_alarms(
    context: LoweringContext, element: Element[NetworkBalancerProperties]
) -> Sequence[AlarmSpec]:
    """Return unhealthy targets, and connections that found no free port."""
    title = element.component.title
    ports = AlarmSpec(
        part="ports",
        title=f"{title}: no free ports",
        namespace="AWS/NetworkELB",
        metric="PortAllocationErrorCount",
        dimensions=_own(element.id),
        statistic="Sum",
        threshold=0,
        comparison="GreaterThanThreshold",
        meaning="Connections failed: over 55,000 at one time or a minute to one target.",
        first_look="How many targets are healthy; add targets.",
    )
    return (ports, *_unhealthy(context, element.id, title=title, namespace="AWS/NetworkELB"))


def _own(balancer_id: str) -> Mapping[str, Value]:
    return {"LoadBalancer": Ref(keys.balancer(balancer_id), "LoadBalancerFullName")}


def _errors(element: Element[ApplicationBalancerProperties]) -> AlarmSpec:
    return AlarmSpec(
        part="5xx",
        title=f"{element.component.title}: targets answer with status 5xx",
        namespace="AWS/ApplicationELB",
        metric="HTTPCode_Target_5XX_Count",
        dimensions=_own(element.id),
        statistic="Sum",
        threshold=element.properties.error_alarm_per_5_minutes,
        comparison="GreaterThanThreshold",
        meaning="Callers get errors that the code behind the load balancer made.",
        first_look="The logs of the targets in these minutes; then what was deployed last.",
    )


def _own_errors(element: Element[ApplicationBalancerProperties]) -> AlarmSpec:
    """Errors for which no target answered: targets' own errors say nothing when none of them is left."""
    return AlarmSpec(
        part="own-5xx",
        title=f"{element.component.title}: answers with status 5xx of its own",
        namespace="AWS/ApplicationELB",
        metric="HTTPCode_ELB_5XX_Count",
        dimensions=_own(element.id),
        statistic="Sum",
        threshold=element.properties.error_alarm_per_5_minutes,
        comparison="GreaterThanThreshold",
        meaning="Callers get errors because no target answered: none is healthy (503), one broke off (502), "
        "or took too long (504).",
        first_look="How many targets are healthy, why the others are not; then statuses in the access log.",
    )


def _latency(element: Element[ApplicationBalancerProperties]) -> AlarmSpec:
    milliseconds = element.properties.latency_alarm_ms
    return AlarmSpec(
        part="latency",
        title=f"{element.component.title}: slow answers",
        namespace="AWS/ApplicationELB",
        metric="TargetResponseTime",
        dimensions=_own(element.id),
        statistic="p95",
        threshold=milliseconds / _MS_PER_SECOND,
        comparison="GreaterThanThreshold",
        evaluation_periods=3,
        meaning=f"For 15 minutes one request in twenty took over {milliseconds} ms.",
        first_look="CPU and memory of the targets, then the databases and services that they call.",
    )


def _rejected(element: Element[ApplicationBalancerProperties]) -> AlarmSpec:
    return AlarmSpec(
        part="rejected",
        title=f"{element.component.title}: refused connections",
        namespace="AWS/ApplicationELB",
        metric="RejectedConnectionCount",
        dimensions=_own(element.id),
        statistic="Sum",
        threshold=0,
        comparison="GreaterThanThreshold",
        meaning="The load balancer refused connections: it had reached the most that it can keep open.",
        first_look="A spike or an attack in NewConnectionCount; ask AWS for more capacity units in advance.",
    )


def _unhealthy(
    context: LoweringContext, balancer_id: str, *, title: str, namespace: str
) -> Sequence[AlarmSpec]:
    """Return an alarm for each group of targets; functions have no health."""
    targets = [c.target for c in context.architecture.outgoing(balancer_id) if c.verb is Verb.ROUTES]
    return tuple(
        AlarmSpec(
            part=f"unhealthy-{target}",
            title=f"{title}: unhealthy targets in {target}",
            namespace=namespace,
            metric="UnHealthyHostCount",
            dimensions={
                **_own(balancer_id),
                "TargetGroup": Ref(keys.target_group(balancer_id, target_id=target), "TargetGroupFullName"),
            },
            statistic="Maximum",
            threshold=0,
            comparison="GreaterThanThreshold",
            evaluation_periods=2,
            meaning="A target has failed its health check for ten minutes, and gets no requests.",
            first_look="Why the target group says it is unhealthy; the logs of that task or instance.",
        )
        for target in targets
        if context.architecture.component(target).kind != "lambda_function"
    )
