"""Amazon EventBridge Scheduler."""

from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators.iam import role_argument
from cloudwright.design.emit.terraform.writers import TAGS, Nested

GROUP = Translator(
    type="AWS::Scheduler::ScheduleGroup",
    resource="aws_scheduler_schedule_group",
    arguments={"Name": "name", "Tags": TAGS},
    references={"": "name", "Arn": "arn"},
    named="name",
)

SCHEDULE = Translator(
    type="AWS::Scheduler::Schedule",
    resource="aws_scheduler_schedule",
    arguments={
        "Name": "name",
        "GroupName": "group_name",
        "Description": "description",
        "ScheduleExpression": "schedule_expression",
        "ScheduleExpressionTimezone": "schedule_expression_timezone",
        "State": "state",
        "KmsKeyArn": "kms_key_arn",
        "FlexibleTimeWindow": Nested(
            "flexible_time_window",
            {"Mode": "mode", "MaximumWindowInMinutes": "maximum_window_in_minutes"},
        ),
        "Target": Nested(
            "target",
            {
                "Arn": "arn",
                "RoleArn": role_argument("role_arn"),
                "Input": "input",
                "RetryPolicy": Nested(
                    "retry_policy",
                    {
                        "MaximumRetryAttempts": "maximum_retry_attempts",
                        "MaximumEventAgeInSeconds": "maximum_event_age_in_seconds",
                    },
                ),
                "DeadLetterConfig": Nested("dead_letter_config", {"Arn": "arn"}),
            },
        ),
    },
    references={"": "name", "Arn": "arn"},
    named="name",
)

TRANSLATORS = (GROUP, SCHEDULE)
