"""What can be said about a topic."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, JsonValue

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.verbs import Verb


class TopicProperties(Properties):
    """Who is told by mail. The topic is encrypted and refuses calls without TLS."""

    email: Literal["when_alerted", "always", "never"] = Field(
        default="when_alerted",
        description="Whether an e-mail address, a parameter of the deployment, is subscribed",
    )


def defaults(_: Environment) -> Mapping[str, JsonValue]:
    """Return nothing: topics are the same in every environment."""
    return {}


# Kinds whose AWS service publishes to a topic by itself, with its principal.
PUBLISHING_SERVICES = {
    "cloudwatch_alarms": "cloudwatch.amazonaws.com",
    "eventbridge_rule": "events.amazonaws.com",
    "s3_bucket": "s3.amazonaws.com",
}


def publishing_services(architecture: Architecture, topic_id: str) -> tuple[str, ...]:
    """Return the AWS services that publish to the topic, in alphabetical order."""
    found = {
        PUBLISHING_SERVICES[architecture.component(c.source).kind]
        for c in architecture.incoming(topic_id)
        if architecture.component(c.source).kind in PUBLISHING_SERVICES
    }
    return tuple(sorted(found))


def customer_key(architecture: Architecture, topic_id: str) -> str | None:
    """Return the id of the drawn key that encrypts the topic, or None."""
    return next((c.source for c in architecture.incoming(topic_id) if c.verb is Verb.ENCRYPTS), None)


def has_own_key(architecture: Architecture, topic_id: str) -> bool:
    """Say whether lowering makes a key for the topic.

    AWS services cannot publish to a topic that is encrypted with the AWS managed key `alias/aws/sns`: its
    policy cannot be changed to let them (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html).
    """
    return bool(publishing_services(architecture, topic_id)) and customer_key(architecture, topic_id) is None


def tells_by_email(architecture: Architecture, topic_id: str, *, properties: TopicProperties) -> bool:
    """Say whether an e-mail address is subscribed."""
    alerted = any(c.verb is Verb.ALERTS for c in architecture.incoming(topic_id))
    return properties.email == "always" or (properties.email == "when_alerted" and alerted)
