"""Amazon SNS."""

from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.catalog.messaging.topic_alarms import alarms
from cloudwright.design.catalog.messaging.topic_connections import VERBS
from cloudwright.design.catalog.messaging.topic_lowering import lower
from cloudwright.design.catalog.messaging.topic_pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.messaging.topic_properties import TopicProperties, defaults

SNS_TOPIC = Kind(
    id="sns_topic",
    service="Amazon SNS",
    title="SNS topic",
    summary="Tells every subscriber at once: queues, functions, people by mail.",
    category=Category.INTEGRATION,
    icon="AmazonSimpleNotificationService",
    documentation="https://docs.aws.amazon.com/sns/latest/dg/welcome.html",
    properties=TopicProperties,
    defaults=defaults,
    lower=lower,
    price=price,
    verbs=VERBS,
    alarms=alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::SNS::Topic",
        "AWS::SNS::TopicPolicy",
        "AWS::SNS::Subscription",
        "AWS::KMS::Key",
        "AWS::KMS::Alias",
    ),
    sla=("SNS", "topics"),
    reached_by=("sns",),
    synonyms=("topic", "notifications", "pub/sub", "publish subscribe", "fan-out", "e-mail alerts", "sns"),
)

KINDS = (SNS_TOPIC,)
