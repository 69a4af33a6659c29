"""Names that people see in the account fit their limits, and never meet those of another deployment."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from pydantic import JsonValue

from builders.golden import NAMES, golden
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.blueprint.values import Join, Pseudo, Value
from cloudwright.design.emit.cloudformation import emitter as cloudformation
from cloudwright.design.emit.files import oversized
from cloudwright.design.emit.terraform import emitter as terraform
from cloudwright.design.emit.terraform.schema import check
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment, Region

_LONGEST_STACK_NAME = "a-name-of-24-letters-all"
_LONGEST_PREFIX = "acme-retail0"
_LONGEST_ID = 40
_REGIONS: Sequence[Region] = ("us-east-1", "eu-west-1", "ap-southeast-1")
_BUCKET_LIMIT_BYTES = 1_000_000  # aws-limits.csv: CloudFormation, template_body_s3
_NAMES = re.compile(r"(Name|Identifier|Family|GroupId|Domain)$")
_NOT_NAMES = {"MetricName"}
_NOT_IDS = {"kind", "tier", "type", "verb"}  # fields whose words may also be ids of elements
_IN_ALL_REGIONS = ("AWS::CloudFront::", "AWS::IAM::", "AWS::S3::Bucket")
_IN_ALL_ACCOUNTS = ("AWS::S3::Bucket", "AWS::Cognito::UserPoolDomain")  # the domain within its Region

# The row of aws-limits.csv about each name; what has no row is looked up below.
_LIMITS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("AWS::Backup::BackupVault", "BackupVaultName"): ("Backup", "vault_name_max"),
    ("AWS::CloudWatch::Alarm", "AlarmName"): ("CloudWatch", "name_max_cloudwatch_alarm_alarm_name"),
    ("AWS::Cognito::UserPool", "UserPoolName"): ("Cognito", "name_max_cognito_userpool_user_pool_name"),
    ("AWS::DynamoDB::Table", "TableName"): ("DynamoDB", "table_name_max"),
    ("AWS::ECR::Repository", "RepositoryName"): ("ECR", "name_max_ecr_repository_repository_name"),
    ("AWS::ECS::Cluster", "ClusterName"): ("ECS", "name_max"),
    ("AWS::ECS::Service", "ServiceName"): ("ECS", "name_max"),
    ("AWS::ECS::TaskDefinition", "Family"): ("ECS", "name_max"),
    ("AWS::ElastiCache::ReplicationGroup", "ReplicationGroupId"): (
        "ElastiCache",
        "replication_group_id_max",
    ),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"): ("ELB", "name_max"),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"): ("ELB", "name_max"),
    ("AWS::Events::Archive", "ArchiveName"): ("EventBridge", "name_max_events_archive_archive_name"),
    ("AWS::Events::EventBus", "Name"): ("EventBridge", "name_max_events_eventbus_name"),
    ("AWS::Events::Rule", "Name"): ("EventBridge", "name_max_events_rule_name"),
    ("AWS::KMS::Alias", "AliasName"): ("KMS", "name_max_kms_alias_alias_name"),
    ("AWS::Kinesis::Stream", "Name"): ("Kinesis Data Streams", "name_max_kinesis_stream_name"),
    ("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName"): (
        "Data Firehose",
        "name_max_kinesisfirehose_deliverystream_delivery_stream_name",
    ),
    ("AWS::Lambda::Function", "FunctionName"): ("Lambda", "name_max_lambda_function_function_name"),
    ("AWS::Logs::LogGroup", "LogGroupName"): ("CloudWatch Logs", "name_max_logs_loggroup_log_group_name"),
    ("AWS::RDS::DBInstance", "DBInstanceIdentifier"): ("RDS", "instance_identifier_max"),
    ("AWS::RDS::DBCluster", "DBClusterIdentifier"): ("RDS", "instance_identifier_max"),
    ("AWS::S3::Bucket", "BucketName"): ("S3", "name_max_s3_bucket_bucket_name"),
    ("AWS::SNS::Topic", "TopicName"): ("SNS", "name_max_sns_topic_topic_name"),
    ("AWS::SQS::Queue", "QueueName"): ("SQS", "queue_name_max"),
    ("AWS::SSM::Parameter", "Name"): ("SSM Parameter Store", "name_max_ssm_parameter_name"),
    ("AWS::Scheduler::Schedule", "Name"): ("EventBridge Scheduler", "name_max_scheduler_schedule_name"),
    ("AWS::Scheduler::ScheduleGroup", "Name"): (
        "EventBridge Scheduler",
        "name_max_scheduler_schedulegroup_name",
    ),
    ("AWS::SecretsManager::Secret", "Name"): ("Secrets Manager", "name_max_secretsmanager_secret_name"),
    ("AWS::StepFunctions::StateMachine", "StateMachineName"): (
        "Step Functions",
        "name_max_stepfunctions_statemachine_state_machine_name",
    ),
    ("AWS::WAFv2::WebACL", "Name"): ("WAF", "name_max"),
}
# Lengths in CloudFormation's schemas (cfn-lint 1.58); at 128, the smallest that an API has for the others.
_OTHER_LIMITS: Mapping[tuple[str, str], int] = {
    ("AWS::CloudFront::Function", "Name"): 64,
    ("AWS::CloudFront::OriginAccessControl", "Name"): 64,
    ("AWS::Cognito::UserPoolDomain", "Domain"): 63,
    ("AWS::RDS::DBProxy", "DBProxyName"): 64,
    ("AWS::ApplicationAutoScaling::ScalingPolicy", "PolicyName"): 256,
}
_ANY_OTHER_LIMIT = 128


@cache
def _lowered(name: str, environment: Environment, region: Region) -> Blueprint:
    return lower(golden(name, region=region), environment, load_facts())


def _lengthened(design: Architecture) -> Architecture:
    """Return the design with the longest prefix, stack name and ids of components and boundaries."""
    short = [*(c.id for c in design.components), *(b.id for b in design.boundaries)]
    ids = {each: f"{each}-{'x' * _LONGEST_ID}"[:_LONGEST_ID] for each in short}
    renamed = _renamed(design.model_dump(mode="json"), ids)
    assert isinstance(renamed, dict)
    standards = {**design.standards.model_dump(mode="json"), "name_prefix": _LONGEST_PREFIX}
    return Architecture.model_validate({**renamed, "name": _LONGEST_STACK_NAME, "standards": standards})


def _renamed(value: JsonValue, ids: Mapping[str, str]) -> JsonValue:
    if isinstance(value, dict):
        return {k: v if k in _NOT_IDS else _renamed(v, ids) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(v, ids) for v in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _names(blueprint: Blueprint) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield type and property, the Region of the stack, and the name as it will be in the account."""
    for resource in blueprint.resources:
        region = blueprint.stack_region(resource.stack)
        for key, name in _named(resource.properties, region, blueprint.names_start):
            yield (resource.type, key), region, name


def _named(properties: Mapping[str, Value], region: str, start: str) -> Iterator[tuple[str, str]]:
    for key, value in properties.items():
        if isinstance(value, Mapping):
            yield from _named(value, region, start)
        elif _NAMES.search(key) and key not in _NOT_NAMES and start in (name := _text(value, region)):
            yield key, name


def _text(value: Value, region: str) -> str:
    if isinstance(value, Join):
        return "".join(_text(part, region) for part in value.parts)
    known = {Pseudo.ACCOUNT_ID: "1" * 12, Pseudo.REGION: region, Pseudo.PARTITION: "aws"}
    return known.get(value, "?") if isinstance(value, Pseudo) else value if isinstance(value, str) else "?"


def _limit(named: tuple[str, str]) -> int:
    if named in _LIMITS:
        return int(load_facts().limit_number(*_LIMITS[named]))
    return _OTHER_LIMITS.get(named, _ANY_OTHER_LIMIT)


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_names_fit_their_limits(name: str) -> None:
    design = _lengthened(golden(name, region=_REGIONS[-1]))
    blueprint = lower(design, Environment.PROD, load_facts())

    found = [(named, text) for named, _, text in _names(blueprint)]

    assert [(named, text) for named, text in found if len(text) > _limit(named)] == []
    assert check(terraform.emit(blueprint)) == ()
    assert oversized(cloudformation.emit(blueprint), _BUCKET_LIMIT_BYTES) == ()


@pytest.mark.parametrize("name", NAMES)
def test_environments_and_regions_of_one_design_live_side_by_side_in_an_account(name: str) -> None:
    deployments = [_lowered(name, environment, region) for environment in Environment for region in _REGIONS]

    taken = Counter(claim for deployment in deployments for claim in set(_claims(deployment)))

    assert [claim for claim, times in taken.items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_shared_by_all_accounts_contain_the_account(name: str) -> None:
    blueprint = _lowered(name, Environment.PROD, _REGIONS[-1])

    bare = [
        text for (type_name, _), _, text in _names(blueprint)
        if type_name in _IN_ALL_ACCOUNTS and "1" * 12 not in text
    ]  # fmt: skip

    assert bare == []


def _claims(blueprint: Blueprint) -> Iterator[tuple[str, str, str]]:
    for (type_name, key), region, text in _names(blueprint):
        place = "" if type_name.startswith(_IN_ALL_REGIONS) else region
        yield f"{type_name} {key}", place, text
