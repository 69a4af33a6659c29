"""Designs and catalogue looks for drawings, with defaults."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cloudwright.design.catalog.kind import Category
from cloudwright.design.diagram.scene import Annotations
from cloudwright.design.model.architecture import Architecture, Boundary, Component, Connection, Environment
from cloudwright.design.model.verbs import Verb
from cloudwright.kit.money import Money


@dataclass(frozen=True, slots=True)
class ALook:
    id: str
    service: str
    title: str
    category: Category
    icon: str
    plumbing: bool = False
    frame: bool = False


def _look(kind_id: str, service: str, *, category: Category, icon: str, plumbing: bool = False) -> ALook:
    return ALook(kind_id, service, kind_id.replace("_", " "), category, icon, plumbing)


LOOKS: Mapping[str, ALook] = {
    look.id: look
    for look in (
        _look("external_actor", "People", category=Category.EXTERNAL, icon="Users"),
        _look("s3_bucket", "Amazon S3", category=Category.STORAGE, icon="AmazonSimpleStorageService"),
        _look(
            "cloudfront_distribution", "Amazon CloudFront", category=Category.NETWORK, icon="AmazonCloudFront"
        ),
        _look(
            "route53_zone",
            "Amazon Route 53",
            category=Category.NETWORK,
            icon="AmazonRoute53HostedZone",
            plumbing=True,
        ),
        _look(
            "route53_record",
            "Amazon Route 53",
            category=Category.NETWORK,
            icon="AmazonRoute53",
            plumbing=True,
        ),
        _look(
            "acm_certificate",
            "AWS Certificate Manager",
            category=Category.SECURITY,
            icon="AWSCertificateManager",
            plumbing=True,
        ),
        _look("http_api", "Amazon API Gateway", category=Category.NETWORK, icon="AmazonAPIGateway"),
        _look("lambda_function", "AWS Lambda", category=Category.COMPUTE, icon="AWSLambda"),
        _look("dynamodb_table", "Amazon DynamoDB", category=Category.DATABASE, icon="AmazonDynamoDB"),
        _look("sqs_queue", "Amazon SQS", category=Category.INTEGRATION, icon="AmazonSimpleQueueService"),
        _look(
            "sns_topic", "Amazon SNS", category=Category.INTEGRATION, icon="AmazonSimpleNotificationService"
        ),
        _look(
            "eventbridge_rule", "Amazon EventBridge", category=Category.INTEGRATION, icon="AmazonEventBridge"
        ),
        _look(
            "kms_key", "AWS KMS", category=Category.SECURITY, icon="AWSKeyManagementService", plumbing=True
        ),
        ALook("vpc", "Amazon VPC", "VPC", Category.NETWORK, "AmazonVPC", plumbing=True, frame=True),
        _look("cognito_user_pool", "Amazon Cognito", category=Category.SECURITY, icon="AmazonCognito"),
        _look("waf_web_acl", "AWS WAF", category=Category.SECURITY, icon="AWSWAF"),
        _look(
            "cloudwatch_alarms",
            "Amazon CloudWatch",
            category=Category.MANAGEMENT,
            icon="AmazonCloudWatch",
            plumbing=True,
        ),
    )
}


def a_component(component_id: str, kind: str, *, title: str = "", boundary: str | None = None) -> Component:
    words = title or component_id.replace("-", " ").capitalize()
    return Component(id=component_id, kind=kind, title=words, boundary=boundary)


def a_connection(text: str, *, sentence: str = "", step: int | None = None, path: str = "") -> Connection:
    """Build one from `source verb target`."""
    source, verb, target = text.split()
    return Connection(
        source=source,
        verb=Verb(verb),
        target=target,
        sentence=sentence,
        step=step,
        properties={"path": path} if path else {},
    )


def an_architecture(
    components: tuple[Component, ...],
    connections: tuple[Connection, ...],
    *,
    boundaries: tuple[Boundary, ...] = (),
) -> Architecture:
    return Architecture(
        name="sample",
        title="Sample system",
        region="eu-west-1",
        components=components,
        connections=connections,
        boundaries=boundaries,
    )


def annotations(architecture: Architecture) -> Annotations:
    """Costs for everything but the actors, findings on two elements."""
    ids = [c.id for c in architecture.components if c.kind != "external_actor"]
    costs = {element: Money(amount=Decimal(len(element)) ** 2 / 100) for element in ids}
    return Annotations(
        revision="r7",
        environment=Environment.PROD,
        as_of=date(2026, 11, 21),
        total=sum(costs.values(), Money.zero()),
        costs=costs,
        findings={element: (2, worst) for element, worst in zip(ids[:2], ("high", "medium"), strict=False)},
    )


def a_web_app() -> Architecture:
    components = {
        "visitors": "external_actor",
        "cdn": "cloudfront_distribution",
        "site": "s3_bucket",
        "api": "http_api",
        "api-handler": "lambda_function",
        "items": "dynamodb_table",
        "operations": "cloudwatch_alarms",
        "alerts": "sns_topic",
    }
    connections = (
        a_connection("visitors requests cdn"),
        a_connection("cdn routes site", path="*"),
        a_connection("cdn routes api", path="/api/*"),
        a_connection("api invokes api-handler"),
        a_connection("api-handler reads items"),
        a_connection("api-handler writes items"),
        *(a_connection(f"operations watches {i}") for i in ("api", "api-handler", "items", "cdn")),
        a_connection("operations alerts alerts"),
    )
    return an_architecture(tuple(a_component(i, kind) for i, kind in components.items()), connections)


def a_guarded_web_app() -> Architecture:
    plain = a_web_app()
    extra = {
        "users": "cognito_user_pool",
        "firewall": "waf_web_acl",
        "data-key": "kms_key",
        "zone": "route53_zone",
        "name": "route53_record",
        "certificate": "acm_certificate",
    }
    connections = (
        "api authenticates users",
        "firewall protects cdn",
        "data-key encrypts items",
        "zone contains name",
        "name resolves cdn",
        "zone contains certificate",
        "certificate certifies cdn",
    )
    return an_architecture(
        (*plain.components, *(a_component(i, kind) for i, kind in extra.items())),
        (*plain.connections, *map(a_connection, connections)),
    )


def an_image_pipeline() -> Architecture:
    components = {
        "uploaders": "external_actor",
        "api": "http_api",
        "upload-signer": "lambda_function",
        "originals": "s3_bucket",
        "thumbnail-jobs": "sqs_queue",
        "thumbnail-jobs-dlq": "sqs_queue",
        "thumbnail-worker": "lambda_function",
        "thumbnails": "s3_bucket",
        "images": "dynamodb_table",
        "thumbnail-ready": "sns_topic",
        "nightly": "eventbridge_rule",
        "cleanup": "lambda_function",
        "operations": "cloudwatch_alarms",
        "alerts": "sns_topic",
    }
    connections = (
        "uploaders requests api",
        "api invokes upload-signer",
        "upload-signer writes originals",
        "uploaders requests originals",
        "originals notifies thumbnail-jobs",
        "thumbnail-jobs dead_letters thumbnail-jobs-dlq",
        "thumbnail-worker consumes thumbnail-jobs",
        "thumbnail-worker reads originals",
        "thumbnail-worker writes thumbnails",
        "thumbnail-worker writes images",
        "thumbnail-worker publishes thumbnail-ready",
        "nightly invokes cleanup",
        "cleanup writes images",
        "operations alerts alerts",
        "operations watches thumbnail-worker",
    )
    return an_architecture(
        tuple(a_component(i, kind) for i, kind in components.items()), tuple(map(a_connection, connections))
    )
