"""AWS Step Functions."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators.iam import role_argument
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Json, Nested

_DESTINATION = {"CloudWatchLogsLogGroup": Inline({"LogGroupArn": "log_destination"})}


def _log_destination(reader: Reader, name: str) -> Iterable[Item]:
    destinations = reader.children(name)
    if len(destinations) != 1:
        raise reader.refusal(name, reason="Terraform logs to exactly one group")
    reader.why(name)
    return [item for item in destinations[0].items(_DESTINATION) if isinstance(item, Attribute)]


STATE_MACHINE = Translator(
    type="AWS::StepFunctions::StateMachine",
    resource="aws_sfn_state_machine",
    arguments={
        "StateMachineName": "name",
        "StateMachineType": "type",
        "RoleArn": role_argument("role_arn"),
        "Definition": Json("definition"),
        "LoggingConfiguration": Nested(
            "logging_configuration",
            {
                "Level": "level",
                "IncludeExecutionData": "include_execution_data",
                "Destinations": Custom(_log_destination, _DESTINATION),
            },
        ),
        "TracingConfiguration": Nested("tracing_configuration", {"Enabled": "enabled"}),
        "EncryptionConfiguration": Nested(
            "encryption_configuration",
            {
                "Type": "type",
                "KmsKeyId": "kms_key_id",
                "KmsDataKeyReusePeriodSeconds": "kms_data_key_reuse_period_seconds",
            },
        ),
        "Tags": TAGS,
    },
    references={"": "arn", "Arn": "arn", "Name": "name"},
    named="name",
)

TRANSLATORS = (STATE_MACHINE,)
