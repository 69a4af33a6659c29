"""Topics, rules and queues reach one another with the policies that AWS asks for."""

from builders.reading import resource, statements
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment

_KINDS = {
    "work": "lambda_function",
    "jobs": "sqs_queue",
    "failed": "sqs_queue",
    "news": "sns_topic",
    "orders": "eventbridge_rule",
    "files": "s3_bucket",
    "data-key": "kms_key",
}


def lowered(*sentences: str, **connection: object) -> Blueprint:
    """Lower a design written as `source verb target`; properties belong to the first connection."""
    words = [sentence.split() for sentence in sentences]
    named = sorted({end for source, _, target in words for end in (source, target)})
    architecture = Architecture(
        name="small",
        title="Small",
        region="eu-west-1",
        components=tuple(Component(id=i, kind=_KINDS[i], title=i.title()) for i in named),
        connections=tuple(
            Connection.model_validate(
                {"source": s, "verb": v, "target": t, "properties": {} if index else connection}
            )
            for index, (s, v, t) in enumerate(words)
        ),
    )
    return lower(architecture, Environment.PROD, load_facts())


def arn(element_id: str, part: str) -> Ref:
    return Ref(ResourceKey(element_id, part), "Arn")


def test_a_topic_delivers_to_a_queue_that_takes_from_this_topic_only() -> None:
    blueprint = lowered("news notifies jobs", filter_attribute="type", filter_values=["order"])

    subscription = resource(blueprint, "news", "subscription-jobs").properties
    allowed = statements(blueprint, "jobs", "queue-policy")["AllowNews"]

    assert subscription["Endpoint"] == arn("jobs", "queue")
    assert subscription["FilterPolicy"] == {"type": ["order"]}
    assert allowed.conditions == {"ArnEquals": {"aws:SourceArn": Ref(ResourceKey("news", "topic"))}}


def test_what_a_topic_cannot_deliver_goes_to_its_dead_letter_queue() -> None:
    blueprint = lowered("news notifies work", "news dead_letters failed")

    subscription = resource(blueprint, "news", "subscription-work").properties

    assert subscription["RedrivePolicy"] == {"deadLetterTargetArn": arn("failed", "queue")}
    assert "AllowFailuresOfNews" in statements(blueprint, "failed", "queue-policy")


def test_eventbridge_publishes_to_a_topic_without_conditions_it_could_not_meet() -> None:
    blueprint = lowered("orders notifies news")

    assert statements(blueprint, "news", "topic-policy")["AllowEvents"].conditions == {}
    assert statements(blueprint, "news", "topic-key")["AllowEvents"].conditions == {}


def test_code_that_publishes_to_a_topic_with_its_own_key_may_use_the_key() -> None:
    blueprint = lowered("orders notifies news", "work publishes news")

    assert statements(blueprint, "work", "role")["UseKeyOfNews"].resources == (arn("news", "topic-key"),)


def test_a_rule_takes_only_what_this_designs_code_publishes() -> None:
    blueprint = lowered("work publishes orders", "orders notifies jobs")

    assert resource(blueprint, "orders", "rule").properties["EventPattern"] == {"source": ["small-prod"]}
    assert statements(blueprint, "work", "role")["PublishToOrders"].conditions == {
        "StringEquals": {"events:source": "small-prod"}
    }


def test_a_rule_takes_new_objects_of_the_bucket_that_notifies_it() -> None:
    blueprint = lowered("files notifies orders", "orders notifies jobs")

    pattern = resource(blueprint, "orders", "rule").properties["EventPattern"]

    assert isinstance(pattern, dict)
    assert pattern["source"] == ["aws.s3"]
    assert pattern["detail"] == {"bucket": {"name": [Ref(ResourceKey("files", "bucket"))]}}


def test_a_connected_dead_letter_queue_takes_the_place_of_a_made_one() -> None:
    blueprint = lowered("news notifies work", "work dead_letters failed")

    settings = resource(blueprint, "work", "asynchronous-runs").properties

    assert settings["DestinationConfig"] == {"OnFailure": {"Destination": arn("failed", "queue")}}
    assert ResourceKey("work", "failures") not in blueprint.by_key


def test_a_function_that_somebody_waits_for_has_no_failures_queue() -> None:
    assert ResourceKey("work", "failures") not in lowered("work publishes jobs").by_key


def test_services_that_fill_an_encrypted_queue_may_use_its_key() -> None:
    blueprint = lowered("news notifies jobs", "data-key encrypts jobs", "work consumes jobs")

    assert resource(blueprint, "jobs", "queue").properties["KmsMasterKeyId"] == arn("data-key", "key")
    assert "SqsManagedSseEnabled" not in resource(blueprint, "jobs", "queue").properties
    assert statements(blueprint, "data-key", "key")["AllowSns"].actions == (
        "kms:Decrypt",
        "kms:GenerateDataKey",
    )
    assert "UseDataKeyForJobs" in statements(blueprint, "work", "role")


def test_a_rule_may_use_the_key_of_the_queue_where_its_failed_events_wait() -> None:
    blueprint = lowered("orders invokes work", "work dead_letters failed", "data-key encrypts failed")

    assert "AllowEvents" in statements(blueprint, "data-key", "key")
    assert "AllowFailuresOfOrders" in statements(blueprint, "failed", "queue-policy")


def test_large_batches_wait_at_least_a_second() -> None:
    blueprint = lowered("work consumes jobs", batch_size=100)

    source = resource(blueprint, "work", "source-jobs").properties

    assert (source["BatchSize"], source["MaximumBatchingWindowInSeconds"]) == (100, 1)


def test_queues_and_topics_refuse_calls_without_tls() -> None:
    blueprint = lowered("news notifies jobs")

    for element_id, part in (("jobs", "queue-policy"), ("news", "topic-policy")):
        denied = statements(blueprint, element_id, part)["DenyInsecureTransport"]
        assert (denied.effect, denied.principal) == ("Deny", "*")
        assert denied.conditions == {"Bool": {"aws:SecureTransport": "false"}}
