"""Terraform, the real one, deploys goldens to a simulated account and takes them down again."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import moto_tool, terraform_tool
from builders.golden import Golden
from builders.partial_blueprints import without_types
from builders.simulated import NOT_SIMULATED
from builders.terraform_root import write_deployable
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.model.architecture import Environment

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_MISSING = (terraform_tool.missing() or moto_tool.missing()) if _FULL else "it runs with `make proof`"
_DOMAIN = "example.com"

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(_MISSING), reason=f"terraform apply did not run: {_MISSING}"),
]


@dataclass(frozen=True)
class Deployment:
    """`created` are the types of resources that there were, `left` those after all were destroyed."""

    created: frozenset[str]
    left: frozenset[str]
    complaints: tuple[str, ...]


def test_the_serverless_golden_is_created_and_destroyed_without_a_rest(tmp_path: Path) -> None:
    blueprint = Golden("serverless-api", Environment.DEV, "eu-west-1").blueprint()

    deployment = deployed(blueprint, tmp_path)

    assert deployment.complaints == ()
    assert deployment.created >= {
        "aws_lambda_function",
        "aws_dynamodb_table",
        "aws_apigatewayv2_api",
        "aws_cloudwatch_metric_alarm",
    }
    assert deployment.left == frozenset()


def test_the_container_golden_is_created_and_destroyed_without_a_rest(tmp_path: Path) -> None:
    whole = Golden("container-web", Environment.DEV, "eu-west-1").blueprint()

    deployment = deployed(without_types(whole, NOT_SIMULATED), tmp_path)

    assert deployment.complaints == ()
    assert deployment.created >= {
        "aws_vpc",
        "aws_nat_gateway",
        "aws_lb_listener",
        "aws_wafv2_web_acl_association",
        "aws_acm_certificate_validation",
        "aws_ecs_service",
        "aws_rds_cluster_instance",
        "aws_route53_record",
        "aws_cloudwatch_metric_alarm",
    }
    assert deployment.left == frozenset()
    assert {resource.type for resource in whole.resources} >= NOT_SIMULATED.keys()


def deployed(blueprint: Blueprint, folder: Path) -> Deployment:
    """Apply the blueprint to an empty account, destroy it, and say what happened."""
    tool = terraform_tool.terraform(folder)
    with moto_tool.simulated_account(folder / "moto.log") as aws:
        given = _values(blueprint, aws)
        root = write_deployable(blueprint, folder / "bundle", aws=aws, values=given)
        started = tool.run(root, "init", "-input=false", "-no-color")
        assert started.returncode == 0, started.stderr
        applied = tool.run(root, "apply", "-auto-approve", "-input=false", "-no-color")
        created = _managed_types(root)
        destroyed = tool.run(root, "destroy", "-auto-approve", "-input=false", "-no-color")
    return Deployment(
        created=created,
        left=_managed_types(root),
        complaints=tuple(done.stderr for done in (applied, destroyed) if done.returncode),
    )


def _values(blueprint: Blueprint, aws: str) -> Mapping[str, str]:
    """Return what names things that exist: a zone is made for a design that wants one."""
    if "ExistingZoneId" not in {parameter.name for parameter in blueprint.parameters}:
        return {}
    return {"existing_zone_id": moto_tool.hosted_zone(aws, _DOMAIN), "domain_name": f"shop.{_DOMAIN}"}


def _managed_types(root: Path) -> frozenset[str]:
    file = root / "terraform.tfstate"
    state = json.loads(file.read_text()) if file.exists() else {"resources": []}
    return frozenset(r["type"] for r in state["resources"] if r["mode"] == "managed")
