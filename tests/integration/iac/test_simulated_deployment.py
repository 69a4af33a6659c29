"""Terraform, the real one, deploys the serverless golden to a simulated account and takes it down again."""

import json
import os
from pathlib import Path

import pytest

from builders import moto_tool, terraform_tool
from builders.golden import Golden
from builders.terraform_root import write_deployable
from cloudwright.design.model.architecture import Environment

_FULL = os.environ.get("CLOUDWRIGHT_FULL_PROOF") == "1"
_MISSING = (terraform_tool.missing() or moto_tool.missing()) if _FULL else "it runs with `make proof`"

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(_MISSING), reason=f"terraform apply did not run: {_MISSING}"),
]


def test_the_serverless_golden_is_created_and_destroyed_without_a_rest(tmp_path: Path) -> None:
    tool = terraform_tool.terraform(tmp_path)
    golden = Golden("serverless-api", Environment.DEV, "eu-west-1")
    types = {
        "aws_lambda_function",
        "aws_dynamodb_table",
        "aws_apigatewayv2_api",
        "aws_cloudwatch_metric_alarm",
    }
    with moto_tool.simulated_account(tmp_path / "moto.log") as aws:
        root = write_deployable(golden, tmp_path / "bundle", aws=aws)
        started = tool.run(root, "init", "-input=false", "-no-color")
        assert started.returncode == 0, started.stderr

        applied = tool.run(root, "apply", "-auto-approve", "-input=false", "-no-color")
        state = json.loads((root / "terraform.tfstate").read_text())
        destroyed = tool.run(root, "destroy", "-auto-approve", "-input=false", "-no-color")
        rest = json.loads((root / "terraform.tfstate").read_text())

    assert applied.returncode == 0, applied.stderr
    assert types <= {resource["type"] for resource in state["resources"]}
    assert destroyed.returncode == 0, destroyed.stderr
    assert rest["resources"] == []
