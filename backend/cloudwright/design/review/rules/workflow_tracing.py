"""Workflow is not traced."""

from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-SFN-002",
    title="Workflow is not traced",
    severity=Severity.LOW,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=(),
    source="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
    findings=expect(
        "AWS::StepFunctions::StateMachine",
        "TracingConfiguration.Enabled",
        holds=is_true,
        message="A slow run cannot be followed through {title}.",
    ),
)
