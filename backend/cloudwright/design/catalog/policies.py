"""Execution roles, and the statements that every resource policy has."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import (
    PolicyDocument,
    Pseudo,
    Ref,
    ResourceKey,
    Scalar,
    Statement,
    Value,
)

EVENTBRIDGE = "events.amazonaws.com"


def execution_role(
    element_id: str, statements: Sequence[Statement], *, service: str, area: str, description: str
) -> Resource:
    """Return the role that the AWS service takes to run this element, with one inline policy.

    The role has no name of its own: IAM is global, and the same design may run in several Regions.
    """
    trust = Statement(
        sid="AssumeRole", actions=("sts:AssumeRole",), resources=(), principal={"Service": service}
    )
    properties: dict[str, Value] = {
        "Description": description,
        "AssumeRolePolicyDocument": PolicyDocument((trust,)),
    }
    if statements:
        policy: Value = {"PolicyName": "access", "PolicyDocument": PolicyDocument(tuple(statements))}
        properties["Policies"] = [policy]
    return Resource(
        key=ResourceKey(element_id, "role"), type="AWS::IAM::Role", properties=properties, area=area
    )


def role(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "role")


def deny_insecure_transport(actions: tuple[str, ...], resources: tuple[Scalar, ...]) -> Statement:
    """Return the statement of a resource policy that refuses calls without TLS."""
    return Statement(
        sid="DenyInsecureTransport",
        effect="Deny",
        principal="*",
        actions=actions,
        resources=resources,
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )


def from_service(service: str, *, sid: str, actions: tuple[str, ...], resource: Scalar) -> Statement:
    """Return the statement that lets an AWS service act for this account only.

    EventBridge sends no source with what it publishes to SNS, so that a condition would refuse it
    (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html, SNS permissions).
    """
    account: Mapping[str, Mapping[str, Value]] = {"StringEquals": {"aws:SourceAccount": Pseudo.ACCOUNT_ID}}
    return Statement(
        sid=sid,
        principal={"Service": service},
        actions=actions,
        resources=(resource,),
        conditions={} if service == EVENTBRIDGE else account,
    )


def from_resource(
    service: str, source: Ref, *, sid: str, actions: tuple[str, ...], resource: Scalar
) -> Statement:
    """Return the statement that lets an AWS service act for one resource only."""
    return Statement(
        sid=sid,
        principal={"Service": service},
        actions=actions,
        resources=(resource,),
        conditions={"ArnEquals": {"aws:SourceArn": source}},
    )
