"""Amazon DynamoDB."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Implied, Inline, Nested

_KEY_ARGUMENTS = {"HASH": "hash_key", "RANGE": "range_key"}


def _keys(reader: Reader, name: str) -> Iterable[Item]:
    why = reader.why(name)
    for key in reader.children(name):
        if set(key.values) != {"AttributeName", "KeyType"}:
            raise key.refusal("AttributeName")
        role = key.literal("KeyType")
        yield Attribute(_KEY_ARGUMENTS[role], key.expression("AttributeName"), why)
        why = ""


def _stream(reader: Reader, name: str) -> Iterable[Item]:
    yield Attribute("stream_enabled", Token("true"), reader.why(name))
    yield from reader.child(name).items({"StreamViewType": "stream_view_type"})


_THROUGHPUT = Inline({"ReadCapacityUnits": "read_capacity", "WriteCapacityUnits": "write_capacity"})
_INDEX: Spec = {
    "IndexName": "name",
    "KeySchema": Custom(_keys),
    "Projection": Inline({"ProjectionType": "projection_type", "NonKeyAttributes": "non_key_attributes"}),
}

TABLE = Translator(
    type="AWS::DynamoDB::Table",
    resource="aws_dynamodb_table",
    arguments={
        "TableName": "name",
        "TableClass": "table_class",
        "BillingMode": "billing_mode",
        "ProvisionedThroughput": _THROUGHPUT,
        "KeySchema": Custom(_keys),
        "DeletionProtectionEnabled": "deletion_protection_enabled",
        "StreamSpecification": Custom(_stream, {"StreamViewType": "stream_view_type"}),
        "AttributeDefinitions": Nested("attribute", {"AttributeName": "name", "AttributeType": "type"}),
        "GlobalSecondaryIndexes": Nested(
            "global_secondary_index", {**_INDEX, "ProvisionedThroughput": _THROUGHPUT}
        ),
        "LocalSecondaryIndexes": Nested("local_secondary_index", _INDEX),
        "OnDemandThroughput": Nested(
            "on_demand_throughput",
            {
                "MaxReadRequestUnits": "max_read_request_units",
                "MaxWriteRequestUnits": "max_write_request_units",
            },
        ),
        "TimeToLiveSpecification": Nested("ttl", {"AttributeName": "attribute_name", "Enabled": "enabled"}),
        "PointInTimeRecoverySpecification": Nested(
            "point_in_time_recovery",
            {"PointInTimeRecoveryEnabled": "enabled", "RecoveryPeriodInDays": "recovery_period_in_days"},
        ),
        "SSESpecification": Nested(
            "server_side_encryption",
            {"SSEEnabled": "enabled", "SSEType": Implied("KMS"), "KMSMasterKeyId": "kms_key_arn"},
        ),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn", "StreamArn": "stream_arn"},
    named="name",
)

TRANSLATORS = (TABLE,)
