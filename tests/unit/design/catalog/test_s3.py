"""What a bucket becomes, and what its neighbours may do with it."""

from decimal import Decimal

import pytest

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    at,
    lowered,
    part,
    points_to,
    role_statements,
    statements,
    usages,
    variables,
)
from cloudwright.design.blueprint.graph import references
from cloudwright.design.blueprint.values import Join, Pseudo, Ref
from cloudwright.design.model.architecture import Architecture, Connection, Environment
from cloudwright.design.model.errors import EditRejected

BUCKET = a_component("files", "s3_bucket")
WORKER = a_component("worker", "lambda_function")


def _used(*connections: Connection) -> Architecture:
    return a_design([BUCKET, WORKER], connections)


def test_bucket_is_private_encrypted_and_versioned() -> None:
    bucket = part(lowered(a_design([BUCKET])), "files/bucket")

    assert at(bucket, "PublicAccessBlockConfiguration") == {
        "BlockPublicAcls": True,
        "BlockPublicPolicy": True,
        "IgnorePublicAcls": True,
        "RestrictPublicBuckets": True,
    }
    assert at(bucket, "OwnershipControls.Rules.0.ObjectOwnership") == "BucketOwnerEnforced"
    rule = "BucketEncryption.ServerSideEncryptionConfiguration.0"
    assert at(bucket, f"{rule}.ServerSideEncryptionByDefault.SSEAlgorithm") == "AES256"
    assert at(bucket, "VersioningConfiguration.Status") == "Enabled"
    assert at(bucket, "LifecycleConfiguration.Rules.0.AbortIncompleteMultipartUpload") == {
        "DaysAfterInitiation": 7
    }


def test_bucket_refuses_calls_without_tls() -> None:
    denied = statements(part(lowered(a_design([BUCKET])), "files/policy"))["DenyInsecureTransport"]

    assert (denied.effect, denied.principal) == ("Deny", "*")
    assert denied.conditions == {"Bool": {"aws:SecureTransport": "false"}}
    assert len(denied.resources) == 2


@pytest.mark.parametrize(("environment", "kept"), [(Environment.DEV, False), (Environment.PROD, True)])
def test_bucket_survives_its_stack_in_production_only(environment: Environment, kept: bool) -> None:  # noqa: FBT001  # a case of the table
    assert part(lowered(a_design([BUCKET]), environment), "files/bucket").retain is kept


def test_bucket_of_a_key_is_encrypted_with_it() -> None:
    design = a_design(
        [BUCKET, WORKER, a_component("secret", "kms_key")],
        [a_connection("secret encrypts files"), a_connection("worker writes files")],
    )

    blueprint = lowered(design)

    rule = at(part(blueprint, "files/bucket"), "BucketEncryption.ServerSideEncryptionConfiguration.0")
    assert isinstance(rule, dict)
    assert rule["BucketKeyEnabled"] is True
    key = at(part(blueprint, "files/bucket"), _KEY_PATH)
    assert points_to(key, "secret/key")
    granted = [s for s in role_statements(blueprint, "worker").values() if "kms:GenerateDataKey" in s.actions]
    assert [points_to(s.resources[0], "secret/key") for s in granted] == [True]


_KEY_PATH = (
    "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID"
)


def test_reader_may_get_and_list_and_nothing_else() -> None:
    blueprint = lowered(_used(a_connection("worker reads files")))

    of_bucket = {
        action
        for statement in role_statements(blueprint, "worker").values()
        for action in statement.actions
        if action.startswith("s3:")
    }
    assert of_bucket == {"s3:GetObject", "s3:ListBucket"}
    assert points_to(variables(blueprint, "worker")["FILES_BUCKET_NAME"], "files/bucket")


def test_writer_may_delete_only_when_the_connection_says_so() -> None:
    plain = role_statements(lowered(_used(a_connection("worker writes files"))), "worker")
    deleting = role_statements(lowered(_used(a_connection("worker writes files", delete=True))), "worker")

    assert "s3:DeleteObject" not in plain["WriteFilesObjects"].actions
    assert "s3:DeleteObject" in deleting["WriteFilesObjects"].actions


def test_prefix_of_a_connection_limits_objects_and_listing() -> None:
    granted = role_statements(lowered(_used(a_connection("worker reads files", prefix="in/"))), "worker")

    objects = granted["ReadFilesObjects"].resources[0]
    assert isinstance(objects, Join)
    assert objects.parts[-1] == "/in/*"
    assert granted["ListFiles"].conditions == {"StringLike": {"s3:prefix": "in/*"}}


def test_function_that_the_bucket_notifies_reads_it_without_a_cycle() -> None:
    blueprint = lowered(_used(a_connection("files notifies worker"), a_connection("worker reads files")))

    behind_the_bucket = [*blueprint.of("worker")]
    pointing_back = [
        resource.key
        for resource in behind_the_bucket
        for reference in references(resource.properties)
        if isinstance(reference, Ref) and str(reference.resource) == "files/bucket"
    ]
    assert pointing_back == []
    assert part(blueprint, "files/bucket").depends_on


def test_bucket_tells_a_rule_about_new_objects() -> None:
    design = a_design(
        [BUCKET, WORKER, a_component("uploaded", "eventbridge_rule")],
        [a_connection("files notifies uploaded"), a_connection("uploaded invokes worker")],
    )

    blueprint = lowered(design)

    notified = at(part(blueprint, "files/bucket"), "NotificationConfiguration.EventBridgeConfiguration")
    assert notified == {"EventBridgeEnabled": True}
    pattern = at(part(blueprint, "uploaded/rule"), "EventPattern")
    assert isinstance(pattern, dict)
    assert pattern["source"] == ["aws.s3"]


def test_browser_uploads_open_the_bucket_for_cross_origin_puts() -> None:
    design = a_design(
        [a_component("people", "external_actor"), BUCKET], [a_connection("people requests files")]
    )

    cors = at(part(lowered(design), "files/bucket"), "CorsConfiguration.CorsRules.0.AllowedMethods")

    assert cors == ["PUT"]


def test_access_logs_go_to_a_bucket_of_their_own_only_when_asked_for() -> None:
    logged = lowered(a_design([a_component("files", "s3_bucket", access_logs=True)]))

    logs = at(part(logged, "files/bucket"), "LoggingConfiguration.DestinationBucketName")
    assert points_to(logs, "files/logs")
    delivery = statements(part(logged, "files/logs-policy"))["AllowLogDelivery"]
    assert delivery.conditions == {"StringEquals": {"aws:SourceAccount": Pseudo.ACCOUNT_ID}}
    assert len(lowered(a_design([BUCKET])).resources) == 2


def test_unknown_property_of_a_connection_is_refused_with_the_known_ones() -> None:
    with pytest.raises(EditRejected) as refused:
        lowered(_used(a_connection("worker reads files", folder="in/")))

    assert refused.value.problems[0].path.endswith("properties.folder")
    assert refused.value.problems[0].allowed == ["delete", "prefix"]


def test_signed_uploads_are_paid_once_not_once_more_for_the_signer() -> None:
    people = a_component("visitors", "external_actor")
    design = a_design(
        [people, BUCKET, WORKER, a_component("api", "http_api")],
        [
            a_connection("visitors requests api"),
            a_connection("api invokes worker", route="POST /uploads"),
            a_connection("worker writes files"),
            a_connection("visitors requests files"),
        ],
    )

    assert usages(design, "files", calls=1000)["s3.standard.put_request"].quantity == 1000


def test_site_is_read_for_cache_misses_only() -> None:
    design = a_design(
        [a_component("visitors", "external_actor"), a_component("cdn", "cloudfront_distribution"), BUCKET],
        [a_connection("visitors requests cdn"), a_connection("cdn routes files")],
    )

    priced = usages(design, "files", calls=1000, cache_hit_percent=90, site_gb=3)

    assert priced["s3.standard.get_request"].quantity == 100
    assert priced["s3.standard.storage_gb_month"].quantity == 3


def test_older_objects_are_priced_in_their_cheaper_class() -> None:
    design = a_design([a_component("files", "s3_bucket", transition_after_days=30)])

    priced = usages(design, "files", stored_gb=200, cold_percent=75)

    assert priced["s3.standard.storage_gb_month"].quantity == 50
    assert priced["s3.standard_ia.storage_gb_month"].quantity == 150


def test_stored_amount_may_be_stated_for_one_bucket() -> None:
    priced = usages(a_design([BUCKET]), "files", stored_gb=10, stored_gb_files=77)

    assert priced["s3.standard.storage_gb_month"].quantity == Decimal(77)
    assert priced["s3.standard.storage_gb_month"].assumption_ids == ("stored_gb_files",)
