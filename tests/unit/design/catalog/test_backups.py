"""What a backup plan selects, keeps and costs."""

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
)
from cloudwright.design.blueprint.values import Join, Ref
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import LoweringContext, PricingContext, Usage
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.load import monthly_load

TABLE = "nightly backs_up items"
BUCKET = "nightly backs_up files"


def _plan(*sentences: str, versioning: bool = True, **plan: JsonValue) -> Architecture:
    return a_design(
        [
            a_component("nightly", "backup_plan", **plan),
            a_component("items", "dynamodb_table"),
            a_component("files", "s3_bucket", versioning=versioning),
        ],
        [a_connection(sentence) for sentence in sentences],
    )


def _lines(architecture: Architecture, **assumptions: int) -> list[Usage]:
    elements = registry.elements(architecture, Environment.PROD)
    context = PricingContext(
        architecture=architecture,
        environment=Environment.PROD,
        elements=elements,
        load=monthly_load(architecture, {}),
        assumptions={name: Decimal(value) for name, value in assumptions.items()},
    )
    return list(registry.kind("backup_plan").price(context, elements["nightly"]))


def _problems(architecture: Architecture) -> list[str]:
    return [problem.rule for problem in CatalogVocabulary(load_facts()).problems(architecture)]


def test_what_is_connected_is_selected_by_its_arn() -> None:
    blueprint = lowered(_plan(TABLE, BUCKET))

    selected = at(part(blueprint, "nightly/selection"), "BackupSelection.Resources")

    assert isinstance(selected, list)
    assert sorted(str(arn.resource) for arn in selected) == ["files/bucket", "items/table"]
    assert points_to(at(part(blueprint, "nightly/selection"), "BackupSelection.IamRoleArn"), "nightly/role")


def test_buckets_need_two_more_policies_of_aws() -> None:
    def policies(*sentences: str) -> list[str]:
        found = at(part(lowered(_plan(*sentences)), "nightly/role"), "ManagedPolicyArns")
        assert isinstance(found, list)
        return [str(arn.parts[-1]).rpartition("/")[2] for arn in found if isinstance(arn, Join)]

    alone = policies(TABLE)
    assert alone == ["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"]
    assert policies(BUCKET)[2:] == [
        "AWSBackupServiceRolePolicyForS3Backup",
        "AWSBackupServiceRolePolicyForS3Restore",
    ]


def test_production_keeps_days_and_weeks_and_development_one_week() -> None:
    def kept(environment: Environment) -> list[tuple[str, int]]:
        rules = at(part(lowered(_plan(TABLE), environment), "nightly/plan"), "BackupPlan.BackupPlanRule")
        assert isinstance(rules, list)
        return [(rule["RuleName"], rule["Lifecycle"]["DeleteAfterDays"]) for rule in rules]

    assert kept(Environment.PROD) == [("daily", 35), ("weekly", 90)]
    assert kept(Environment.DEV) == [("daily", 7)]


@pytest.mark.parametrize("environment", Environment)
def test_only_the_vault_of_development_goes_with_its_recovery_points(environment: Environment) -> None:
    text = "\n".join(file.text for file in emit(lowered(_plan(TABLE), environment)))

    assert ("force_destroy = true" in text) == (environment is Environment.DEV)


def test_copies_go_to_a_vault_of_the_other_region() -> None:
    rule = at(
        part(lowered(_plan(TABLE, copy_region="eu-central-1")), "nightly/plan"), "BackupPlan.BackupPlanRule.0"
    )

    assert isinstance(rule, dict)
    arn = rule["CopyActions"][0]["DestinationBackupVaultArn"]
    assert isinstance(arn, Join)
    assert (arn.parts[2], arn.parts[-1]) == (":backup:eu-central-1:", ":backup-vault:shop-prod-nightly-copy")


def test_a_copy_has_to_leave_the_region() -> None:
    assert _problems(_plan(TABLE, copy_region="eu-west-1")) == ["copy-to-another-region"]


def test_a_bucket_without_versions_cannot_be_backed_up() -> None:
    assert _problems(_plan(BUCKET, versioning=False)) == ["versioned-bucket"]


def test_recovery_points_of_tables_are_whole_copies_and_those_of_buckets_are_changes() -> None:
    table, bucket = sorted(
        _lines(_plan(TABLE, BUCKET), table_storage_gb=2, stored_gb=50, backup_change_percent=2),
        key=lambda line: str(line.dimension_id),
    )

    # 35 daily and 90 / 7 = 12 weekly points: 2 GB x 47, and 50 GB x (1 + 47 x 2 %).
    assert (table.dimension_id, table.quantity) == ("backup.dynamodb.warm_gb_month", Decimal(94))
    assert (bucket.dimension_id, bucket.quantity) == ("backup.s3.warm_gb_month", Decimal(97))


def test_copies_are_stored_at_the_prices_of_their_own_region() -> None:
    lines = _lines(_plan(TABLE, copy_region="us-east-1"), table_storage_gb=2)

    stored = [(line.region, line.quantity) for line in lines if line.dimension_id != "backup.cross_region_gb"]
    assert stored == [(None, Decimal(94)), ("us-east-1", Decimal(94))]


def test_a_failed_night_raises_an_alarm_within_a_day() -> None:
    spec = alarm_specs(_plan(TABLE), "nightly")["failed-jobs"]

    assert (spec.metric, spec.period_seconds) == ("NumberOfBackupJobsFailed", 86_400)


@pytest.mark.parametrize(
    ("kind", "attribute", "dimension_id"),
    [
        ("rds_instance", "DBInstanceArn", "backup.rds.snapshot_gb_month"),
        ("aurora_cluster", "DBClusterArn", "backup.aurora.snapshot_gb_month"),
        ("efs_file_system", "Arn", "backup.efs.warm_gb_month"),
    ],
)
def test_databases_and_files_in_a_network_are_selected_and_priced(
    kind: str, attribute: str, dimension_id: str
) -> None:
    design = a_design(
        [a_component("nightly", "backup_plan"), a_component("data", kind)],
        [a_connection("nightly backs_up data")],
    )
    rules = registry.kind("backup_plan").verbs
    rule = next(r for r in rules if kind in r.others)
    context = LoweringContext(
        architecture=design,
        environment=Environment.PROD,
        elements=registry.elements(design, Environment.PROD),
        kinds=registry.kinds(),
        runtimes={},
    )

    (selected,) = rule.connect(context, design.connections[0]).settings

    assert isinstance(selected.value, Ref)
    assert (selected.value.resource.element_id, selected.value.attribute) == ("data", attribute)
    assert [line.dimension_id for line in _lines(design)] == [dimension_id]
