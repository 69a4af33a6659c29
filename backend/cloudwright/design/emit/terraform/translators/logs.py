"""Amazon CloudWatch Logs."""

from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS

LOG_GROUP = Translator(
    type="AWS::Logs::LogGroup",
    resource="aws_cloudwatch_log_group",
    arguments={
        "LogGroupName": "name",
        "LogGroupClass": "log_group_class",
        "RetentionInDays": "retention_in_days",
        "KmsKeyId": "kms_key_id",
        "Tags": TAGS,
    },
    # CloudFormation's Arn covers the log streams; the provider's does not.
    references={"": "name", "Arn": "{arn}:*"},
    named="name",
)

LOG_STREAM = Translator(
    type="AWS::Logs::LogStream",
    resource="aws_cloudwatch_log_stream",
    arguments={"LogGroupName": "log_group_name", "LogStreamName": "name"},
    references={"": "name"},
    named="name",
)

TRANSLATORS = (LOG_GROUP, LOG_STREAM)
