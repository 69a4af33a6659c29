"""The golden designs become the resources that an architect would have written."""

import pytest

from builders.golden import NAMES, REGIONS, golden
from builders.reading import resource, statements
from cloudwright.design.blueprint.graph import Blueprint, Stack, references
from cloudwright.design.blueprint.values import Join, Param, Pseudo, Ref, ResourceKey
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment, Region


def lowered(
    name: str, *, region: Region = "eu-west-1", environment: Environment = Environment.PROD
) -> Blueprint:
    return lower(golden(name, region=region), environment, load_facts())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("region", REGIONS)
def test_every_reference_and_parameter_resolves(name: str, environment: Environment, region: Region) -> None:
    blueprint = lowered(name, region=region, environment=environment)

    used = [r for res in blueprint.resources for r in references(res.properties)]
    used += [r for output in blueprint.outputs for r in references(output.value)]

    parameters = {parameter.name for parameter in blueprint.parameters}
    assert {r.resource for r in used if isinstance(r, Ref)} <= set(blueprint.by_key)
    assert {r.name for r in used if isinstance(r, Param)} <= parameters


@pytest.mark.parametrize("name", NAMES)
def test_in_us_east_1_there_is_one_stack(name: str) -> None:
    assert lowered(name, region="us-east-1").stacks == (Stack.MAIN,)


def test_the_firewall_certificate_and_their_alarm_are_global_elsewhere() -> None:
    blueprint = lowered("web-app-guarded")

    in_global = {r.key for r in blueprint.resources if r.stack is Stack.GLOBAL}

    assert ResourceKey("operations", "firewall-blocked") in in_global
    assert ResourceKey("alerts", "global-topic") in in_global
    assert ResourceKey("alerts", "topic") not in in_global


def test_an_alarm_notifies_the_topic_of_its_own_region() -> None:
    blueprint = lowered("web-app-guarded")

    abroad = resource(blueprint, "operations", "firewall-blocked")
    home = resource(blueprint, "operations", "api-handler-errors")

    assert abroad.properties["AlarmActions"] == [Ref(ResourceKey("alerts", "global-topic"))]
    assert home.properties["AlarmActions"] == [Ref(ResourceKey("alerts", "topic"))]


def test_the_handlers_role_holds_exactly_what_its_connections_need() -> None:
    table = Ref(ResourceKey("items", "table"), "Arn")

    allowed = statements(lowered("web-app"), "api-handler", "role")

    assert allowed["ReadsItems"].actions == (
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:GetItem",
        "dynamodb:Query",
    )
    assert allowed["ReadsItems"].resources == (table,)
    assert allowed["WritesItems"].resources == (table,)
    assert sorted(allowed) == ["AssumeRole", "ReadsItems", "WriteLogs", "WriteTraces", "WritesItems"]


def test_reading_reaches_the_indexes_of_a_table_that_has_some() -> None:
    table = Ref(ResourceKey("items", "table"), "Arn")

    allowed = statements(lowered("web-app-guarded"), "api-handler", "role")

    assert allowed["ReadsItems"].resources == (table, Join((table, "/index/*")))


def test_code_finds_its_neighbours_by_environment_variables() -> None:
    function = resource(lowered("image-pipeline"), "thumbnail-worker", "function")

    assert function.properties["Environment"] == {
        "Variables": {
            "IMAGES_TABLE_NAME": Ref(ResourceKey("images", "table")),
            "ORIGINALS_BUCKET_NAME": Ref(ResourceKey("originals", "bucket")),
            "THUMBNAILS_BUCKET_NAME": Ref(ResourceKey("thumbnails", "bucket")),
            "THUMBNAIL_READY_TOPIC_ARN": Ref(ResourceKey("thumbnail-ready", "topic")),
        }
    }


def test_functions_run_on_arm64_with_traces_and_logs_that_end() -> None:
    blueprint = lowered("web-app")
    function = resource(blueprint, "api-handler", "function").properties

    assert function["Architectures"] == ["arm64"]
    assert function["Runtime"] == "python3.13"
    assert function["TracingConfig"] == {"Mode": "Active"}
    assert resource(blueprint, "api-handler", "logs").properties["RetentionInDays"] == 90
    assert ResourceKey("api-handler", "logs") in {
        r.resource for r in references(function) if isinstance(r, Ref)
    }


def test_a_message_stays_hidden_six_times_as_long_as_its_consumer_may_run() -> None:
    queue = resource(lowered("image-pipeline"), "thumbnail-jobs", "queue")

    assert queue.properties["VisibilityTimeout"] == 6 * 60
    assert "Six times" in queue.comments["VisibilityTimeout"]


def test_failed_messages_go_to_the_dead_letter_queue_after_five_tries() -> None:
    blueprint = lowered("image-pipeline")
    dead_letter_queue = ResourceKey("thumbnail-jobs-dlq", "queue")

    assert resource(blueprint, "thumbnail-jobs", "queue").properties["RedrivePolicy"] == {
        "deadLetterTargetArn": Ref(dead_letter_queue, "Arn"),
        "maxReceiveCount": 5,
    }
    assert blueprint.by_key[dead_letter_queue].properties["MessageRetentionPeriod"] == 14 * 24 * 3600
    source = resource(blueprint, "thumbnail-worker", "source-thumbnail-jobs")
    assert source.properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_bucket_notifies_its_queue_without_a_cycle() -> None:
    blueprint = lowered("image-pipeline")
    allowed = statements(blueprint, "thumbnail-jobs", "queue-policy")["AllowOriginals"]

    named = {r.resource for r in references(allowed.conditions) if isinstance(r, Ref)}

    assert named == set()
    assert allowed.conditions["StringEquals"] == {"aws:SourceAccount": Pseudo.ACCOUNT_ID}
    assert (
        ResourceKey("thumbnail-jobs", "queue-policy") in resource(blueprint, "originals", "bucket").depends_on
    )


def test_a_scheduled_function_keeps_the_events_it_could_not_take() -> None:
    blueprint = lowered("image-pipeline")
    failures = Ref(ResourceKey("cleanup", "failures"), "Arn")

    settings = resource(blueprint, "cleanup", "asynchronous-runs").properties
    targets = resource(blueprint, "nightly", "rule").properties["Targets"]

    assert settings["DestinationConfig"] == {"OnFailure": {"Destination": failures}}
    assert isinstance(targets, list)
    assert targets[0]["DeadLetterConfig"] == {"Arn": failures}
    assert "SendFailedEvents" in statements(blueprint, "cleanup", "role")
    assert "AllowFailuresOfNightly" in statements(blueprint, "cleanup", "failures-policy")


def test_a_key_of_ones_own_may_be_used_through_its_service_only() -> None:
    blueprint = lowered("web-app-guarded")
    use = statements(blueprint, "api-handler", "role")["UseDataKeyForItems"]

    assert use.resources == (Ref(ResourceKey("data-key", "key"), "Arn"),)
    assert use.conditions == {
        "StringEquals": {"kms:ViaService": Join(("dynamodb.", Pseudo.REGION, ".amazonaws.com"))}
    }
    assert resource(blueprint, "items", "table").properties["SSESpecification"] == {
        "SSEEnabled": True,
        "SSEType": "KMS",
        "KMSMasterKeyId": Ref(ResourceKey("data-key", "key"), "Arn"),
    }


def test_alarms_can_publish_to_their_encrypted_topic() -> None:
    blueprint = lowered("web-app")

    assert resource(blueprint, "alerts", "topic").properties["KmsMasterKeyId"] == Ref(
        ResourceKey("alerts", "topic-key")
    )
    assert statements(blueprint, "alerts", "topic-key")["AllowCloudwatch"].actions == (
        "kms:Decrypt",
        "kms:GenerateDataKey",
    )
    assert statements(blueprint, "alerts", "topic-policy")["AllowCloudwatch"].actions == ("sns:Publish",)


def test_a_topic_that_only_code_publishes_to_needs_no_key_of_its_own() -> None:
    blueprint = lowered("image-pipeline")

    assert resource(blueprint, "thumbnail-ready", "topic").properties["KmsMasterKeyId"] == "alias/aws/sns"
    assert ResourceKey("thumbnail-ready", "topic-key") not in blueprint.by_key


def test_production_is_protected_and_development_removable() -> None:
    prod, dev = (
        resource(lowered("web-app", environment=environment), "items", "table")
        for environment in (Environment.PROD, Environment.DEV)
    )

    assert prod.retain
    assert prod.properties["DeletionProtectionEnabled"] is True
    assert prod.properties["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True,
        "RecoveryPeriodInDays": 35,
    }
    assert not dev.retain
    assert dev.properties["DeletionProtectionEnabled"] is False
    assert dev.properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": False}
