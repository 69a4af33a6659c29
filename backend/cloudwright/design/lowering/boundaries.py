"""Permissions boundaries: what no role of a design may go beyond, whatever its policies say."""

from dataclasses import replace

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Scalar

_ROLE = "AWS::IAM::Role"


def bounded(blueprint: Blueprint, policy: str) -> Blueprint:
    """Return the blueprint with a policy, given by name or ARN, as the boundary of every role."""
    if not policy:
        return blueprint
    boundary = _arn(policy)
    return replace(blueprint, resources=tuple(_bounded(r, boundary) for r in blueprint.resources))


def _bounded(resource: Resource, boundary: Scalar) -> Resource:
    if resource.type != _ROLE:
        return resource
    return replace(resource, properties={**resource.properties, "PermissionsBoundary": boundary})


def _arn(policy: str) -> Scalar:
    if policy.startswith("arn:"):
        return policy
    return Join(("arn:", Pseudo.PARTITION, ":iam::", Pseudo.ACCOUNT_ID, f":policy/{policy}"))
