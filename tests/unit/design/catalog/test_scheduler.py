"""Schedules: their time zone, their own role, and what happens to runs that cannot be started."""

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
)
from cloudwright.design.blueprint.values import Pseudo
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection


def nightly(*extra: Component | Connection, **properties: JsonValue) -> Architecture:
    return a_design(
        (
            a_component("nightly", "eventbridge_schedule", **properties),
            a_component("job", "lambda_function"),
            *(e for e in extra if isinstance(e, Component)),
        ),
        (a_connection("nightly invokes job"), *(e for e in extra if isinstance(e, Connection))),
        region="us-east-1",
    )


def problems(design: Architecture) -> list[str]:
    return [problem.rule for problem in CatalogVocabulary(load_facts()).problems(design)]


def test_a_schedule_runs_its_target_in_its_own_time_zone_and_group() -> None:
    design = nightly(schedule="cron(0 3 * * ? *)", time_zone="Europe/Berlin", flexible_window_minutes=15)
    schedule = part(lowered(design), "nightly/schedule")

    assert at(schedule, "ScheduleExpressionTimezone") == "Europe/Berlin"
    assert at(schedule, "FlexibleTimeWindow") == {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 15}
    assert points_to(at(schedule, "GroupName"), "nightly/group")
    assert points_to(at(schedule, "Target.Arn"), "job/function")
    assert points_to(at(schedule, "Target.RoleArn"), "nightly/role")


def test_the_role_may_run_this_function_and_keep_failures_and_nothing_else() -> None:
    found = role_statements(lowered(nightly()), "nightly")

    assert {sid: s.actions for sid, s in found.items()} == {
        "RunJob": ("lambda:InvokeFunction",),
        "SendFailures": ("sqs:SendMessage",),
    }
    assert points_to(found["RunJob"].resources[0], "job/function")
    assert points_to(found["SendFailures"].resources[0], "nightly/failures")


def test_the_role_is_for_schedules_of_this_group_only() -> None:
    trust = statements(part(lowered(nightly()), "nightly/role"), "AssumeRolePolicyDocument")["AssumeRole"]

    condition = trust.conditions["StringEquals"]
    assert condition["aws:SourceAccount"] is Pseudo.ACCOUNT_ID
    assert points_to(condition["aws:SourceArn"], "nightly/group")


def test_a_connected_queue_takes_the_failures_instead_of_one_of_its_own() -> None:
    blueprint = lowered(
        nightly(a_component("missed", "sqs_queue"), a_connection("nightly dead_letters missed"))
    )

    schedule = part(blueprint, "nightly/schedule")
    assert points_to(at(schedule, "Target.DeadLetterConfig.Arn"), "missed/queue")
    assert "nightly/failures" not in {str(r.key) for r in blueprint.resources}
    assert points_to(role_statements(blueprint, "nightly")["SendFailures"].resources[0], "missed/queue")


def test_a_schedule_fills_a_queue_and_starts_a_workflow() -> None:
    design = a_design(
        (
            a_component("hourly", "eventbridge_schedule"),
            a_component("daily", "eventbridge_schedule"),
            a_component("jobs", "sqs_queue"),
            a_component("steps", "step_functions_workflow"),
        ),
        (a_connection("hourly publishes jobs"), a_connection("daily invokes steps")),
    )
    blueprint = lowered(design)

    assert role_statements(blueprint, "hourly")["SendToJobs"].actions == ("sqs:SendMessage",)
    assert role_statements(blueprint, "daily")["StartSteps"].actions == ("states:StartExecution",)
    assert points_to(at(part(blueprint, "daily/schedule"), "Target.Arn"), "steps/machine")


def test_a_function_that_a_schedule_runs_keeps_its_failed_events() -> None:
    assert part(lowered(nightly()), "job/asynchronous-runs")


def test_a_schedule_starts_one_target() -> None:
    both = nightly(a_component("other", "lambda_function"), a_connection("nightly invokes other"))

    assert problems(both) == ["one-target-per-schedule"]


@pytest.mark.parametrize("zone", ["europe/berlin", "UTC+1; rm", "Europe/", ""])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    assert problems(nightly(time_zone=zone)) == ["property-string-pattern-mismatch"]


def test_without_a_target_there_is_only_the_group() -> None:
    alone = a_design((a_component("nightly", "eventbridge_schedule"),))

    assert [r.type for r in lowered(alone).resources] == ["AWS::Scheduler::ScheduleGroup"]
    assert set(alarm_specs(alone, "nightly")) == {"target-errors", "dropped"}


def test_runs_of_a_month_are_paid_and_reach_the_function() -> None:
    design = nightly(schedule="rate(1 hour)")

    found = usages(design, "nightly", entry="nightly", calls=730)

    assert found["eventbridge.scheduler.invocation"].quantity == 730
    assert usages(design, "job", entry="nightly", calls=730)["lambda.request"].quantity == 730


def test_alarms_look_at_the_group_and_at_what_was_missed() -> None:
    found = alarm_specs(nightly(), "nightly")

    assert set(found) == {"target-errors", "dropped", "failures"}
    assert points_to(found["dropped"].dimensions["ScheduleGroup"], "nightly/group")
