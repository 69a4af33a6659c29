"""Workflow writes no log."""

from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.expectation import expect
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule


def _logged(level: Value | None) -> bool:
    return level not in (None, "OFF")


RULE = Rule(
    id="CW-SFN-001",
    title="Workflow writes no log",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=("StepFunctions.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/stepfunctions-controls.html#stepfunctions-1",
    findings=expect(
        "AWS::StepFunctions::StateMachine",
        "LoggingConfiguration.Level",
        holds=_logged,
        message="Nobody can tell later why a run of {title} failed.",
    ),
)
