"""The bucket of a load balancer's access logs, and the right of the log delivery to write there."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import (
    Join,
    Pseudo,
    Ref,
    ResourceKey,
    Statement,
    Value,
)
from cloudwright.design.catalog import references
from cloudwright.design.catalog.balancing.properties import AnyBalancer
from cloudwright.design.catalog.kind import Element, LoweringContext
from cloudwright.design.catalog.policies import OWN_ACCOUNT
from cloudwright.design.catalog.storage.private_buckets import LogWriter, log_bucket, log_bucket_key
from cloudwright.design.model.architecture import Environment


def logs_policy_key(balancer_id: str) -> ResourceKey:
    return ResourceKey(balancer_id, "logs-policy")


def attributes(element: Element[AnyBalancer]) -> list[Value]:
    """Return the attributes of the load balancer that turn its logs on."""
    if not element.properties.access_logs:
        return []
    return [
        {"Key": "access_logs.s3.enabled", "Value": "true"},
        {"Key": "access_logs.s3.bucket", "Value": Ref(log_bucket_key(element.id))},
    ]


def application_log_bucket(context: LoweringContext, element: Element[AnyBalancer]) -> tuple[Resource, ...]:
    """Return the bucket that an application load balancer writes to, when it writes logs.

    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """
    balancers = references.regional_arn("elasticloadbalancing", "loadbalancer/*")
    write = Statement(
        sid="AllowLogDelivery",
        principal={"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
        actions=("s3:PutObject",),
        resources=(_delivered_to(element.id),),
        conditions={"ArnLike": {"aws:SourceArn": balancers}},
    )
    return _log_bucket(context, element, statements=(write,))


def network_log_bucket(context: LoweringContext, element: Element[AnyBalancer]) -> tuple[Resource, ...]:
    """Return the bucket that a network load balancer writes to, when it writes logs.

    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
    """
    delivery = {"Service": "delivery.logs.amazonaws.com"}
    look = Statement(
        sid="AllowLogDeliveryToLook",
        principal=delivery,
        actions=("s3:GetBucketAcl",),
        resources=(references.arn_of(log_bucket_key(element.id)),),
        conditions=OWN_ACCOUNT,
    )
    write = Statement(
        sid="AllowLogDelivery",
        principal=delivery,
        actions=("s3:PutObject",),
        resources=(_delivered_to(element.id),),
        conditions={
            "StringEquals": {
                "aws:SourceAccount": Pseudo.ACCOUNT_ID,
                "s3:x-amz-acl": "bucket-owner-full-control",
            }
        },
    )
    return _log_bucket(context, element, statements=(look, write))


def _delivered_to(balancer_id: str) -> Join:
    return Join((references.arn_of(log_bucket_key(balancer_id)), "/AWSLogs/", Pseudo.ACCOUNT_ID, "/*"))


def _log_bucket(
    context: LoweringContext, element: Element[AnyBalancer], *, statements: tuple[Statement, ...]
) -> tuple[Resource, ...]:
    if not element.properties.access_logs:
        return ()
    return log_bucket(
        context,
        element.id,
        writer=LogWriter(
            statements, why_these_keys="Load balancers deliver to buckets with the keys of S3 only."
        ),
        retain=context.environment is Environment.PROD,
        days=element.properties.access_log_retention_days,
    )
