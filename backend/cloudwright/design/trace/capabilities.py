"""What a system can be asked to do, and which connected kinds do it."""

from collections.abc import Mapping
from dataclasses import dataclass

from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.verbs import Verb


@dataclass(frozen=True, slots=True)
class Link:
    """A connection that must exist: from one of `sources` by one of `verbs` to one of `targets`.

    An empty tuple of kinds accepts any. `at_least` counts such connections.
    """

    sources: tuple[str, ...]
    verbs: tuple[Verb, ...]
    targets: tuple[str, ...]
    at_least: int = 1

    def found(self, architecture: Architecture) -> tuple[Connection, ...]:
        """Return the connections that match."""
        return tuple(
            c for c in architecture.connections if c.verb in self.verbs and self._joins(architecture, c)
        )

    def _joins(self, architecture: Architecture, connection: Connection) -> bool:
        source = architecture.component(connection.source).kind
        target = architecture.component(connection.target).kind
        return (not self.sources or source in self.sources) and (not self.targets or target in self.targets)

    def __str__(self) -> str:
        sources = " or ".join(self.sources) or "anything"
        targets = " or ".join(self.targets) or "anything"
        return f"{sources} {' or '.join(self.verbs)} {targets}"


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing a system does. Any of `ways` is enough; all links of a way are needed."""

    id: str
    title: str
    ways: tuple[tuple[Link, ...], ...]


_COMPUTE = RUNS_CODE
_APIS = ("application_load_balancer", "http_api", "rest_api")
_BUCKET = ("s3_bucket",)
_QUEUE = ("sqs_queue",)
_WORKFLOW = ("step_functions_workflow",)
_TOPIC = ("sns_topic",)
_BALANCERS = ("application_load_balancer", "network_load_balancer")
_SERVERS = ("fargate_service", "auto_scaling_group")
_RELATIONAL = ("rds_instance", "aurora_cluster", "rds_proxy")

_CAPABILITIES = (
    Capability(
        "static_site",
        "Serve static pages and files",
        (
            (Link(("cloudfront_distribution",), (Verb.ROUTES,), _BUCKET),),
            (Link(_BALANCERS, (Verb.ROUTES,), _SERVERS),),
        ),
    ),
    Capability(
        "json_api",
        "Answer requests to an API",
        (
            (Link(_APIS, (Verb.INVOKES, Verb.ROUTES), _COMPUTE),),
            (Link(_BALANCERS, (Verb.ROUTES,), RUNS_CODE),),
        ),
    ),
    Capability(
        "file_upload",
        "Take in files",
        (
            (Link(("external_actor",), (Verb.REQUESTS,), _BUCKET),),
            (Link(_APIS, (Verb.INVOKES, Verb.ROUTES), _COMPUTE), Link(_COMPUTE, (Verb.WRITES,), _BUCKET)),
        ),
    ),
    Capability(
        "image_processing",
        "Turn images into other images",
        ((Link(_COMPUTE, (Verb.READS,), _BUCKET), Link(_COMPUTE, (Verb.WRITES,), _BUCKET)),),
    ),
    Capability(
        "async_processing",
        "Work later on what was accepted now",
        (
            (Link(_COMPUTE, (Verb.CONSUMES,), _QUEUE),),
            (Link((*_BUCKET, *_TOPIC), (Verb.NOTIFIES,), _COMPUTE),),
            (Link(_COMPUTE, (Verb.CONSUMES,), ("dynamodb_table", "kinesis_stream")),),
            (Link(_WORKFLOW, (Verb.INVOKES,), _COMPUTE),),
        ),
    ),
    Capability(
        "scheduled_job",
        "Do something at set times",
        (
            (Link(("eventbridge_rule",), (Verb.INVOKES,), _COMPUTE),),
            (Link(("eventbridge_schedule",), (Verb.INVOKES, Verb.PUBLISHES), ()),),
        ),
    ),
    Capability(
        "sign_in",
        "Know who is calling",
        ((Link((), (Verb.AUTHENTICATES,), ("cognito_user_pool",)),),),
    ),
    Capability(
        "notifications",
        "Tell people or systems what happened",
        (
            (Link((*_COMPUTE, *_BUCKET, "eventbridge_rule"), (Verb.PUBLISHES, Verb.NOTIFIES), _TOPIC),),
            (Link(_COMPUTE, (Verb.PUBLISHES,), ("eventbridge_bus",)),),
        ),
    ),
    Capability(
        "key_value_store",
        "Keep records and find them by key",
        ((Link(RUNS_CODE, (Verb.READS, Verb.WRITES), ("dynamodb_table", *_RELATIONAL)),),),
    ),
    Capability(
        "custom_domain",
        "Answer under a name of its own",
        (
            (
                Link(("route53_record",), (Verb.RESOLVES,), ()),
                Link(("acm_certificate",), (Verb.CERTIFIES,), ()),
            ),
        ),
    ),
    Capability(
        "event_fan_out",
        "Give one event to several receivers",
        (
            (Link(_TOPIC, (Verb.NOTIFIES,), (), at_least=2),),
            (Link((), (Verb.CONSUMES,), _TOPIC, at_least=2),),
            (Link((), (Verb.CONSUMES,), ("eventbridge_bus",), at_least=2),),
            (Link((), (Verb.CONSUMES,), ("kinesis_stream",), at_least=2),),
            (Link(("eventbridge_rule",), (Verb.INVOKES, Verb.PUBLISHES, Verb.NOTIFIES), (), at_least=2),),
        ),
    ),
    Capability(
        "containers",
        "Run in containers",
        (
            (Link(_BALANCERS, (Verb.ROUTES,), ("fargate_service",)),),
            (Link(("fargate_service",), (Verb.CONSUMES, Verb.READS, Verb.WRITES), ()),),
        ),
    ),
    Capability(
        "servers",
        "Run on servers of its own",
        (
            (Link(_BALANCERS, (Verb.ROUTES,), ("auto_scaling_group",)),),
            (Link(("auto_scaling_group",), (Verb.CONSUMES, Verb.READS, Verb.WRITES), ()),),
        ),
    ),
    Capability(
        "relational_database",
        "Keep records that refer to each other",
        ((Link(RUNS_CODE, (Verb.READS, Verb.WRITES), _RELATIONAL),),),
    ),
    Capability(
        "cache",
        "Answer repeated questions from a cache",
        ((Link(RUNS_CODE, (Verb.READS, Verb.WRITES), ("elasticache_cache",)),),),
    ),
    Capability(
        "live_messages",
        "Exchange messages over open connections",
        ((Link(("websocket_api",), (Verb.INVOKES,), _COMPUTE),),),
    ),
    Capability(
        "event_stream",
        "Take in a stream of small events",
        ((Link((), (Verb.PUBLISHES,), ("kinesis_stream", "firehose_stream")),),),
    ),
    Capability(
        "workflow",
        "Run steps in order and undo them when one fails",
        ((Link(_WORKFLOW, (Verb.INVOKES,), _COMPUTE, at_least=2),),),
    ),
    Capability(
        "domain_events",
        "Tell other systems what happened through events",
        (
            (
                Link((), (Verb.PUBLISHES,), ("eventbridge_bus",)),
                Link(("eventbridge_rule",), (Verb.CONSUMES,), ("eventbridge_bus",)),
            ),
            (Link((), (Verb.PUBLISHES,), ("eventbridge_rule", "sns_topic")),),
        ),
    ),
    Capability(
        "batch_processing",
        "Work through what came in, at set times",
        (
            (
                Link(("eventbridge_rule", "eventbridge_schedule"), (Verb.INVOKES, Verb.PUBLISHES), ()),
                Link((*_COMPUTE, "fargate_service"), (Verb.READS, Verb.WRITES), ()),
            ),
        ),
    ),
    Capability(
        "files_only",
        "Serve files, with nothing that runs",
        ((Link(("cloudfront_distribution",), (Verb.ROUTES,), _BUCKET),),),
    ),
    Capability(
        "live_counts",
        "Count events within seconds",
        ((Link((), (Verb.CONSUMES,), ("kinesis_stream",)),),),
    ),
    Capability(
        "kept_messages",
        "Keep messages for later readers",
        ((Link(_COMPUTE, (Verb.WRITES,), ("dynamodb_table",)),),),
    ),
    Capability(
        "metered_api",
        "Count and limit the calls of each partner",
        ((Link(("rest_api",), (Verb.INVOKES, Verb.ROUTES), ()),),),
    ),
    Capability(
        "encryption_customer_key",
        "Encrypt with a key of the customer's own",
        ((Link(("kms_key",), (Verb.ENCRYPTS,), ()),),),
    ),
    Capability(
        "web_firewall",
        "Filter web requests",
        ((Link(("waf_web_acl",), (Verb.PROTECTS,), ()),),),
    ),
)

CAPABILITIES: Mapping[str, Capability] = {capability.id: capability for capability in _CAPABILITIES}
