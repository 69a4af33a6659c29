"""policies/deployer.json: what the person or pipeline that deploys must be allowed to do, and no more.

Actions follow the create, read, update and delete handlers of each CloudFormation resource type; the
packaged table deployer-actions.json says where they come from. None is a wildcard.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Blueprint

_DEPLOYMENT = (
    "cloudformation:CreateChangeSet",
    "cloudformation:DeleteStack",
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStackEvents",
    "cloudformation:DescribeStacks",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:GetTemplateSummary",
    "sts:GetCallerIdentity",
)
_NAMED = {
    "iam": ("arn:aws:iam::*:role/{prefix}-*", "arn:aws:iam::*:instance-profile/{prefix}-*"),
    "lambda": ("arn:aws:lambda:*:*:function:{prefix}-*",),
    "budgets": ("arn:aws:budgets::*:budget/{prefix}-*",),
}
# A web ACL is put before one of these; the right is asked for only where there is one.
_ASSOCIATED = {
    "apigateway:SetWebACL": "AWS::ApiGateway::Stage",
    "elasticloadbalancing:SetWebACL": "AWS::ElasticLoadBalancingV2::LoadBalancer",
}
# Services make these roles for themselves, once in an account, with names of AWS's own.
_SERVICE_LINKED = "iam:CreateServiceLinkedRole"


def deployer_policy(blueprints: Iterable[Blueprint]) -> str:
    """Return the policy for all environments as JSON; raises KeyError for a type without known actions."""
    found = list(blueprints)
    types = {resource.type for blueprint in found for resource in blueprint.resources}
    services: dict[str, set[str]] = {}
    for action in {action for each in types for action in _actions()[each]}:
        if action not in _ASSOCIATED or _ASSOCIATED[action] in types:
            services.setdefault(action.split(":")[0], set()).add(action)
    linked = _SERVICE_LINKED in services.get("iam", ())
    services.get("iam", set()).discard(_SERVICE_LINKED)
    name = found[0].names_start_everywhere
    statements = [
        _statement(service, sorted(actions), name=name) for service, actions in sorted(services.items())
    ]
    if linked:
        own = "arn:aws:iam::*:role/aws-service-role/*"
        statements.append(
            {"Sid": "ServiceLinkedRoles", "Effect": "Allow", "Action": [_SERVICE_LINKED], "Resource": own}
        )
    statements.append({"Sid": "Deployment", "Effect": "Allow", "Action": list(_DEPLOYMENT), "Resource": "*"})
    return json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=2)


def known_types() -> frozenset[str]:
    """Return the CloudFormation types whose actions are known."""
    return frozenset(_actions())


@cache
def _actions() -> Mapping[str, tuple[str, ...]]:
    table = json.loads(
        files("cloudwright.design").joinpath("data", "deployer-actions.json").read_text("utf-8")
    )
    return {resource_type: tuple(actions) for resource_type, actions in table["actions"].items()}


def _statement(service: str, actions: list[str], *, name: str) -> dict[str, JsonValue]:
    profiles = "iam:CreateInstanceProfile" in actions
    named: list[JsonValue] = [
        arn.format(prefix=name)
        for arn in _NAMED.get(service, ("*",))
        if profiles or "instance-profile" not in arn
    ]
    resource: JsonValue = named[0] if len(named) == 1 else named
    dumped: list[JsonValue] = list(actions)
    sid = "".join(word.capitalize() for word in service.split("-"))
    return {"Sid": sid, "Effect": "Allow", "Action": dumped, "Resource": resource}
