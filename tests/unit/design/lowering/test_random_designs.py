"""Whatever an architect draws with these kinds can be lowered, and what comes out can be deployed."""

import os
from collections.abc import Iterator
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.designs import designs
from builders.reading import documents
from builders.whole_designs import whole_designs
from cloudwright.design.blueprint.graph import Blueprint, Resource, references
from cloudwright.design.blueprint.values import Param, PolicyDocument, Ref, ResourceKey
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment

_DESIGNS = designs() | whole_designs()
_ENVIRONMENTS = st.sampled_from(Environment)
_NAME_LIMITS = {
    ("AWS::Lambda::Function", "FunctionName"): 64,
    ("AWS::SQS::Queue", "QueueName"): 80,
    ("AWS::SNS::Topic", "TopicName"): 256,
    ("AWS::Events::Archive", "ArchiveName"): 48,
    ("AWS::Events::EventBus", "Name"): 256,
    ("AWS::Events::Rule", "Name"): 64,
    ("AWS::Scheduler::Schedule", "Name"): 64,
    ("AWS::Scheduler::ScheduleGroup", "Name"): 64,
    ("AWS::StepFunctions::StateMachine", "StateMachineName"): 80,
    ("AWS::Kinesis::Stream", "Name"): 128,
    ("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName"): 64,
    ("AWS::CloudWatch::Alarm", "AlarmName"): 255,
    ("AWS::DynamoDB::Table", "TableName"): 255,
    ("AWS::ElastiCache::ReplicationGroup", "ReplicationGroupId"): 40,
    ("AWS::ElastiCache::ServerlessCache", "ServerlessCacheName"): 40,
    ("AWS::KMS::Alias", "AliasName"): 256,
    ("AWS::RDS::DBCluster", "DBClusterIdentifier"): 63,
    ("AWS::RDS::DBInstance", "DBInstanceIdentifier"): 63,
    ("AWS::RDS::DBProxy", "DBProxyName"): 64,
    ("AWS::Logs::LogGroup", "LogGroupName"): 512,
}
_INLINE_CODE_BYTES = 4096
_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_thorough = settings(
    max_examples=400 if _FULL else 40,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@_thorough
@given(_DESIGNS, _ENVIRONMENTS)
def test_a_random_design_is_accepted_and_lowered_and_every_reference_resolves(
    design: Architecture, environment: Environment
) -> None:
    assert CatalogVocabulary(load_facts()).problems(design) == ()

    blueprint = lower(design, environment, load_facts())

    parameters = {parameter.name for parameter in blueprint.parameters}
    for resource in blueprint.resources:
        for reference in references(resource.properties):
            known = (
                reference.name in parameters
                if isinstance(reference, Param)
                else reference.resource in blueprint.by_key
            )
            assert known, f"{resource.key} refers to {reference}"
        assert set(resource.depends_on) <= set(blueprint.by_key)


@_thorough
@given(_DESIGNS, _ENVIRONMENTS)
def test_no_statement_allows_a_wildcard_action_and_statement_ids_are_unique(
    design: Architecture, environment: Environment
) -> None:
    for document in _documents(lower(design, environment, load_facts())):
        sids = [statement.sid for statement in document.statements]
        assert len(set(sids)) == len(sids), sids
        for statement in document.statements:
            if statement.effect == "Allow":
                assert not [action for action in statement.actions if "*" in action]
                assert statement.principal != "*"


@_thorough
@given(_DESIGNS, _ENVIRONMENTS)
def test_names_keep_their_limits_and_inline_code_its_size(
    design: Architecture, environment: Environment
) -> None:
    blueprint = lower(design, environment, load_facts())

    for resource in blueprint.resources:
        for (resource_type, name), limit in _NAME_LIMITS.items():
            if resource.type == resource_type:
                value = resource.properties[name]
                assert isinstance(value, str)
                assert len(value) <= limit
    for code in blueprint.code:
        compile(code.source, code.filename, "exec")
        assert len(code.source.encode()) <= _INLINE_CODE_BYTES


@_thorough
@given(_DESIGNS, _ENVIRONMENTS)
def test_resources_can_be_created_in_some_order(design: Architecture, environment: Environment) -> None:
    blueprint = lower(design, environment, load_facts())
    waiting = {resource.key: _needs(resource) for resource in blueprint.resources}

    while waiting:
        ready = [key for key, needs in waiting.items() if not needs & waiting.keys()]
        assert ready, f"a cycle among {sorted(map(str, waiting))}"
        for key in ready:
            del waiting[key]


@_thorough
@given(_DESIGNS, st.randoms(use_true_random=False))
def test_the_order_in_which_a_design_is_written_changes_nothing(
    design: Architecture, shuffler: Random
) -> None:
    components, connections = list(design.components), list(design.connections)
    shuffler.shuffle(components)
    shuffler.shuffle(connections)
    shuffled = design.model_copy(update={"components": tuple(components), "connections": tuple(connections)})

    assert lower(shuffled, Environment.PROD, load_facts()) == lower(design, Environment.PROD, load_facts())


def _needs(resource: Resource) -> set[ResourceKey]:
    named = {r.resource for r in references(resource.properties) if isinstance(r, Ref)}
    return {*named, *resource.depends_on} - {resource.key}


def _documents(blueprint: Blueprint) -> Iterator[PolicyDocument]:
    for resource in blueprint.resources:
        yield from documents(dict(resource.properties))
