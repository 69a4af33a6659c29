"""Function on a runtime that AWS has retired."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for function in subject.resources("AWS::Lambda::Function"):
        runtime = at(function, "Runtime")
        known = subject.facts.version("lambda_runtime", str(runtime))
        if (
            known is not None
            and known.provenance.standing.verified
            and known.lifecycle.startswith("deprecated")
        ):
            yield broken(
                subject,
                function,
                message="{title} runs on a runtime that gets no security fixes.",
                evidence=f"Runtime is {runtime}, {known.lifecycle} (as of {known.provenance.as_of})",
                fix={"runtime": subject.facts.default_runtime("lambda.python")},
                fix_label="Use the current Python runtime",
            )


RULE = Rule(
    id="CW-FN-001",
    title="Function on a runtime that AWS has retired",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC06",
    controls=("Lambda.2",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2",
    findings=_findings,
)
