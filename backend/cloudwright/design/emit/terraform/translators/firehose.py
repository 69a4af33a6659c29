"""Amazon Data Firehose, delivering to S3."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token, text
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators.iam import role_argument
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested

_ENCRYPTION: Spec = {"KeyType": "key_type", "KeyARN": "key_arn"}


def _encryption(reader: Reader, name: str) -> Iterable[Item]:
    items = (Attribute("enabled", Token("true")), *reader.child(name).items(_ENCRYPTION))
    yield Block("server_side_encryption", (), items, reader.why(name))


def _destination(reader: Reader, name: str) -> Iterable[Item]:
    """Write where it delivers in place of the type, which Terraform knows by whether there is a source."""
    source = "KinesisStreamSourceConfiguration" in reader.values
    expected = "KinesisStreamAsSource" if source else "DirectPut"
    if reader.literal(name) != expected:
        raise reader.refusal(name, reason=f"with these properties Terraform makes it '{expected}'")
    yield Attribute("destination", text("extended_s3"), reader.why(name))


DELIVERY_STREAM = Translator(
    type="AWS::KinesisFirehose::DeliveryStream",
    resource="aws_kinesis_firehose_delivery_stream",
    arguments={
        "DeliveryStreamName": "name",
        "DeliveryStreamType": Custom(_destination),
        "DeliveryStreamEncryptionConfigurationInput": Custom(_encryption, _ENCRYPTION),
        "KinesisStreamSourceConfiguration": Nested(
            "kinesis_source_configuration",
            {"KinesisStreamARN": "kinesis_stream_arn", "RoleARN": "role_arn"},
        ),
        "ExtendedS3DestinationConfiguration": Nested(
            "extended_s3_configuration",
            {
                "BucketARN": "bucket_arn",
                "RoleARN": role_argument("role_arn"),
                "Prefix": "prefix",
                "ErrorOutputPrefix": "error_output_prefix",
                "CompressionFormat": "compression_format",
                "BufferingHints": Inline(
                    {"SizeInMBs": "buffering_size", "IntervalInSeconds": "buffering_interval"}
                ),
                "CloudWatchLoggingOptions": Nested(
                    "cloudwatch_logging_options",
                    {
                        "Enabled": "enabled",
                        "LogGroupName": "log_group_name",
                        "LogStreamName": "log_stream_name",
                    },
                ),
                "EncryptionConfiguration": Inline(
                    {"KMSEncryptionConfig": Inline({"AWSKMSKeyARN": "kms_key_arn"})}
                ),
            },
        ),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn"},
    named="name",
)

TRANSLATORS = (DELIVERY_STREAM,)
