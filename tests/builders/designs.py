"""Random valid designs of functions, tables, queues, topics, rules, keys and alarms."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.hard_rules import hard_rule_problems
from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.model.architecture import Architecture, Component, Connection
from cloudwright.design.model.verbs import Verb

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1")
_LONGEST_ID = 40
_LONG = "with-a-name-that-goes-on-and-on"

_NUMBERS = st.integers
PROPERTIES: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "lambda_function": {
        "memory_mb": _NUMBERS(128, 10_240),
        "timeout_seconds": _NUMBERS(1, 900),
        "ephemeral_storage_mb": _NUMBERS(512, 10_240),
        "reserved_concurrency": st.none() | _NUMBERS(0, 100),
        "log_level": st.sampled_from(("DEBUG", "INFO", "WARN", "ERROR")),
    },
    "dynamodb_table": {
        "partition_key_type": st.sampled_from(("S", "N", "B")),
        "sort_key": st.none() | st.just("sk"),
        "indexes": st.just([]) | st.just([{"name": "by-owner", "partition_key": "owner"}]),
        "time_to_live_attribute": st.none() | st.just("expires_at"),
        "point_in_time_recovery": st.booleans(),
        "deletion_protection": st.booleans(),
        "table_class": st.sampled_from(("STANDARD", "STANDARD_INFREQUENT_ACCESS")),
    },
    "sqs_queue": {
        "retention_seconds": _NUMBERS(60, 1_209_600),
        "maximum_receives": _NUMBERS(1, 1000),
        "delay_seconds": _NUMBERS(0, 900),
    },
    "sns_topic": {"email": st.sampled_from(("when_alerted", "always", "never"))},
    "eventbridge_rule": {
        "schedule": st.none() | st.sampled_from(("rate(5 minutes)", "cron(0 3 ? * MON-FRI *)")),
        "detail_types": st.just([]) | st.just(["OrderPlaced"]),
        "enabled": st.booleans(),
    },
    "eventbridge_bus": {"archive_days": st.none() | _NUMBERS(1, 3650)},
    "eventbridge_schedule": {
        "schedule": st.sampled_from(("rate(5 minutes)", "cron(0 3 ? * MON-FRI *)")),
        "time_zone": st.sampled_from(("UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires")),
        "flexible_window_minutes": st.none() | _NUMBERS(1, 1440),
        "maximum_retries": _NUMBERS(0, 185),
        "maximum_age_seconds": _NUMBERS(60, 86_400),
        "enabled": st.booleans(),
    },
    "step_functions_workflow": {
        "type": st.sampled_from(("standard", "express")),
        "timeout_seconds": _NUMBERS(1, 300),
        "log_execution_data": st.booleans(),
    },
    "kinesis_stream": {
        "capacity_mode": st.sampled_from(("on_demand", "provisioned")),
        "shards": _NUMBERS(1, 1000),
        "retention_hours": _NUMBERS(24, 8760),
        "iterator_age_alarm_seconds": _NUMBERS(10, 86_400),
        "retain": st.booleans(),
    },
    "secrets_manager_secret": {
        "content": st.sampled_from(("generated", "given")),
        "user_name": st.sampled_from(("", "shop")),
        "length_characters": _NUMBERS(16, 128),
        "rotation_days": _NUMBERS(1, 1000),
        "retain": st.booleans(),
    },
    "ssm_parameter": {
        "value": st.sampled_from(("", "eu", 'with "quotes" and ${braces}')),
        "tier": st.sampled_from(("Standard", "Advanced")),
    },
    "ecr_repository": {
        "scan_on_push": st.booleans(),
        "immutable_tags": st.booleans(),
        "kept_images": _NUMBERS(1, 10_000),
        "untagged_days": _NUMBERS(1, 365),
        "retain": st.booleans(),
    },
    "backup_plan": {
        "hour_utc": _NUMBERS(0, 23),
        "daily_retention_days": _NUMBERS(1, 3650),
        "weekly_retention_days": _NUMBERS(0, 3650),
        "retain": st.booleans(),
    },
    "cloudwatch_dashboard": {},
    "kms_key": {"retain": st.booleans()},
    "cloudwatch_alarms": {"tell_recovery": st.booleans()},
}


@st.composite
def designs(draw: st.DrawFn, *, most_of_each: int = 2) -> Architecture:
    """Return a design that the catalogue accepts: at least one function, any allowed connections."""
    components = draw(_components(most_of_each))
    architecture = Architecture(
        name=draw(st.sampled_from(("a", "shop", "a-name-of-twenty-four-ch"))),
        title="A design",
        region=draw(st.sampled_from(REGIONS)),
        components=components,
    )
    candidates = _candidates(components)
    most = min(16, len(candidates))
    least = draw(st.integers(0, most))
    chosen = (
        draw(st.lists(st.sampled_from(candidates), min_size=least, max_size=most, unique=True))
        if candidates
        else []
    )
    return _connected(architecture, chosen)


@st.composite
def _components(draw: st.DrawFn, most_of_each: int) -> tuple[Component, ...]:
    components: list[Component] = []
    for kind, properties in PROPERTIES.items():
        least = 1 if kind == "lambda_function" else 0
        for number in range(draw(st.integers(least, most_of_each))):
            ending = draw(st.sampled_from(("", f"-{_LONG}")))
            given = draw(st.fixed_dictionaries({}, optional=dict(properties)))
            component_id = f"{kind.replace('_', '-')}-{number}{ending}"[:_LONGEST_ID].rstrip("-")
            components.append(
                Component.model_validate(
                    {"id": component_id, "kind": kind, "title": f"{kind} {number}", "properties": given}
                )
            )
    return tuple(components)


def _candidates(components: Sequence[Component]) -> list[tuple[str, Verb, str]]:
    return [
        (source.id, verb, target.id)
        for source in components
        for target in components
        if source.id != target.id
        for verb in registry.allowed(_kind(source), _kind(target))
        if verb is not Verb.WATCHES or _kind(target).alarms is not None
    ]


def _kind(component: Component) -> Kind[Properties]:
    return registry.kind(component.kind)


def _connected(architecture: Architecture, chosen: Sequence[tuple[str, Verb, str]]) -> Architecture:
    """Add the connections one by one, leaving out each that would break a hard rule."""
    for source, verb, target in chosen:
        connection = Connection(source=source, verb=verb, target=target)
        wider = architecture.model_copy(update={"connections": (*architecture.connections, connection)})
        if not hard_rule_problems(wider):
            architecture = wider
    return Architecture.model_validate(architecture.model_dump())
