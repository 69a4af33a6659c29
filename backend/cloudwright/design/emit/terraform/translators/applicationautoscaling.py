"""Application Auto Scaling."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import Custom, Nested

TARGET = Translator(
    type="AWS::ApplicationAutoScaling::ScalableTarget",
    resource="aws_appautoscaling_target",
    arguments={
        "ServiceNamespace": "service_namespace",
        "ScalableDimension": "scalable_dimension",
        "ResourceId": "resource_id",
        "MinCapacity": "min_capacity",
        "MaxCapacity": "max_capacity",
    },
    references={"": "id"},
)


def _scaled(reader: Reader, name: str) -> Iterable[Item]:
    """Write what the policy scales: CloudFormation has one id for it, Terraform three parts."""
    target = reader.scope.find(reader.values[name])
    if target is None or target.type != TARGET.type:
        raise reader.refusal(name, reason="it is not a scalable target of this design")
    address = reader.scope.address(target.key)
    for argument in ("service_namespace", "scalable_dimension", "resource_id"):
        yield Attribute(argument, Token(f"{address}.{argument}"))


_DIMENSIONS: Spec = {"Name": "name", "Value": "value"}
_METRIC: Spec = {
    "Id": "id",
    "Label": "label",
    "Expression": "expression",
    "ReturnData": "return_data",
    "MetricStat": Nested(
        "metric_stat",
        {
            "Stat": "stat",
            "Metric": Nested(
                "metric",
                {
                    "Namespace": "namespace",
                    "MetricName": "metric_name",
                    "Dimensions": Nested("dimensions", _DIMENSIONS),
                },
            ),
        },
    ),
}
_TRACKING: Spec = {
    "TargetValue": "target_value",
    "ScaleInCooldown": "scale_in_cooldown",
    "ScaleOutCooldown": "scale_out_cooldown",
    "PredefinedMetricSpecification": Nested(
        "predefined_metric_specification", {"PredefinedMetricType": "predefined_metric_type"}
    ),
    "CustomizedMetricSpecification": Nested(
        "customized_metric_specification", {"Metrics": Nested("metrics", _METRIC)}
    ),
}

POLICY = Translator(
    type="AWS::ApplicationAutoScaling::ScalingPolicy",
    resource="aws_appautoscaling_policy",
    arguments={
        "PolicyName": "name",
        "PolicyType": "policy_type",
        "ScalingTargetId": Custom(_scaled),
        "TargetTrackingScalingPolicyConfiguration": Nested(
            "target_tracking_scaling_policy_configuration", _TRACKING
        ),
    },
    references={"": "arn"},
    named="name",
)

TRANSLATORS = (TARGET, POLICY)
