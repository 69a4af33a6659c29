"""Amazon CloudWatch alarms."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item, Object
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested


def _dimensions(reader: Reader, name: str) -> Iterable[Item]:
    entries = []
    for child in reader.children(name):
        if set(child.values) != {"Name", "Value"}:
            raise child.refusal("Name")
        entries.append((child.literal("Name"), child.expression("Value")))
    yield Attribute("dimensions", Object(tuple(entries)), reader.why(name))


_METRIC = Inline({"Namespace": "namespace", "MetricName": "metric_name", "Dimensions": Custom(_dimensions)})

ALARM = Translator(
    type="AWS::CloudWatch::Alarm",
    resource="aws_cloudwatch_metric_alarm",
    arguments={
        "AlarmName": "alarm_name",
        "AlarmDescription": "alarm_description",
        "Namespace": "namespace",
        "MetricName": "metric_name",
        "Statistic": "statistic",
        "ExtendedStatistic": "extended_statistic",
        "Unit": "unit",
        "Period": "period",
        "EvaluationPeriods": "evaluation_periods",
        "DatapointsToAlarm": "datapoints_to_alarm",
        "ComparisonOperator": "comparison_operator",
        "Threshold": "threshold",
        "TreatMissingData": "treat_missing_data",
        "ActionsEnabled": "actions_enabled",
        "AlarmActions": "alarm_actions",
        "OKActions": "ok_actions",
        "InsufficientDataActions": "insufficient_data_actions",
        "Dimensions": Custom(_dimensions),
        "Metrics": Nested(
            "metric_query",
            {
                "Id": "id",
                "Expression": "expression",
                "Label": "label",
                "Period": "period",
                "ReturnData": "return_data",
                "MetricStat": Nested(
                    "metric", {"Metric": _METRIC, "Period": "period", "Stat": "stat", "Unit": "unit"}
                ),
            },
        ),
        "Tags": TAGS,
    },
    references={"": "alarm_name", "Arn": "arn"},
    named="alarm_name",
)

TRANSLATORS = (ALARM,)
