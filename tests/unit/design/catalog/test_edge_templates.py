"""The shapes that no golden design has, judged by cfn-lint with its informational rules."""

import subprocess
import sys
from pathlib import Path

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    a_web_app,
    an_existing,
    lowered,
)
from cloudwright.design.emit.cloudformation.emitter import emit
from cloudwright.design.model.architecture import Architecture


def _with_an_existing_zone() -> Architecture:
    return a_web_app(
        an_existing("zone", "route53_zone"),
        a_component("name", "route53_record"),
        a_component("cert", "acm_certificate", domain_name="*.example.org"),
        a_component("wall", "waf_web_acl", mode="count", allow_large_bodies=True),
        a_component("secret", "kms_key"),
        a_connection("zone contains name"),
        a_connection("zone contains cert"),
        a_connection("name resolves cdn"),
        a_connection("cert certifies cdn"),
        a_connection("wall protects cdn"),
        a_connection("secret encrypts site"),
        allowed_countries=["CH", "DE"],
        content_security_policy="default-src 'self'",
    )


def _with_sign_in_and_no_distribution() -> Architecture:
    return a_design(
        [
            a_component("visitors", "external_actor"),
            a_component("api", "http_api"),
            a_component("worker", "lambda_function"),
            a_component("users", "cognito_user_pool", feature_plan="PLUS", mfa="ON"),
        ],
        [
            a_connection("visitors requests api"),
            a_connection("visitors requests users"),
            a_connection("api invokes worker"),
            a_connection("api authenticates users"),
        ],
    )


def _with_a_bucket_that_does_everything() -> Architecture:
    return a_design(
        [
            a_component("visitors", "external_actor"),
            a_component(
                "files", "s3_bucket", access_logs=True, transition_after_days=30, expire_after_days=400
            ),
            a_component("worker", "lambda_function"),
            a_component("uploaded", "eventbridge_rule"),
            a_component("later", "lambda_function"),
        ],
        [
            a_connection("visitors requests files"),
            a_connection("files notifies worker"),
            a_connection("worker reads files"),
            a_connection("worker writes files", delete=True),
            a_connection("files notifies uploaded"),
            a_connection("uploaded invokes later"),
        ],
        region="ap-northeast-1",
    )


def test_rare_shapes_lint_without_even_a_remark(tmp_path: Path) -> None:
    designs = (
        _with_an_existing_zone(),
        _with_sign_in_and_no_distribution(),
        _with_a_bucket_that_does_everything(),
    )
    templates = []
    for number, design in enumerate(designs):
        for file in emit(lowered(design)):
            template = tmp_path / str(number) / file.path
            template.parent.mkdir(parents=True, exist_ok=True)
            template.write_text(file.text, encoding="utf-8")
            templates.append(str(template))

    judged = subprocess.run(
        [str(Path(sys.executable).with_name("cfn-lint")), *templates, "--include-checks", "I"],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )

    assert (judged.returncode, judged.stdout, judged.stderr) == (0, "", "")
