"""Amazon SNS."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item
from cloudwright.design.emit.terraform.reader import Reader, is_list
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Document, Json


def _topic_arn(reader: Reader, name: str) -> Iterable[Item]:
    topics = reader.values[name]
    if not is_list(topics) or len(topics) != 1:
        raise reader.refusal(name, reason="Terraform attaches a policy to exactly one topic")
    yield Attribute("arn", reader.scope.expression(topics[0]))


TOPIC = Translator(
    type="AWS::SNS::Topic",
    resource="aws_sns_topic",
    arguments={
        "TopicName": "name",
        "DisplayName": "display_name",
        "FifoTopic": "fifo_topic",
        "ContentBasedDeduplication": "content_based_deduplication",
        "KmsMasterKeyId": "kms_master_key_id",
        "SignatureVersion": "signature_version",
        "TracingConfig": "tracing_config",
        "Tags": TAGS,
    },
    references={"": "arn", "TopicArn": "arn", "TopicName": "name"},
    named="name",
)

TOPIC_POLICY = Translator(
    type="AWS::SNS::TopicPolicy",
    resource="aws_sns_topic_policy",
    arguments={"Topics": Custom(_topic_arn), "PolicyDocument": Document("policy", "topic")},
    references={"": "id"},
)

SUBSCRIPTION = Translator(
    type="AWS::SNS::Subscription",
    resource="aws_sns_topic_subscription",
    arguments={
        "TopicArn": "topic_arn",
        "Protocol": "protocol",
        "Endpoint": "endpoint",
        "RawMessageDelivery": "raw_message_delivery",
        "FilterPolicy": Json("filter_policy"),
        "FilterPolicyScope": "filter_policy_scope",
        "RedrivePolicy": Json("redrive_policy"),
    },
    references={"": "arn", "Arn": "arn"},
)

TRANSLATORS = (TOPIC, TOPIC_POLICY, SUBSCRIPTION)
