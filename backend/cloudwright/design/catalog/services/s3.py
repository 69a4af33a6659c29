"""Amazon S3 buckets: files and objects, private, encrypted, readable over TLS only."""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import (
    Join,
    Pseudo,
    Ref,
    ResourceKey,
    Statement,
    Value,
)
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.kind import (
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
)
from cloudwright.design.catalog.naming import bucket_name
from cloudwright.design.catalog.storage.connections import VERBS
from cloudwright.design.catalog.storage.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.storage.private_buckets import (
    S3_MANAGED,
    LogWriter,
    bucket_policy,
    encrypted_by,
    log_bucket,
    log_bucket_key,
    private,
)
from cloudwright.design.catalog.storage.properties import BucketProperties
from cloudwright.design.model.architecture import Environment

ABORT_UPLOADS_AFTER_DAYS = 7


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    if environment is Environment.PROD:
        return {"retain": True, "noncurrent_version_days": 90}
    return {"retain": False, "noncurrent_version_days": 7}


def _lower(context: LoweringContext, element: Element[BucketProperties], gathered: Gathered) -> Lowered:
    logs = _log_bucket(context, element) if element.properties.access_logs else ()
    return Lowered(
        resources=(*logs, _bucket(context, element, gathered), _policy(element.id, "bucket", gathered)),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}BucketName",
                description=f"Name of the bucket {element.component.title}",
                value=Ref(references.bucket(element.id)),
                element_id=element.id,
            ),
        ),
    )


def _bucket(context: LoweringContext, element: Element[BucketProperties], gathered: Gathered) -> Resource:
    properties: dict[str, Value] = {
        "BucketName": bucket_name(context, element.id),
        "BucketEncryption": _encryption(gathered),
        **private(),
        "LifecycleConfiguration": {"Rules": _lifecycle(element.properties)},
    }
    if element.properties.versioning:
        properties["VersioningConfiguration"] = {"Status": "Enabled"}
    if element.properties.access_logs:
        properties["LoggingConfiguration"] = {
            "DestinationBucketName": Ref(log_bucket_key(element.id)),
            "LogFilePrefix": f"{element.id}/",
        }
    if cors := _cors(element.properties, gathered):
        properties["CorsConfiguration"] = {"CorsRules": cors}
    notifications = _notifications(gathered)
    if notifications:
        properties["NotificationConfiguration"] = notifications
    return Resource(
        key=references.bucket(element.id),
        type="AWS::S3::Bucket",
        properties=properties,
        depends_on=_after(gathered),
        retain=element.properties.retain,
        comments=_COMMENTS,
        area="storage",
    )


_COMMENTS = {
    "BucketName": "Known before the bucket exists, so that what it notifies can name it without a cycle.",
    "OwnershipControls": "Turns access control lists off: only policies decide.",
    "LifecycleConfiguration": "Parts of broken uploads cost money and are invisible in listings.",
}


def _encryption(gathered: Gathered) -> Value:
    keys = [key for key in gathered.slot(slots.KMS_KEY) if isinstance(key, Ref)]
    if not keys:
        return encrypted_by(S3_MANAGED)
    by_key: Mapping[str, Value] = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": keys[0]}
    return encrypted_by({"ServerSideEncryptionByDefault": by_key, "BucketKeyEnabled": True})


def _lifecycle(properties: BucketProperties) -> list[Value]:
    rules: list[Value] = [
        {
            "Id": "abort-incomplete-uploads",
            "Status": "Enabled",
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": ABORT_UPLOADS_AFTER_DAYS},
        }
    ]
    if properties.versioning:
        rules.append(
            {
                "Id": "expire-earlier-versions",
                "Status": "Enabled",
                "NoncurrentVersionExpiration": {"NoncurrentDays": properties.noncurrent_version_days},
            }
        )
    if properties.transition_after_days is not None:
        rules.append(
            {
                "Id": "move-older-objects",
                "Status": "Enabled",
                "Transitions": [
                    {
                        "StorageClass": properties.transition_class,
                        "TransitionInDays": properties.transition_after_days,
                    }
                ],
            }
        )
    if properties.expire_after_days is not None:
        rules.append(
            {
                "Id": "expire-objects",
                "Status": "Enabled",
                "ExpirationInDays": properties.expire_after_days,
            }
        )
    return rules


def _cors(properties: BucketProperties, gathered: Gathered) -> list[Value]:
    methods = sorted({method for value in gathered.slot(slots.CORS) for method in _methods(value)})
    if not methods:
        return []
    return [
        {
            "AllowedHeaders": ["*"],
            "AllowedMethods": methods,
            "AllowedOrigins": list(properties.browser_origins),
            "ExposedHeaders": ["ETag"],
            "MaxAge": 3600,
        }
    ]


def _methods(value: Value | Statement) -> tuple[str, ...]:
    if not isinstance(value, Mapping):
        return ()
    methods = value.get("AllowedMethods", ())
    return tuple(str(method) for method in methods) if isinstance(methods, list | tuple) else ()


_TARGETS = {
    "Queue": ("QueueConfigurations", "Queue"),
    "Topic": ("TopicConfigurations", "Topic"),
    "Lambda": ("LambdaConfigurations", "Function"),
}


def _notifications(gathered: Gathered) -> Mapping[str, Value]:
    lists: dict[str, list[Value]] = {}
    events = False
    for value in gathered.slot(slots.NOTIFICATIONS):
        if not isinstance(value, Mapping):
            continue
        kind = str(value["Kind"])
        if kind == "EventBridge":
            events = True
            continue
        name, target = _TARGETS[kind]
        filters = _filter(value)
        for event in _texts(value["Events"]):
            lists.setdefault(name, []).append({"Event": event, target: value["Target"], **filters})
    configuration: dict[str, Value] = dict(lists)
    if events:
        configuration["EventBridgeConfiguration"] = {"EventBridgeEnabled": True}
    return configuration


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, list | tuple) else (str(value),)


def _filter(value: Mapping[str, Value]) -> Mapping[str, Value]:
    rules: list[Value] = [
        {"Name": name.lower(), "Value": value[name]} for name in ("Prefix", "Suffix") if value.get(name)
    ]
    return {"Filter": {"S3Key": {"Rules": rules}}} if rules else {}


def _after(gathered: Gathered) -> tuple[ResourceKey, ...]:
    found: dict[ResourceKey, None] = {}
    for value in gathered.slot(slots.NOTIFICATIONS):
        after = value.get("After") if isinstance(value, Mapping) else None
        if isinstance(after, Ref):
            found[after.resource] = None
    return tuple(found)


def _policy(element_id: str, part: str, gathered: Gathered) -> Resource:
    granted = tuple(v for v in gathered.slot(slots.BUCKET_POLICY) if isinstance(v, Statement))
    return bucket_policy(ResourceKey(element_id, part), granted)


def _log_bucket(context: LoweringContext, element: Element[BucketProperties]) -> tuple[Resource, Resource]:
    delivery = Statement(
        sid="AllowLogDelivery",
        principal={"Service": "logging.s3.amazonaws.com"},
        actions=("s3:PutObject",),
        resources=(Join((references.arn_of(log_bucket_key(element.id)), f"/{element.id}/*")),),
        conditions={"StringEquals": {"aws:SourceAccount": Pseudo.ACCOUNT_ID}},
    )
    writer = LogWriter(statements=(delivery,))
    return log_bucket(context, element.id, writer=writer, retain=element.properties.retain)


S3_BUCKET = Kind(
    id="s3_bucket",
    service="Amazon S3",
    title="S3 bucket",
    summary="Stores files of any size; private, encrypted, reachable over TLS only.",
    category=Category.STORAGE,
    icon="AmazonSimpleStorageService",
    documentation="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    properties=BucketProperties,
    defaults=_defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    assumptions=ASSUMPTIONS,
    resource_types=("AWS::S3::Bucket", "AWS::S3::BucketPolicy"),
    sla=("S3", "S3 Standard"),
    reached_by=("s3",),
    synonyms=(
        "bucket",
        "object storage",
        "file storage",
        "static site",
        "uploads",
        "files",
        "images",
        "blob",
    ),
)

KINDS: tuple[Kind[Any], ...] = (S3_BUCKET,)  # Any: a tuple of kinds has no common property type
