"""Caches and shared files: encrypted, reached by their own code only, in every zone of production."""

import pytest

from builders.golden import golden
from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import PolicyDocument, Ref, ResourceKey, Statement
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Component, Connection, Environment
from cloudwright.design.model.edits import AddComponent, Connect, Edit, UpdateComponent
from cloudwright.design.model.errors import EditRejected
from cloudwright.design.model.verbs import Verb

NAME = "private-data"


def lowered(*edits: Edit, environment: Environment = Environment.PROD) -> Blueprint:
    design = apply(golden(NAME), edits, CatalogVocabulary(load_facts()))
    return lower(design, environment, load_facts())


def of_type(blueprint: Blueprint, type_name: str) -> list[Resource]:
    return [resource for resource in blueprint.resources if resource.type == type_name]


def statements(blueprint: Blueprint, element_id: str) -> dict[str, Statement]:
    policies = blueprint.by_key[ResourceKey(element_id, "role")].properties["Policies"]
    assert isinstance(policies, list)
    document = policies[0]["PolicyDocument"]
    assert isinstance(document, PolicyDocument)
    return {statement.sid: statement for statement in document.statements}


def test_a_production_cache_has_a_replica_that_takes_over() -> None:
    prod = lowered().by_key[ResourceKey("prices", "cache")].properties
    dev = lowered(environment=Environment.DEV).by_key[ResourceKey("prices", "cache")].properties

    assert (prod["NumCacheClusters"], prod["AutomaticFailoverEnabled"], prod["MultiAZEnabled"]) == (
        2,
        True,
        True,
    )
    assert (dev["NumCacheClusters"], dev["AutomaticFailoverEnabled"]) == (1, False)


def test_a_cache_is_encrypted_at_rest_and_on_the_way() -> None:
    cache = lowered().by_key[ResourceKey("prices", "cache")].properties

    assert cache["AtRestEncryptionEnabled"] is True
    assert cache["TransitEncryptionEnabled"] is True
    assert cache["KmsKeyId"] == Ref(ResourceKey("data-key", "key"), "Arn")


def test_each_node_of_a_cache_is_watched() -> None:
    alarms = of_type(lowered(), "AWS::CloudWatch::Alarm")

    watched = {
        (str(a.properties["MetricName"]), str(a.properties["Dimensions"]))
        for a in alarms
        if a.properties["Namespace"] == "AWS/ElastiCache"
    }
    assert {metric for metric, _ in watched} == {
        "EngineCPUUtilization",
        "DatabaseMemoryUsagePercentage",
        "Evictions",
    }
    assert sum("private-data-prod-prices-002" in dimensions for _, dimensions in watched) == 3


def test_a_serverless_cache_has_a_limit_to_its_cost_and_no_nodes() -> None:
    blueprint = lowered(
        UpdateComponent(id="prices", properties={"capacity": "serverless", "maximum_data_gb": 3})
    )

    cache = blueprint.by_key[ResourceKey("prices", "cache")]
    assert cache.type == "AWS::ElastiCache::ServerlessCache"
    limits = cache.properties["CacheUsageLimits"]
    assert isinstance(limits, dict)
    assert limits["DataStorage"] == {"Maximum": 3, "Unit": "GB"}
    assert not of_type(blueprint, "AWS::ElastiCache::SubnetGroup")


def test_only_the_code_that_uses_a_cache_reaches_it() -> None:
    into = [r for r in of_type(lowered(), "AWS::EC2::SecurityGroupIngress") if r.key.element_id == "prices"]

    assert [(r.key.part, r.properties["FromPort"]) for r in into] == [("from-order-handler", 6379)]


def test_names_of_caches_stay_within_forty_characters() -> None:
    long_id = "a-cache-whose-name-goes-on-and-on-end"
    cache = Component(id=long_id, kind="elasticache_cache", title="Long", boundary="isolated")
    blueprint = lowered(AddComponent(component=cache))

    name = blueprint.by_key[ResourceKey(long_id, "cache")].properties["ReplicationGroupId"]
    assert isinstance(name, str)
    assert len(name) <= 40


def test_a_file_system_can_be_mounted_in_every_zone_and_functions_wait_for_that() -> None:
    blueprint = lowered()

    targets = [r.key for r in of_type(blueprint, "AWS::EFS::MountTarget")]
    assert [key.part for key in targets] == ["mount-target-a", "mount-target-b"]
    assert set(targets) <= set(blueprint.by_key[ResourceKey("invoice-writer", "function")].depends_on)


def test_who_writes_files_gets_there_through_the_access_point_only() -> None:
    allowed = statements(lowered(), "invoice-writer")["WritesInvoices"]

    assert allowed.actions == ("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite")
    assert allowed.resources == (Ref(ResourceKey("invoices", "files"), "Arn"),)
    point = Ref(ResourceKey("invoices", "access-point"), "Arn")
    assert allowed.conditions == {"StringEquals": {"elasticfilesystem:AccessPointArn": point}}


def test_who_only_reads_files_may_not_write_them() -> None:
    reads = Connection(source="order-handler", verb=Verb.READS, target="invoices")
    allowed = statements(lowered(Connect(connection=reads)), "order-handler")["ReadsInvoices"]

    assert allowed.actions == ("elasticfilesystem:ClientMount",)


def test_files_are_mounted_once_by_who_reads_and_writes_them() -> None:
    reads = Connection(source="invoice-writer", verb=Verb.READS, target="invoices")
    function = lowered(Connect(connection=reads)).by_key[ResourceKey("invoice-writer", "function")]

    assert function.properties["FileSystemConfigs"] == [
        {"Arn": Ref(ResourceKey("invoices", "access-point"), "Arn"), "LocalMountPath": "/mnt/invoices"}
    ]


def test_containers_mount_files_over_tls_with_the_role_of_their_task() -> None:
    service = Component(id="printer", kind="fargate_service", title="Printer", boundary="private")
    reads = Connection(source="printer", verb=Verb.READS, target="invoices")
    blueprint = lowered(AddComponent(component=service), Connect(connection=reads))

    task = next(r for r in of_type(blueprint, "AWS::ECS::TaskDefinition"))
    assert task.properties["Volumes"] == [
        {
            "Name": "invoices",
            "EFSVolumeConfiguration": {
                "FilesystemId": Ref(ResourceKey("invoices", "files")),
                "TransitEncryption": "ENABLED",
                "AuthorizationConfig": {
                    "AccessPointId": Ref(ResourceKey("invoices", "access-point")),
                    "IAM": "ENABLED",
                },
            },
        }
    ]


def test_a_function_mounts_one_file_system() -> None:
    second = Component(id="archive", kind="efs_file_system", title="Archive", boundary="isolated")
    writes = Connection(source="invoice-writer", verb=Verb.WRITES, target="archive")

    with pytest.raises(EditRejected) as raised:
        lowered(AddComponent(component=second), Connect(connection=writes))
    assert {p.rule for p in raised.value.problems} == {"one-file-system-per-function"}


def test_production_keeps_backups_of_files_and_the_files_themselves() -> None:
    prod = lowered().by_key[ResourceKey("invoices", "files")]
    dev = lowered(environment=Environment.DEV).by_key[ResourceKey("invoices", "files")]

    assert (prod.properties["BackupPolicy"], prod.retain) == ({"Status": "ENABLED"}, True)
    assert (dev.properties["BackupPolicy"], dev.retain) == ({"Status": "DISABLED"}, False)
