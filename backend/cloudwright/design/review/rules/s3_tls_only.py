"""Bucket answers requests without TLS."""

from collections.abc import Iterator

from cloudwright.design.blueprint.values import Ref, ResourceKey, Statement
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.policies import policy_statements
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    guarded = {
        _bucket(at(placed.resource, "Bucket"))
        for placed in policy_statements(subject, "AWS::S3::BucketPolicy")
        if _refuses_plain_http(placed.statement)
    }
    for bucket in subject.resources("AWS::S3::Bucket"):
        if bucket.key not in guarded:
            yield broken(
                subject,
                bucket,
                message="{title} has no policy that refuses requests without TLS.",
                evidence="no Deny on aws:SecureTransport false",
            )


def _bucket(value: object) -> ResourceKey | None:
    return value.resource if isinstance(value, Ref) else None


def _refuses_plain_http(statement: Statement) -> bool:
    condition = statement.conditions.get("Bool", {}).get("aws:SecureTransport")
    return statement.effect == "Deny" and str(condition).lower() == "false"


RULE = Rule(
    id="CW-S3-003",
    title="Bucket answers requests without TLS",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=("S3.5",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
    findings=_findings,
)
