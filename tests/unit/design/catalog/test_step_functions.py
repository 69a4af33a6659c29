"""Workflows: steps in order, what is undone when one fails, who may start them, and what they cost."""

from collections.abc import Mapping

import pytest
from pydantic import JsonValue

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    alarm_specs,
    at,
    lowered,
    part,
    points_to,
    role_statements,
    statements,
    usages,
    variables,
)
from cloudwright.design.blueprint.graph import Blueprint
from cloudwright.design.blueprint.values import Value
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection

_FUNCTIONS = ("reserve", "charge", "ship", "release", "refund")
_SAGA = (
    a_connection("saga invokes ship", order=3, retries=0),
    a_connection("saga invokes reserve", order=1),
    a_connection("saga invokes charge", order=2, retries=2, first_retry_seconds=5, backoff_rate=1.5),
    a_connection("saga invokes release", per_call="0.02", compensates="reserve"),
    a_connection("saga invokes refund", per_call="0.01", compensates="charge"),
)


def a_saga(*extra: Component | Connection, **properties: JsonValue) -> Architecture:
    return a_design(
        (
            a_component("saga", "step_functions_workflow", **properties),
            *(a_component(name, "lambda_function") for name in _FUNCTIONS),
            *(e for e in extra if isinstance(e, Component)),
        ),
        (*_SAGA, *(e for e in extra if isinstance(e, Connection))),
        region="us-east-1",
    )


def states(blueprint: Blueprint) -> Mapping[str, Mapping[str, Value]]:
    found = at(part(blueprint, "saga/machine"), "Definition.States")
    assert isinstance(found, Mapping)
    return {name: state for name, state in found.items() if isinstance(state, Mapping)}


def caught_by(state: Mapping[str, Value]) -> Value:
    catch = state["Catch"]
    assert isinstance(catch, list)
    assert isinstance(catch[0], Mapping)
    following: Value = catch[0]["Next"]
    return following


def problems(design: Architecture) -> list[str]:
    return [problem.rule for problem in CatalogVocabulary(load_facts()).problems(design)]


def test_steps_run_in_their_order_and_the_last_one_ends() -> None:
    blueprint = lowered(a_saga())
    found = states(blueprint)

    assert at(part(blueprint, "saga/machine"), "Definition.StartAt") == "Reserve"
    assert found["Reserve"]["Next"] == "Charge"
    assert found["Charge"]["Next"] == "Ship"
    assert found["Ship"]["End"] is True
    assert points_to(
        at(part(blueprint, "saga/machine"), "Definition.States.Ship.Parameters.FunctionName"), "ship/function"
    )


def test_a_failed_step_and_those_before_it_are_undone_in_reverse() -> None:
    found = states(lowered(a_saga()))

    assert caught_by(found["Ship"]) == "Refund"  # nothing undoes shipping itself
    assert caught_by(found["Charge"]) == "Refund"
    assert found["Refund"]["Next"] == "Release"
    assert caught_by(found["Reserve"]) == "Release"
    assert found["Release"]["Next"] == "Workflow failed"
    assert caught_by(found["Refund"]) == caught_by(found["Release"]) == "Compensation failed"


def test_only_what_passes_by_itself_is_tried_again() -> None:
    found = states(lowered(a_saga()))

    retries = found["Charge"]["Retry"]
    assert isinstance(retries, list)
    assert isinstance(retries[0], Mapping)
    assert (retries[0]["MaxAttempts"], retries[0]["IntervalSeconds"], retries[0]["BackoffRate"]) == (
        2,
        5,
        1.5,
    )
    assert "States.ALL" not in str(retries)
    assert "Retry" not in found["Ship"]


def test_without_compensation_a_failed_step_ends_the_run() -> None:
    design = a_design(
        (a_component("saga", "step_functions_workflow"), a_component("only", "lambda_function")),
        (a_connection("saga invokes only"),),
    )
    found = states(lowered(design))

    assert set(found) == {"Only", "Workflow failed"}
    assert caught_by(found["Only"]) == "Workflow failed"


def test_a_workflow_without_steps_succeeds_at_once() -> None:
    assert list(states(lowered(a_design((a_component("saga", "step_functions_workflow"),)))).values()) == [
        {"Type": "Succeed"}
    ]


@pytest.mark.parametrize(
    ("component", "connection"),
    [
        ("undo", a_connection("saga invokes undo", compensates="missing")),
        ("undo", a_connection("saga invokes undo", compensates="refund")),
        ("undo", a_connection("saga invokes undo", compensates="charge")),
    ],
    ids=["no such step", "a step that undoes", "undone already"],
)
def test_a_step_undoes_one_step_that_goes_on(component: str, connection: Connection) -> None:
    design = a_saga(a_component(component, "lambda_function"), connection)

    assert "compensates-a-step" in problems(design)


def test_the_role_may_run_the_steps_and_report_and_nothing_else() -> None:
    found = role_statements(lowered(a_saga()), "saga")

    runs = {sid for sid in found if sid.startswith("Run")}
    assert runs == {"RunReserve", "RunCharge", "RunShip", "RunRelease", "RunRefund"}
    assert set(found) - runs == {"DeliverLogs", "WriteTraces"}
    assert all(found[sid].actions == ("lambda:InvokeFunction",) for sid in runs)


def test_a_function_starts_this_workflow_and_is_told_its_arn() -> None:
    blueprint = lowered(a_saga(a_component("intake", "lambda_function"), a_connection("intake invokes saga")))

    statement = role_statements(blueprint, "intake")["StartSaga"]

    assert statement.actions == ("states:StartExecution",)
    assert points_to(statement.resources[0], "saga/machine")
    assert points_to(variables(blueprint, "intake")["SAGA_WORKFLOW_ARN"], "saga/machine")


@pytest.mark.parametrize(
    ("type_", "subtype", "action"),
    [
        ("standard", "StepFunctions-StartExecution", "states:StartExecution"),
        ("express", "StepFunctions-StartSyncExecution", "states:StartSyncExecution"),
    ],
)
def test_an_api_starts_a_workflow_without_code_between(type_: str, subtype: str, action: str) -> None:
    blueprint = lowered(
        a_saga(
            a_component("api", "http_api"), a_connection("api invokes saga", route="POST /orders"), type=type_
        )
    )

    integration = part(blueprint, "api/integration-saga")
    role = statements(part(blueprint, "api/role-saga"), "Policies.0.PolicyDocument")

    assert at(integration, "IntegrationSubtype") == subtype
    assert points_to(at(integration, "CredentialsArn"), "api/role-saga")
    assert role["StartSaga"].actions == (action,)
    assert part(blueprint, "api/route-post-orders")


def test_a_rule_starts_a_workflow_with_a_role_of_its_own() -> None:
    blueprint = lowered(
        a_saga(a_component("placed", "eventbridge_rule"), a_connection("placed invokes saga"))
    )

    assert points_to(at(part(blueprint, "placed/rule"), "Targets.0.RoleArn"), "placed/role-saga")


def test_an_express_workflow_logs_everything_and_lasts_five_minutes_at_most() -> None:
    machine = part(lowered(a_saga(type="express")), "saga/machine")

    assert at(machine, "LoggingConfiguration.Level") == "ALL"
    assert set(problems(a_saga(type="express", timeout_seconds=301))) == {"property-value-error"}
    assert at(part(lowered(a_saga()), "saga/machine"), "LoggingConfiguration.Level") == "ERROR"


def test_a_key_of_ones_own_encrypts_the_history_and_logs_can_still_be_delivered() -> None:
    blueprint = lowered(a_saga(a_component("key", "kms_key"), a_connection("key encrypts saga")))

    machine = part(blueprint, "saga/machine")
    own = role_statements(blueprint, "saga")["UseKey"]
    delivery = statements(part(blueprint, "key/key"), "KeyPolicy")["AllowLogsOfSaga"]

    assert at(machine, "EncryptionConfiguration.Type") == "CUSTOMER_MANAGED_KMS_KEY"
    assert "kms:EncryptionContext:aws:states:stateMachineArn" in own.conditions["StringEquals"]
    assert delivery.principal == {"Service": "delivery.logs.amazonaws.com"}


def test_transitions_are_the_steps_run_and_the_start_of_each_run() -> None:
    found = usages(a_saga(), "saga", entry="saga", calls=1000)

    # 1,000 starts + 3 x 1,000 steps + 1,000 x 0.02 releases + 1,000 x 0.01 refunds
    assert found["step_functions.standard.transition"].quantity == 4030


def test_express_runs_are_paid_by_time_in_units_of_100_ms_and_64_mb() -> None:
    found = usages(a_saga(type="express"), "saga", entry="saga", calls=3_600_000, workflow_duration_ms=150)

    assert found["step_functions.express.request"].quantity == 3_600_000
    # 3,600,000 runs x 200 ms / 3,600,000 ms an hour = 200 h x 64 / 1,024 GB
    assert found["step_functions.express.gb_hour"].quantity == 12.5


def test_alarms_tell_failed_late_and_throttled_runs() -> None:
    assert {spec.metric for spec in alarm_specs(a_saga(), "saga").values()} == {
        "ExecutionsFailed",
        "ExecutionsTimedOut",
        "ExecutionThrottled",
    }
