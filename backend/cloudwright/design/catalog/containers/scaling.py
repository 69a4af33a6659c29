"""How the number of tasks follows the load: by CPU, and by waiting messages for each task."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.containers import keys
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.containers.task import service_resource_id
from cloudwright.design.catalog.kind import Element, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.model.verbs import Verb

_DIMENSION = "ecs:service:DesiredCount"
_OUT_SECONDS = 60
_IN_SECONDS = 300
_POLICY_NAME_CHARACTERS = 255


def scaling(context: LoweringContext, element: Element[FargateProperties]) -> Iterator[Resource]:
    """Yield the limits of the service, then a policy for CPU and one for each queue it consumes."""
    yield Resource(
        key=keys.scalable(element.id),
        type="AWS::ApplicationAutoScaling::ScalableTarget",
        properties={
            "ServiceNamespace": "ecs",
            "ScalableDimension": _DIMENSION,
            "ResourceId": service_resource_id(element.id),
            "MinCapacity": element.properties.minimum_tasks,
            "MaxCapacity": element.properties.maximum_tasks,
        },
        comments={"MinCapacity": "Only scaling says how many: a number in the service would undo it."},
        area=keys.AREA,
    )
    cpu: Value = {
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}
    }
    yield _policy(context, element.id, "cpu", target=element.properties.cpu_target_percent, metric=cpu)
    for connection in context.architecture.outgoing(element.id):
        if connection.verb is Verb.CONSUMES:
            yield _policy(
                context,
                element.id,
                f"depth-of-{connection.target}",
                target=element.properties.messages_per_task,
                metric=_waiting_per_task(element.id, connection.target),
            )


def _policy(context: LoweringContext, element_id: str, name: str, *, target: int, metric: Value) -> Resource:
    chosen = metric if isinstance(metric, dict) else {}
    return Resource(
        key=ResourceKey(element_id, f"scale-by-{name}"),
        type="AWS::ApplicationAutoScaling::ScalingPolicy",
        properties={
            "PolicyName": physical_name(context, f"{element_id}-{name}", limit=_POLICY_NAME_CHARACTERS),
            "PolicyType": "TargetTrackingScaling",
            "ScalingTargetId": Ref(keys.scalable(element_id)),
            "TargetTrackingScalingPolicyConfiguration": {
                **chosen,
                "TargetValue": target,
                "ScaleOutCooldown": _OUT_SECONDS,
                "ScaleInCooldown": _IN_SECONDS,
            },
        },
        area=keys.AREA,
    )


def _waiting_per_task(element_id: str, queue_id: str) -> Value:
    """Return the messages that wait for each running task: AWS's advice for workers on a queue.

    Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html
    """
    queue: Value = [{"Name": "QueueName", "Value": Ref(references.queue(queue_id), "QueueName")}]
    service: Value = [
        {"Name": "ClusterName", "Value": Ref(keys.cluster(element_id))},
        {"Name": "ServiceName", "Value": Ref(keys.service(element_id), "Name")},
    ]
    return {
        "CustomizedMetricSpecification": {
            "Metrics": [
                _measured("waiting", "AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions=queue),
                _measured("running", "ECS/ContainerInsights", "RunningTaskCount", dimensions=service),
                {
                    "Id": "each",
                    "Label": "Waiting messages for each task",
                    "Expression": "waiting / IF(running > 0, running, 1)",
                    "ReturnData": True,
                },
            ]
        }
    }


def _measured(name: str, namespace: str, metric: str, *, dimensions: Value) -> Value:
    return {
        "Id": name,
        "MetricStat": {
            "Metric": {"Namespace": namespace, "MetricName": metric, "Dimensions": dimensions},
            "Stat": "Average",
        },
        "ReturnData": False,
    }
