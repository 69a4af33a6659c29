"""Amazon SQS."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item
from cloudwright.design.emit.terraform.reader import Reader, is_list
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Document, Json


def _queue_url(reader: Reader, name: str) -> Iterable[Item]:
    queues = reader.values[name]
    if not is_list(queues) or len(queues) != 1:
        raise reader.refusal(name, reason="Terraform attaches a policy to exactly one queue")
    yield Attribute("queue_url", reader.scope.expression(queues[0]))


QUEUE = Translator(
    type="AWS::SQS::Queue",
    resource="aws_sqs_queue",
    arguments={
        "QueueName": "name",
        "FifoQueue": "fifo_queue",
        "ContentBasedDeduplication": "content_based_deduplication",
        "DeduplicationScope": "deduplication_scope",
        "FifoThroughputLimit": "fifo_throughput_limit",
        "VisibilityTimeout": "visibility_timeout_seconds",
        "MessageRetentionPeriod": "message_retention_seconds",
        "ReceiveMessageWaitTimeSeconds": "receive_wait_time_seconds",
        "DelaySeconds": "delay_seconds",
        "MaximumMessageSize": "max_message_size",
        "SqsManagedSseEnabled": "sqs_managed_sse_enabled",
        "KmsMasterKeyId": "kms_master_key_id",
        "KmsDataKeyReusePeriodSeconds": "kms_data_key_reuse_period_seconds",
        "RedrivePolicy": Json("redrive_policy"),
        "RedriveAllowPolicy": Json("redrive_allow_policy"),
        "Tags": TAGS,
    },
    references={"": "url", "QueueUrl": "url", "Arn": "arn", "QueueName": "name"},
    named="name",
)

QUEUE_POLICY = Translator(
    type="AWS::SQS::QueuePolicy",
    resource="aws_sqs_queue_policy",
    arguments={"Queues": Custom(_queue_url), "PolicyDocument": Document("policy", "queue")},
    references={"": "id"},
)

TRANSLATORS = (QUEUE, QUEUE_POLICY)
