"""Amazon S3. What CloudFormation sets on the bucket are resources of their own in Terraform."""

from collections.abc import Iterable

from cloudwright.design.blueprint.values import Join
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Blank, Block, Item, Token, Tuple
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import (
    TAGS,
    Companion,
    Custom,
    Document,
    Inline,
    Nested,
    values_list,
)


def _anchored(reader: Reader, kind: str, *, items: Iterable[Item], why: str) -> None:
    tie = Attribute("bucket", Token(f"{reader.address}.id"))
    reader.page.after.append(Block("resource", (kind, reader.label), (tie, *items), why))


def _name(reader: Reader, name: str) -> Iterable[Item]:
    """Write the name as it is put together; elsewhere it is asked of this resource."""
    value = reader.values[name]
    if isinstance(value, Join):
        expression = reader.scope.plain_join(value, stack=reader.resource.stack)
        yield Attribute("bucket", expression, reader.reasons(name))
    else:
        yield reader.argument("bucket", name)


def _owner(reader: Reader, name: str) -> Iterable[Item]:
    bucket = reader.scope.find(reader.values[name])
    if bucket is None:
        yield reader.argument("bucket", name)
    else:
        yield Attribute("bucket", Token(f"{reader.scope.address(bucket.key)}.id"), reader.reasons(name))


def _versioning(reader: Reader, name: str) -> Iterable[Item]:
    status = Block("versioning_configuration", (), tuple(reader.child(name).items({"Status": "status"})))
    _anchored(reader, "aws_s3_bucket_versioning", items=[status], why=reader.why(name))
    return ()


_RULE: Spec = {
    "Id": "id",
    "Status": "status",
    "Prefix": Custom(lambda reader, name: [Block("filter", (), (reader.argument("prefix", name),))]),
    "ExpirationInDays": Custom(
        lambda reader, name: [Block("expiration", (), (reader.argument("days", name),))]
    ),
    "NoncurrentVersionExpiration": Nested(
        "noncurrent_version_expiration",
        {"NoncurrentDays": "noncurrent_days", "NewerNoncurrentVersions": "newer_noncurrent_versions"},
    ),
    "AbortIncompleteMultipartUpload": Nested(
        "abort_incomplete_multipart_upload", {"DaysAfterInitiation": "days_after_initiation"}
    ),
    "Transitions": Nested("transition", {"TransitionInDays": "days", "StorageClass": "storage_class"}),
    "NoncurrentVersionTransitions": Nested(
        "noncurrent_version_transition",
        {"TransitionInDays": "noncurrent_days", "StorageClass": "storage_class"},
    ),
}


def _lifecycle(reader: Reader, name: str) -> Iterable[Item]:
    why = reader.why(name)
    blocks: list[Item] = []
    for rule in reader.child(name).children("Rules"):
        items = rule.items(_RULE)
        if "Prefix" not in rule.values:
            items = [*_attributes(items), Block("filter"), *_blocks(items)]
        blocks.append(Block("rule", (), tuple(items)))
    if "VersioningConfiguration" in reader.values:
        versioning = Token(f"aws_s3_bucket_versioning.{reader.label}")
        blocks += [Blank(), Attribute("depends_on", Tuple((versioning,)))]
    _anchored(reader, "aws_s3_bucket_lifecycle_configuration", items=blocks, why=why)
    return ()


def _attributes(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if isinstance(item, Attribute)]


def _blocks(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if not isinstance(item, Attribute)]


# Property, what it calls its target, and the block and argument of Terraform.
_NOTIFIED = {
    "QueueConfigurations": ("Queue", "queue", "queue_arn"),
    "TopicConfigurations": ("Topic", "topic", "topic_arn"),
    "LambdaConfigurations": ("Function", "lambda_function", "lambda_function_arn"),
}


def _notification(reader: Reader, name: str) -> Iterable[Item]:
    why = reader.why(name)
    given = reader.child(name)
    items: list[Item] = []
    for key in given.values:
        if key == "EventBridgeConfiguration":
            items.append(given.child(key).items({"EventBridgeEnabled": "eventbridge"})[0])
        elif key in _NOTIFIED:
            items += [_notified(child, key) for child in given.children(key)]
        else:
            raise given.refusal(key)
    _anchored(reader, "aws_s3_bucket_notification", items=[*_attributes(items), *_blocks(items)], why=why)
    return ()


def _notified(reader: Reader, key: str) -> Block:
    target, block, argument = _NOTIFIED[key]
    events = Custom(lambda child, name: [Attribute("events", values_list(child, name), child.why(name))])
    return Block(
        block, (), tuple(reader.items({target: argument, "Event": events, "Filter": Custom(_filter)}))
    )


def _filter(reader: Reader, name: str) -> Iterable[Item]:
    for rule in reader.child(name).child("S3Key").children("Rules"):
        which = rule.literal("Name").lower()
        if which not in ("prefix", "suffix") or set(rule.values) != {"Name", "Value"}:
            raise rule.refusal("Name")
        yield Attribute(f"filter_{which}", rule.expression("Value"))


_ENCRYPTION = {
    "ServerSideEncryptionConfiguration": Nested(
        "rule",
        {
            "BucketKeyEnabled": "bucket_key_enabled",
            "ServerSideEncryptionByDefault": Nested(
                "apply_server_side_encryption_by_default",
                {"SSEAlgorithm": "sse_algorithm", "KMSMasterKeyID": "kms_master_key_id"},
            ),
        },
    )
}

BUCKET = Translator(
    type="AWS::S3::Bucket",
    resource="aws_s3_bucket",
    arguments={
        "BucketName": Custom(_name),
        "OwnershipControls": Companion(
            "aws_s3_bucket_ownership_controls",
            {"Rules": Nested("rule", {"ObjectOwnership": "object_ownership"})},
        ),
        "PublicAccessBlockConfiguration": Companion(
            "aws_s3_bucket_public_access_block",
            {
                "BlockPublicAcls": "block_public_acls",
                "BlockPublicPolicy": "block_public_policy",
                "IgnorePublicAcls": "ignore_public_acls",
                "RestrictPublicBuckets": "restrict_public_buckets",
            },
        ),
        "BucketEncryption": Companion("aws_s3_bucket_server_side_encryption_configuration", _ENCRYPTION),
        "VersioningConfiguration": Custom(_versioning, {"Status": "status"}),
        "LifecycleConfiguration": Custom(_lifecycle, {"Rules": Nested("rule", _RULE)}),
        "CorsConfiguration": Companion(
            "aws_s3_bucket_cors_configuration",
            {
                "CorsRules": Nested(
                    "cors_rule",
                    {
                        "Id": "id",
                        "AllowedOrigins": "allowed_origins",
                        "AllowedMethods": "allowed_methods",
                        "AllowedHeaders": "allowed_headers",
                        "ExposedHeaders": "expose_headers",
                        "MaxAge": "max_age_seconds",
                    },
                )
            },
        ),
        "LoggingConfiguration": Companion(
            "aws_s3_bucket_logging",
            {
                "DestinationBucketName": "target_bucket",
                "LogFilePrefix": "target_prefix",
            },
        ),
        "NotificationConfiguration": Custom(
            _notification,
            {
                **{key: Inline({}) for key in _NOTIFIED},
                "EventBridgeConfiguration": Inline({"EventBridgeEnabled": "eventbridge"}),
            },
        ),
        "Tags": TAGS,
    },
    references={
        "": "bucket",
        "Arn": "arn",
        "DomainName": "bucket_domain_name",
        "RegionalDomainName": "bucket_regional_domain_name",
    },
    companions=(
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_public_access_block",
        "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_versioning",
        "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_cors_configuration",
        "aws_s3_bucket_logging",
        "aws_s3_bucket_notification",
    ),
    # The bucket itself must not wait for policies that name it; its notifications must.
    waits="aws_s3_bucket_notification",
)

BUCKET_POLICY = Translator(
    type="AWS::S3::BucketPolicy",
    resource="aws_s3_bucket_policy",
    arguments={"Bucket": Custom(_owner), "PolicyDocument": Document("policy", "bucket")},
    references={"": "id"},
)

TRANSLATORS = (BUCKET, BUCKET_POLICY)
