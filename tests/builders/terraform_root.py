"""One Terraform root for many goldens, so that the provider, which takes seconds to start, starts once.

The first golden is the root itself, unchanged, with its own providers; the others are modules of it, which
inherit them and so lose `providers.tf`. `override.tf` keeps the providers offline.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from builders.golden import Golden
from builders.offline_aws import SERVICES
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.emit.code_archive import code_archives
from cloudwright.design.emit.files import EmittedFile
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.emit.terraform.scope import snake_case

_OFFLINE = """\
  access_key                  = "testing"
  secret_key                  = "testing"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  max_retries                 = 3

  endpoints {{
{endpoints}
  }}
"""
_ALIAS = "us_east_1"
_DEPLOYED = (  # the endpoints that deployments of the serverless and the container golden call
    "acm",
    "apigatewayv2",
    "appautoscaling",
    "cloudwatch",
    "cognitoidp",
    "dynamodb",
    "ec2",
    "ecs",
    "elasticache",
    "elbv2",
    "iam",
    "kms",
    "lambda",
    "logs",
    "rds",
    "route53",
    "s3",
    "secretsmanager",
    "sns",
    "sts",
    "wafv2",
)


def write_emitted(golden: Golden, folder: Path) -> Path:
    """Write a golden as it is in a bundle and return its Terraform root."""
    return _written(golden.blueprint(), folder)


def write_deployable(
    blueprint: Blueprint, folder: Path, *, aws: str, values: Mapping[str, str] | None = None
) -> Path:
    """Write a blueprint without a part in us-east-1, so that it deploys to `aws`, and return its root.

    `values` are given to variables, the others have those of the example.
    """
    root = _written(blueprint, folder)
    (root / "terraform.tfvars").write_text(_example_values(blueprint))
    (root / "given.auto.tfvars.json").write_text(json.dumps({**(values or {})}))
    endpoints = "\n".join(f'    {service} = "{aws}"' for service in _DEPLOYED)
    (root / "override.tf").write_text(f'provider "aws" {{\n{_OFFLINE.format(endpoints=endpoints)}}}\n')
    return root


def _written(blueprint: Blueprint, folder: Path) -> Path:
    for file in emit(blueprint):
        _write(folder / file.path, file.text)
    _write_archives(blueprint, folder)
    return folder / "terraform" / blueprint.environment


def write_batch(goldens: Sequence[Golden], folder: Path, *, aws: str) -> Path:
    """Write all goldens as one root, with the provider of us-east-1 where one needs it, and return it."""
    with_alias = [golden for golden in goldens if _has_alias(emit(golden.blueprint()))]
    first = (with_alias or goldens)[0]
    root = write_emitted(first, folder)
    (root / "terraform.tfvars").write_text(_example_values(first.blueprint()))
    endpoints = "\n".join(f'    {service} = "{aws}"' for service in SERVICES)
    offline = _OFFLINE.format(endpoints=endpoints)
    override = f'provider "aws" {{\n{offline}}}\n'
    if with_alias:
        override += f'\nprovider "aws" {{\n  alias = "{_ALIAS}"\n{offline}}}\n'
    (root / "override.tf").write_text(override)
    for golden in goldens:
        if golden != first:
            (root / f"{golden}.tf").write_text(_module(golden, folder))
    return root


def _module(golden: Golden, folder: Path) -> str:
    blueprint = golden.blueprint()
    files = emit(blueprint)
    alias = _has_alias(files)
    for file in files:
        name = Path(file.path).name
        if name in ("providers.tf", "terraform.tfvars"):
            continue
        text = file.text
        if name == "versions.tf" and alias:
            aliases = f"configuration_aliases = [aws.{_ALIAS}]"
            text = text.replace('version = "~> 5.100"\n', f'version = "~> 5.100"\n      {aliases}\n')
        _write(folder / "modules" / str(golden) / file.path, text)
    _write_archives(blueprint, folder / "modules" / str(golden))
    values = _example_values(blueprint)
    source = f"../../modules/{golden}/terraform/{blueprint.environment}"
    providers = f"aws = aws, aws.{_ALIAS} = aws.{_ALIAS}" if alias else "aws = aws"
    return f'module "{golden}" {{\nsource = "{source}"\nproviders = {{ {providers} }}\n{values}}}\n'


def _example_values(blueprint: Blueprint) -> str:
    """Return a value for each variable: its default, or the example that people are shown."""
    variables = next(file.text for file in emit(blueprint) if file.path.endswith("/variables.tf"))
    given = {snake_case(p.name): p.example if p.default is None else p.default for p in blueprint.parameters}
    return "".join(
        f"{name} = {json.dumps(value)}\n"
        for name, value in given.items()
        if f'variable "{name}"' in variables
    )


def _has_alias(files: Sequence[EmittedFile]) -> bool:
    return any(_ALIAS in file.text for file in files if file.path.endswith("/providers.tf"))


def _write_archives(blueprint: Blueprint, folder: Path) -> None:
    for path, content in code_archives(blueprint.code):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
