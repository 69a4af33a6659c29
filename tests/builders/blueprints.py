"""Blueprints with defaults, for compilers that must not depend on what lowering makes."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Blueprint, CodeAsset, Output, Parameter, Resource, Stack
from cloudwright.design.blueprint.values import PolicyDocument, Ref, ResourceKey, Statement, Value
from cloudwright.design.model.architecture import Environment

JOBS = ResourceKey("jobs", "queue")
FAILED = ResourceKey("failed-jobs", "queue")
FIREWALL = ResourceKey("firewall", "web-acl")
WORKER = ResourceKey("worker", "function")

SOURCE = "def handler(event, context):\n    return {}\n"


def a_blueprint(
    *resources: Resource,
    region: str = "eu-west-1",
    parameters: tuple[Parameter, ...] = (),
    outputs: tuple[Output, ...] = (),
    code: tuple[CodeAsset, ...] = (),
) -> Blueprint:
    return Blueprint(
        name="shop",
        title="Shop",
        environment=Environment.PROD,
        region=region,
        resources=resources,
        parameters=parameters,
        outputs=outputs,
        code=code,
    )


def a_queue(
    key: ResourceKey = JOBS,
    *,
    comments: Mapping[str, str] | None = None,
    area: str = "messaging",
    **properties: Value,
) -> Resource:
    return Resource(
        key,
        "AWS::SQS::Queue",
        {"MessageRetentionPeriod": 345600, **properties},
        comments=comments or {},
        area=area,
    )


def a_queue_policy(queue: ResourceKey = JOBS) -> Resource:
    tls_only = Statement(
        sid="DenyInsecureTransport",
        effect="Deny",
        principal="*",
        actions=("sqs:SendMessage",),
        resources=(Ref(queue, "Arn"),),
        conditions={"Bool": {"aws:SecureTransport": False}},
    )
    return Resource(
        ResourceKey(queue.element_id, "policy"),
        "AWS::SQS::QueuePolicy",
        {"Queues": [Ref(queue)], "PolicyDocument": PolicyDocument((tls_only,))},
        area="messaging",
    )


def a_firewall(*, stack: Stack = Stack.GLOBAL) -> Resource:
    visibility: Mapping[str, Value] = {
        "CloudWatchMetricsEnabled": True,
        "MetricName": "shop",
        "SampledRequestsEnabled": True,
    }
    return Resource(
        FIREWALL,
        "AWS::WAFv2::WebACL",
        {"Scope": "CLOUDFRONT", "DefaultAction": {"Allow": {}}, "VisibilityConfig": visibility},
        stack=stack,
        area="edge",
    )


def a_function(**properties: Value) -> Resource:
    return Resource(
        WORKER,
        "AWS::Lambda::Function",
        {
            "Runtime": "python3.13",
            "Handler": "index.handler",
            "Role": "arn:aws:iam::123456789012:role/worker",
            "Code": {"ZipFile": SOURCE},
            **properties,
        },
        area="compute",
    )


def some_code(element_id: str = "worker", filename: str = "index.py") -> CodeAsset:
    return CodeAsset(element_id, filename, SOURCE, "index.handler")
