"""Amazon Kinesis Data Streams."""

from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Inline, Nested

STREAM = Translator(
    type="AWS::Kinesis::Stream",
    resource="aws_kinesis_stream",
    arguments={
        "Name": "name",
        "ShardCount": "shard_count",
        "RetentionPeriodHours": "retention_period",
        "StreamModeDetails": Nested("stream_mode_details", {"StreamMode": "stream_mode"}),
        "StreamEncryption": Inline({"EncryptionType": "encryption_type", "KeyId": "kms_key_id"}),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn"},
    named="name",
)

TRANSLATORS = (STREAM,)
