"""Function that anybody may run."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for permission in subject.resources("AWS::Lambda::Permission"):
        principal = at(permission, "Principal")
        anyone = principal == "*" or at(permission, "FunctionUrlAuthType") == "NONE"
        if anyone:
            yield broken(
                subject,
                permission,
                message="Any AWS account may run {title}.",
                evidence=f"Principal is {principal}",
            )
    for url in subject.resources("AWS::Lambda::Url"):
        if at(url, "AuthType") == "NONE":
            yield broken(
                subject,
                url,
                message="Anybody on the internet may run {title}.",
                evidence="AuthType is NONE",
            )


RULE = Rule(
    id="CW-FN-003",
    title="Function that anybody may run",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=("Lambda.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
    findings=_findings,
)
