"""Secrets and parameters: who may read them, how they are rotated, and that no file holds a value."""

from decimal import Decimal

import pytest

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    an_existing,
    at,
    lowered,
    part,
    points_to,
    role_statements,
    usages,
    variables,
)
from cloudwright.design.blueprint.values import Param
from cloudwright.design.catalog.hard_rules import hard_rule_problems
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment

WORKER = a_component("worker", "lambda_function")
PEOPLE = a_component("visitors", "external_actor")
READS = a_connection("worker reads token")


def _with(token: Component, *extra: Component | Connection) -> Architecture:
    components = [WORKER, token, *(e for e in extra if isinstance(e, Component))]
    return a_design(components, [READS, *(e for e in extra if isinstance(e, Connection))])


def _secret(**properties: str | int) -> Component:
    return a_component("token", "secrets_manager_secret", **properties)


def _terraform(architecture: Architecture, environment: Environment = Environment.PROD) -> str:
    return "\n".join(file.text for file in emit(lowered(architecture, environment)))


def test_code_may_read_one_secret_and_knows_its_arn_only() -> None:
    blueprint = lowered(_with(_secret()))

    statement = role_statements(blueprint, "worker")["ReadsToken"]

    assert statement.actions == ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue")
    assert [points_to(arn, "token/secret") for arn in statement.resources] == [True]
    assert points_to(variables(blueprint, "worker")["TOKEN_SECRET_ARN"], "token/secret")


def test_cloudformation_generates_a_value_where_nobody_has_to_know_it() -> None:
    secret = part(lowered(_with(_secret(length_characters=24, user_name="shop"))), "token/secret")

    assert at(secret, "GenerateSecretString.PasswordLength") == 24
    assert at(secret, "GenerateSecretString.SecretStringTemplate") == '{"username": "shop"}'
    given = part(lowered(_with(_secret(content="given"))), "token/secret")
    assert "GenerateSecretString" not in given.properties


def test_terraform_keeps_no_value_in_its_state() -> None:
    text = _terraform(_with(_secret(user_name="shop")))

    assert "aws_secretsmanager_secret_version" not in text
    assert "random_password" not in text
    assert "# No value here, or it would stand in the state" in text


@pytest.mark.parametrize(("environment", "days"), [(Environment.PROD, 30), (Environment.DEV, 0)])
def test_a_deleted_secret_of_production_can_be_recovered_for_a_month(
    environment: Environment, days: int
) -> None:
    text = " ".join(_terraform(_with(_secret()), environment).split())

    assert f"recovery_window_in_days = {days}" in text


def test_a_rotation_function_may_change_its_secret_and_only_secrets_manager_runs_it() -> None:
    rotated = _with(
        _secret(rotation_days=7),
        a_component("rotator", "lambda_function"),
        a_connection("token invokes rotator"),
    )

    blueprint = lowered(rotated)

    schedule = part(blueprint, "token/rotation")
    assert at(schedule, "RotationRules.AutomaticallyAfterDays") == 7
    assert at(schedule, "RotateImmediatelyOnUpdate") is False
    permission = part(blueprint, "rotator/permission-token")
    assert at(permission, "Principal") == "secretsmanager.amazonaws.com"
    assert points_to(at(permission, "SourceArn"), "token/secret")
    found = role_statements(blueprint, "rotator")
    assert "secretsmanager:UpdateSecretVersionStage" in found["RotateToken"].actions
    assert found["MakePasswords"].resources == ("*",)


def test_whoever_reads_or_rotates_a_secret_may_use_its_key_through_secrets_manager_only() -> None:
    blueprint = lowered(
        _with(
            _secret(),
            a_component("key", "kms_key"),
            a_component("rotator", "lambda_function"),
            a_connection("key encrypts token"),
            a_connection("token invokes rotator"),
        )
    )

    assert points_to(at(part(blueprint, "token/secret"), "KmsKeyId"), "key/key")
    assert "UseKeyForToken" in role_statements(blueprint, "worker")
    conditions = role_statements(blueprint, "rotator")["UseKeyToRotateToken"].conditions
    assert "secretsmanager." in str(conditions["StringEquals"]["kms:ViaService"])


def test_a_secret_costs_its_month_and_the_share_of_uses_that_ask_again() -> None:
    design = a_design(
        [PEOPLE, a_component("api", "http_api"), WORKER, _secret()],
        [a_connection("visitors requests api"), a_connection("api invokes worker"), READS],
    )

    priced = usages(design, "token", calls=1_000_000, secret_lookups_percent=5)

    assert priced["secrets_manager.secret_month"].quantity == 1
    assert priced["secrets_manager.request"].quantity == Decimal(50_000)


def test_the_value_of_a_parameter_is_asked_for_unless_the_design_has_it() -> None:
    asked = lowered(_with(a_component("token", "ssm_parameter")))
    stated = lowered(_with(a_component("token", "ssm_parameter", value="eu")))

    assert at(part(asked, "token/parameter"), "Value") == Param("TokenValue")
    assert [p.name for p in asked.parameters] == ["TokenValue"]
    assert at(part(stated, "token/parameter"), "Value") == "eu"


def test_code_reads_one_parameter_by_the_name_of_this_environment() -> None:
    blueprint = lowered(_with(a_component("token", "ssm_parameter", value="eu")), Environment.DEV)

    assert at(part(blueprint, "token/parameter"), "Name") == "/shop-dev/token"
    text = "\n".join(file.text for file in emit(blueprint))
    assert 'actions   = ["ssm:GetParameter", "ssm:GetParameters"]' in text
    assert "resources = [aws_ssm_parameter.token.arn]" in text


def test_a_secure_string_has_to_exist_already() -> None:
    secure = a_component("token", "ssm_parameter", type="SecureString")

    made = [p.rule for p in hard_rule_problems(_with(secure))]
    existing = hard_rule_problems(_with(secure.model_copy(update={"existing": True})))

    assert made == ["secure-parameter-exists"]
    assert list(existing) == []


def test_one_function_rotates_a_secret() -> None:
    rotated = _with(
        _secret(),
        a_component("rotator", "lambda_function"),
        a_connection("token invokes rotator"),
        a_connection("token invokes worker"),
    )

    assert [p.rule for p in hard_rule_problems(rotated)] == ["only-one"]


def test_an_existing_secret_is_asked_for_by_its_arn() -> None:
    blueprint = lowered(_with(an_existing("token", "secrets_manager_secret")))

    assert [p.description for p in blueprint.parameters] == ["ARN of the existing secret 'Token'"]


def test_a_standard_parameter_is_free_and_an_advanced_one_is_not() -> None:
    advanced = _with(a_component("token", "ssm_parameter", tier="Advanced"))

    assert usages(_with(a_component("token", "ssm_parameter")), "token", entry="worker") == {}
    assert usages(advanced, "token", entry="worker")["ssm.parameter.advanced_month"].quantity == 1
