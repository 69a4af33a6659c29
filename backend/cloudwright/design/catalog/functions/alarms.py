"""The standard alarms of a function."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.functions.failures import failures_queue, keeps_failures
from cloudwright.design.catalog.functions.properties import FunctionProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext
from cloudwright.design.catalog.queues import queue_depth_alarm

_NEAR_TIMEOUT = 0.8
_MILLISECONDS = 1000


def alarms(context: LoweringContext, element: Element[FunctionProperties]) -> Sequence[AlarmSpec]:
    """Return errors, throttles, runs near the timeout and, when nobody waits for them, lost events."""
    title = element.component.title
    dimensions: Mapping[str, Value] = {"FunctionName": Ref(references.function(element.id))}
    return (
        AlarmSpec(
            part="errors",
            title=f"{title}: errors",
            namespace="AWS/Lambda",
            metric="Errors",
            dimensions=dimensions,
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="Runs of the function ended with an exception or ran out of time.",
            first_look="The function's log group: filter on level ERROR, then the trace of one failed run.",
        ),
        AlarmSpec(
            part="throttles",
            title=f"{title}: throttled",
            namespace="AWS/Lambda",
            metric="Throttles",
            dimensions=dimensions,
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="Lambda refused to run the function: its own or the account's concurrency is used up.",
            first_look="ConcurrentExecutions of the account against its quota; look for a loop or a spike.",
        ),
        _near_timeout(element),
        *_lost_events(context, element),
    )


def _near_timeout(element: Element[FunctionProperties]) -> AlarmSpec:
    seconds = element.properties.timeout_seconds
    return AlarmSpec(
        part="duration",
        title=f"{element.component.title}: close to its timeout",
        namespace="AWS/Lambda",
        metric="Duration",
        dimensions={"FunctionName": Ref(references.function(element.id))},
        statistic="p95",
        threshold=seconds * _MILLISECONDS * _NEAR_TIMEOUT,
        comparison="GreaterThanThreshold",
        evaluation_periods=3,
        meaning=f"For 15 minutes one run in twenty took over 80 % of its {seconds} s.",
        first_look="A trace of a slow run in X-Ray: which neighbour takes the time.",
    )


def _lost_events(context: LoweringContext, element: Element[FunctionProperties]) -> Sequence[AlarmSpec]:
    own = ResourceKey(element.id, "failures")
    if not keeps_failures(context.architecture, element.id):
        return ()
    if failures_queue(context.architecture, element.id) != own:
        return ()
    return (queue_depth_alarm(own, part="failures", title=f"{element.component.title}: failed events"),)
