"""Table has fixed capacity without scaling."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    scaled = any(subject.resources("AWS::ApplicationAutoScaling::ScalableTarget"))
    for table in subject.resources("AWS::DynamoDB::Table"):
        mode = at(table, "BillingMode")
        if mode != "PAY_PER_REQUEST" and not scaled:
            yield broken(
                subject,
                table,
                message="{title} refuses requests above its fixed capacity and nothing raises it.",
                evidence=f"BillingMode is {shown(mode)} and no scaling target exists",
            )


RULE = Rule(
    id="CW-DDB-003",
    title="Table has fixed capacity without scaling",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL07",
    controls=("DynamoDB.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1",
    findings=_findings,
)
