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


OWN_ACCOUNT: Mapping[str, Mapping[str, Value]] = {"StringEquals": {"aws:SourceAccount": Pseudo.ACCOUNT_ID}}


def execution_role(
    element_id: str, statements: Sequence[Statement], *, service: str, area: str, description: str
) -> Resource:
    """Return the role that the AWS service takes to run this element, with one inline policy.

    The role has no name of its own: IAM is global, and the same design may run in several Regions.
    """
    return service_role(role(element_id), statements, service=service, area=area, description=description)


def service_role(
    key: ResourceKey,
    statements: Sequence[Statement],
    *,
    service: str,
    area: str,
    description: str,
    conditions: Mapping[str, Mapping[str, Value]] | None = None,
) -> Resource:
    """Return a role for one AWS service; `conditions` say when the service may take it."""
    trust = Statement(
        sid="AssumeRole",
        actions=("sts:AssumeRole",),
        resources=(),
        principal={"Service": service},
        conditions=conditions or {},
    )
    properties: dict[str, Value] = {
        "Description": description,
        "AssumeRolePolicyDocument": PolicyDocument((trust,)),
    }
    if statements:
        policy: Value = {"PolicyName": "access", "PolicyDocument": PolicyDocument(tuple(statements))}
        properties["Policies"] = [policy]
    return Resource(key=key, type="AWS::IAM::Role", properties=properties, area=area)


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
    return Statement(
        sid=sid,
        principal={"Service": service},
        actions=actions,
        resources=(resource,),
        conditions={} if service == EVENTBRIDGE else OWN_ACCOUNT,
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
