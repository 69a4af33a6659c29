"""Streams and their delivery: who reads and writes, what happens to bad records, and what it costs."""

from decimal import Decimal

import pytest
from pydantic import JsonValue

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    alarm_specs,
    at,
    lowered,
    part,
    points_to,
    role_statements,
    usages,
    variables,
)
from cloudwright.design.blueprint.values import Join
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment

_WIRED = (
    a_connection("visitors requests api"),
    a_connection("api invokes collector"),
    a_connection("collector publishes clicks"),
    a_connection("counter consumes clicks", per_call="0.01", batch_size=500, start="LATEST"),
    a_connection("to-lake consumes clicks"),
    a_connection("to-lake writes lake"),
)


def clickstream(*extra: Component | Connection, **stream: JsonValue) -> Architecture:
    return a_design(
        (
            a_component("visitors", "external_actor"),
            a_component("api", "http_api"),
            a_component("collector", "lambda_function"),
            a_component("clicks", "kinesis_stream", **stream),
            a_component("counter", "lambda_function"),
            a_component("to-lake", "firehose_stream"),
            a_component("lake", "s3_bucket"),
            *(e for e in extra if isinstance(e, Component)),
        ),
        (*_WIRED, *(e for e in extra if isinstance(e, Connection))),
        region="us-east-1",
    )


def problems(design: Architecture) -> list[str]:
    return [problem.rule for problem in CatalogVocabulary(load_facts()).problems(design)]


def test_code_puts_records_into_this_stream_and_is_told_its_name() -> None:
    blueprint = lowered(clickstream())

    statement = role_statements(blueprint, "collector")["PutIntoClicks"]

    assert statement.actions == ("kinesis:PutRecord", "kinesis:PutRecords")
    assert points_to(statement.resources[0], "clicks/stream")
    assert points_to(variables(blueprint, "collector")["CLICKS_STREAM_NAME"], "clicks/stream")


def test_a_bad_record_is_isolated_and_then_told_to_the_failures_queue() -> None:
    blueprint = lowered(clickstream())
    source = part(blueprint, "counter/source-clicks")

    assert at(source, "BisectBatchOnFunctionError") is True
    assert at(source, "FunctionResponseTypes") == ["ReportBatchItemFailures"]
    assert (at(source, "BatchSize"), at(source, "StartingPosition")) == (500, "LATEST")
    assert points_to(at(source, "DestinationConfig.OnFailure.Destination"), "counter/failures")
    assert role_statements(blueprint, "counter")["SendFailedEvents"].actions == ("sqs:SendMessage",)


def test_a_consumer_is_waited_for_and_needs_no_settings_of_asynchronous_runs() -> None:
    assert "counter/asynchronous-runs" not in {str(r.key) for r in lowered(clickstream()).resources}


def test_a_connected_queue_takes_the_failures_of_a_consumer() -> None:
    blueprint = lowered(
        clickstream(a_component("given-up", "sqs_queue"), a_connection("counter dead_letters given-up"))
    )

    source = part(blueprint, "counter/source-clicks")
    assert points_to(at(source, "DestinationConfig.OnFailure.Destination"), "given-up/queue")


@pytest.mark.parametrize(
    ("mode", "shards"), [("on_demand", None), ("provisioned", 3)], ids=["on demand", "provisioned"]
)
def test_only_a_provisioned_stream_has_shards(mode: str, shards: int | None) -> None:
    stream = part(lowered(clickstream(capacity_mode=mode, shards=3)), "clicks/stream")

    assert at(stream, "StreamModeDetails.StreamMode") == mode.upper()
    assert stream.properties.get("ShardCount") == shards


def test_a_stream_is_always_encrypted_and_readers_may_use_a_key_of_ones_own() -> None:
    plain = part(lowered(clickstream()), "clicks/stream")
    own = lowered(clickstream(a_component("key", "kms_key"), a_connection("key encrypts clicks")))

    assert at(plain, "StreamEncryption.KeyId") == "alias/aws/kinesis"
    assert points_to(at(part(own, "clicks/stream"), "StreamEncryption.KeyId"), "key/key")
    for user in ("collector", "counter", "to-lake"):
        assert "kms:Decrypt" in role_statements(own, user)["UseKeyForClicks"].actions


def test_a_stream_survives_its_stack_in_production_only() -> None:
    assert part(lowered(clickstream()), "clicks/stream").retain is True
    assert part(lowered(clickstream(), Environment.DEV), "clicks/stream").retain is False


def test_an_on_demand_stream_is_paid_by_hour_and_by_gigabyte_in_and_out() -> None:
    found = usages(clickstream(retention_hours=48), "clicks", calls=1_048_576, record_kb=2)

    assert found["kinesis.on_demand.stream_hour"].quantity == 730
    assert found["kinesis.on_demand.ingest_gb"].quantity == 2  # 1,048,576 records x 2 KB
    assert found["kinesis.on_demand.retrieval_gb"].quantity == 4  # read by two
    extended = found["kinesis.on_demand.extended_retention_gb_month"].quantity
    assert extended == Decimal(48) / 730  # 2 GB x 24 h / 730 h


def test_a_provisioned_stream_is_paid_by_shard_and_by_units_of_25_kb() -> None:
    design = clickstream(capacity_mode="provisioned", shards=2, retention_hours=200)
    found = usages(design, "clicks", calls=1_048_576, record_kb=26)

    assert found["kinesis.provisioned.shard_hour"].quantity == 1460
    assert found["kinesis.provisioned.put_payload_unit"].quantity == 2_097_152
    assert found["kinesis.provisioned.extended_retention.shard_hour"].quantity == 1460
    # 26 GB a month, each kept 32 h beyond 7 days
    assert found["kinesis.long_term_retention_gb_month"].quantity == Decimal(26 * 32) / 730


def test_alarms_of_a_stream_tell_late_readers_and_throttles() -> None:
    found = alarm_specs(clickstream(iterator_age_alarm_seconds=60), "clicks")

    assert found["iterator-age"].threshold == 60_000
    assert set(found) == {"iterator-age", "write-throttles", "read-throttles"}


def test_delivery_reads_the_stream_and_writes_by_date_below_its_prefix() -> None:
    blueprint = lowered(clickstream())
    delivery = part(blueprint, "to-lake/delivery")
    destination = "ExtendedS3DestinationConfiguration"

    assert at(delivery, "DeliveryStreamType") == "KinesisStreamAsSource"
    assert points_to(at(delivery, "KinesisStreamSourceConfiguration.KinesisStreamARN"), "clicks/stream")
    assert str(at(delivery, f"{destination}.Prefix")).startswith("data/year=!{timestamp:yyyy}/")
    assert str(at(delivery, f"{destination}.ErrorOutputPrefix")).startswith("errors/!{firehose:")
    assert at(delivery, f"{destination}.CompressionFormat") == "GZIP"


def test_the_delivery_role_writes_its_two_prefixes_and_no_others() -> None:
    found = role_statements(lowered(clickstream()), "to-lake")

    ends = [r.parts[-1] for r in found["WriteLakeObjects"].resources if isinstance(r, Join)]
    assert ends == ["/data/*", "/errors/*"]
    assert set(found) == {"ReadClicks", "WriteLakeObjects", "ListLake", "WriteLogs"}


def test_code_may_put_records_into_a_delivery_stream_that_is_encrypted() -> None:
    blueprint = lowered(
        clickstream(
            a_component("rejects", "firehose_stream"),
            a_connection("collector publishes rejects"),
            a_connection("rejects writes lake"),
        )
    )

    delivery = part(blueprint, "rejects/delivery")
    assert at(delivery, "DeliveryStreamType") == "DirectPut"
    assert at(delivery, "DeliveryStreamEncryptionConfigurationInput.KeyType") == "AWS_OWNED_CMK"
    assert points_to(variables(blueprint, "collector")["REJECTS_DELIVERY_STREAM_NAME"], "rejects/delivery")


def test_a_bucket_that_notifies_is_named_without_a_reference_so_that_there_is_no_cycle() -> None:
    blueprint = lowered(clickstream(a_connection("lake notifies collector")))

    arn = at(part(blueprint, "to-lake/delivery"), "ExtendedS3DestinationConfiguration.BucketARN")

    assert isinstance(arn, Join)


@pytest.mark.parametrize(
    "extra",
    [
        (a_component("spill", "firehose_stream"), a_connection("collector publishes spill")),
        (a_component("second", "s3_bucket"), a_connection("to-lake writes second")),
        (a_connection("collector publishes to-lake"),),
    ],
    ids=["no bucket", "two buckets", "two sources"],
)
def test_delivery_has_one_source_and_one_bucket(extra: tuple[Component | Connection, ...]) -> None:
    assert problems(clickstream(*extra)) == ["one-source-and-one-bucket"]


def test_an_alarm_that_would_always_sound_is_refused() -> None:
    late = a_component("late", "firehose_stream", buffer_seconds=600, freshness_alarm_seconds=600)

    assert set(problems(clickstream(late))) == {"property-value-error"}


def test_delivery_is_paid_in_units_of_5_kb_a_record() -> None:
    found = usages(clickstream(), "to-lake", calls=1_048_576, record_kb=2)

    assert found["firehose.direct_put.ingest_gb"].quantity == 5


def test_the_bucket_pays_for_the_objects_written_and_not_for_each_record() -> None:
    few = usages(clickstream(), "lake", calls=1_048_576, record_kb=2)
    many = usages(clickstream(), "lake", calls=1_048_576_000, record_kb=2)

    assert few["s3.standard.put_request"].quantity == 8760  # one in five minutes: 730 h x 12
    assert many["s3.standard.put_request"].quantity == 32_000  # 2,000 GB in objects of 64 MB
