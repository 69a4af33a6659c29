"""Amazon EventBridge: rules, whose targets are resources of their own, buses and archives."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.scope import snake_case
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Json, Nested

_TARGET: Spec = {
    "Id": "target_id",
    "Arn": "arn",
    "RoleArn": "role_arn",
    "Input": "input",
    "InputPath": "input_path",
    "InputTransformer": Nested(
        "input_transformer", {"InputPathsMap": "input_paths", "InputTemplate": "input_template"}
    ),
    "RetryPolicy": Nested(
        "retry_policy",
        {
            "MaximumRetryAttempts": "maximum_retry_attempts",
            "MaximumEventAgeInSeconds": "maximum_event_age_in_seconds",
        },
    ),
    "DeadLetterConfig": Nested("dead_letter_config", {"Arn": "arn"}),
    "SqsParameters": Nested("sqs_target", {"MessageGroupId": "message_group_id"}),
}


def _targets(reader: Reader, name: str) -> Iterable[Item]:
    targets = reader.children(name)
    why = reader.why(name)
    for child in targets:
        label = reader.label if len(targets) == 1 else f"{reader.label}_{snake_case(child.literal('Id'))}"
        items = [Attribute("rule", Token(f"{reader.address}.name")), *child.items(_TARGET)]
        if "EventBusName" in reader.values:
            items.insert(1, Attribute("event_bus_name", Token(f"{reader.address}.event_bus_name")))
        reader.page.after.append(Block("resource", ("aws_cloudwatch_event_target", label), tuple(items), why))
        why = ""
    return ()


RULE = Translator(
    type="AWS::Events::Rule",
    resource="aws_cloudwatch_event_rule",
    arguments={
        "Name": "name",
        "Description": "description",
        "EventBusName": "event_bus_name",
        "ScheduleExpression": "schedule_expression",
        "EventPattern": Json("event_pattern"),
        "State": "state",
        "Targets": Custom(_targets, _TARGET),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn"},
    companions=("aws_cloudwatch_event_target",),
    named="name",
)

BUS = Translator(
    type="AWS::Events::EventBus",
    resource="aws_cloudwatch_event_bus",
    arguments={
        "Name": "name",
        "Description": "description",
        "KmsKeyIdentifier": "kms_key_identifier",
        "DeadLetterConfig": Nested("dead_letter_config", {"Arn": "arn"}),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn"},
    named="name",
)

ARCHIVE = Translator(
    type="AWS::Events::Archive",
    resource="aws_cloudwatch_event_archive",
    arguments={
        "ArchiveName": "name",
        "Description": "description",
        "SourceArn": "event_source_arn",
        "EventPattern": Json("event_pattern"),
        "RetentionDays": "retention_days",
    },
    references={"": "name", "Arn": "arn"},
    named="name",
)

TRANSLATORS = (RULE, BUS, ARCHIVE)
